import { Type, type Static } from "typebox";
import { At, Ulid, nullable } from "../place.ts";
import { Matter, Party } from "./matter.ts";

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

/** A matter with all that belongs to it, oldest first. */
export const MatterView = Type.Object({ matter: Matter, chain: Type.Array(ChainPart) }, closed);
export type MatterView = Static<typeof MatterView>;

/** Whose a matter may be, best first: RULING = it was decided so before; LIST = the responsibility list says so. A suggestion, never applied by itself. */
export const OwnerSuggestion = Type.Object({ party: Party, item: nullable(Type.String()), why: Type.Enum(["RULING", "LIST"]), count: Type.Integer({ minimum: 1 }) }, closed);
export type OwnerSuggestion = Static<typeof OwnerSuggestion>;
export const OwnerSuggestions = Type.Object({ suggestions: Type.Array(OwnerSuggestion) }, closed);
export type OwnerSuggestions = Static<typeof OwnerSuggestions>;
