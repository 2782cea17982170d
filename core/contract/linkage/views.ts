import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable } from "../place.ts";
import { HelpStep, Matter, Party } from "./matter.ts";

const closed = { additionalProperties: false } as const;

/** One part of a chain (LNK-12). A part to which the viewer has no right is a locked stub: that it is there, and nothing of it. */
export const ChainPart = Type.Object(
  {
    kind: Type.Enum(["incident", "matter"]),
    /** Null where locked. */
    id: nullable(Ulid),
    no: nullable(Type.String()),
    owner: nullable(Party),
    status: nullable(Type.String()),
    from: nullable(At),
    until: nullable(At),
    outcome: nullable(Type.String()),
    locked: Type.Boolean(),
  },
  closed,
);
export type ChainPart = Static<typeof ChainPart>;

export const EXERCISE_ANSWERS = ["WAITING", "ACCEPTED", "DECLINED", "SILENT"] as const;
/** One request of a joint exercise: when it was asked and answered, who came and when, and when it was handed back (JNT-07). */
export const ExerciseStep = Type.Object(
  { id: Ulid, no: Type.String(), askedBy: Party, askedAt: At, answer: Type.Enum(EXERCISE_ANSWERS), answeredAt: nullable(At), help: Type.Array(HelpStep), handedBackAt: nullable(At) },
  closed,
);
export type ExerciseStep = Static<typeof ExerciseStep>;

/** A matter with all that belongs to it, oldest first. `exercise`: of a joint exercise, what was asked in it. */
export const MatterView = Type.Object({ matter: Matter, chain: Type.Array(ChainPart), exercise: Type.Optional(Type.Array(ExerciseStep)) }, closed);
export type MatterView = Static<typeof MatterView>;

/** Whose a matter may be, best first: RULING = it was decided so before; LIST = the responsibility list says so. A suggestion, never applied by itself. */
export const OwnerSuggestion = Type.Object({ party: Party, item: nullable(Type.String()), why: Type.Enum(["RULING", "LIST"]), count: Type.Integer({ minimum: 1 }) }, closed);
export type OwnerSuggestion = Static<typeof OwnerSuggestion>;
export const OwnerSuggestions = Type.Object({ suggestions: Type.Array(OwnerSuggestion) }, closed);
export type OwnerSuggestions = Static<typeof OwnerSuggestions>;

/** Whistles of a station in a period, and how the called departments answered; of each department's call one (LNK-04). */
export const WhistleRate = Type.Object(
  {
    station: Party,
    count: Type.Integer({ minimum: 0 }),
    band: Type.Enum(["LOW", "USUAL", "HIGH"]),
    called: Type.Integer({ minimum: 0 }),
    /** In time, of all that were called; null where none was. */
    acknowledgedPct: nullable(Type.Integer({ minimum: 0, maximum: 100 })),
    reportedInPct: nullable(Type.Integer({ minimum: 0, maximum: 100 })),
    /** Calls that their department found unnecessary. */
    unnecessary: Type.Integer({ minimum: 0 }),
    /** What the station gave them, of five. */
    score: nullable(Type.Number({ minimum: 1, maximum: 5 })),
  },
  closed,
);
export type WhistleRate = Static<typeof WhistleRate>;
export const WhistleRates = Type.Object({ from: At, to: At, rates: Type.Array(WhistleRate), /** Under which it is read (ORG-05). */ mechanism: Code }, closed);
export type WhistleRates = Static<typeof WhistleRates>;

const Cell = nullable(Type.Integer({ minimum: 5 }));
/** What is open in an area; null = fewer than five, which is not told (LNK-03). */
export const AreaSummary = Type.Object({ area: Type.String(), incidents: Type.Object({ P1: Cell, P2: Cell, P3: Cell, P4: Cell }, closed), matters: Cell, late: Cell }, closed);
export type AreaSummary = Static<typeof AreaSummary>;
export const LinkageSummary = Type.Object({ at: At, areas: Type.Array(AreaSummary), mechanism: Code }, closed);
export type LinkageSummary = Static<typeof LinkageSummary>;
