import { Type, type Static } from "typebox";
import { DraftLine, ReportLine } from "../command/command-post.ts";
import { PLAN_LEVELS, PlanLevel } from "../command/plan-task.ts";
import { At, Code, Ulid, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;
const Seconds = Type.Integer({ minimum: 60, maximum: 2_592_000 });

/** What is owed upward of an emergency of one severity (突发事件分级), in seconds, and who leads it (LNK-06). */
export const SeverityRule = Type.Object(
  {
    /** Until the first word by telephone, and until the first written report; both from the moment at which the severity is set. */
    phone: Seconds,
    written: Seconds,
    /** From one written report to the next. */
    continuing: Seconds,
    leadZh: text(60),
    leadEn: text(100),
    /** The department by whose desk here the lead authority reads along; left out, none does. */
    through: Type.Optional(Code),
  },
  closed,
);
export type SeverityRule = Static<typeof SeverityRule>;
/** I is the gravest. */
export const SeverityRules = Type.Object({ I: SeverityRule, II: SeverityRule, III: SeverityRule, IV: SeverityRule }, closed);
export type SeverityRules = Static<typeof SeverityRules>;

export const UPWARD_KINDS = ["PHONE", "WRITTEN", "CONTINUING", "FINAL"] as const;
export type UpwardKind = (typeof UPWARD_KINDS)[number];

/** One report upward, as the record holds it; what it said stands in the log. `lateS`: whole seconds beyond its limit, 0 in time. */
export const UpwardReport = Type.Object({ no: Type.Integer({ minimum: 1 }), kind: Type.Enum(UPWARD_KINDS), at: At, by: Type.String(), lateS: Type.Integer({ minimum: 0 }) }, closed);
export type UpwardReport = Static<typeof UpwardReport>;

/** So many of the newest stand in the record. */
export const UPWARD_SHOWN = 40;

/** The severity of an incident that is an emergency, and what was reported of it. */
export const Emergency = Type.Object(
  {
    severity: PlanLevel,
    setAt: At,
    setBy: Type.String(),
    leadZh: Type.String(),
    leadEn: Type.String(),
    /** The department by whose desk the lead authority reads the reports; null: by none here. */
    agency: nullable(Code),
    continuingS: Seconds,
    reportCount: Type.Integer({ minimum: 0 }),
    reports: Type.Array(UpwardReport, { maxItems: UPWARD_SHOWN }),
    /** What the last one said: for desks and for `agency`, nobody else reads it. */
    lines: Type.Array(ReportLine),
    /** Nothing more is owed: the final report stands, and no graver level was set after it. */
    finalAt: nullable(At),
  },
  closed,
);
export type Emergency = Static<typeof Emergency>;

/** The incident cannot end before its final report. */
export const owesFinal = ({ emergency }: { readonly emergency?: Emergency }): boolean => emergency !== undefined && emergency.finalAt === null;

/** Whether `to` is less grave than `from`. */
export const isLower = (from: PlanLevel, to: PlanLevel): boolean => PLAN_LEVELS.indexOf(to) > PLAN_LEVELS.indexOf(from);

/** `at`: when it is said to have happened. The platform counts from its own clock, so that an earlier moment is refused and not taken (409 BACKDATE). */
const SaidAt = Type.Optional(At);
/** Sets the severity or changes it. Lowering is the commander's, with a reason. */
export const setSeverity = Type.Object({ incidentId: Ulid, severity: PlanLevel, reason: Type.Optional(text(400, 0)), at: SaidAt }, closed);
/** What was reported upward just now: by telephone what was said, else what was sent. */
export const reportUp = Type.Object({ incidentId: Ulid, kind: Type.Enum(UPWARD_KINDS), lines: Type.Array(ReportLine, { minItems: 1, maxItems: 80 }), at: SaidAt }, closed);

/** What the log of the incident says now, as the draft of its next report upward. */
export const UpwardDraft = Type.Object({ lines: Type.Array(DraftLine) }, closed);
export type UpwardDraft = Static<typeof UpwardDraft>;
