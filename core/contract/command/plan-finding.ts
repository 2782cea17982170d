import { Type, type Static } from "typebox";
import { At, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** What the linter finds in a plan or a module (CMD-06). */
export const PLAN_FINDINGS = [
  "MECHANISM_REQUIRED", "MISSING_TRIGGER", "MISSING_LEVEL", "LEVEL_WITHOUT_TASK", "MISSING_COMMANDER", "MISSING_TYPE", "MISSING_CONTACT", "MISSING_NOTICE_RECEIVER",
  "CONDITION_INVALID", "PROHIBITED_FIELD",
  "ID_TWICE", "CYCLE", "TASK_WITHOUT_ROLE", "UNREACHABLE_TASK", "UNKNOWN_DEPENDENCY", "DEADLINE_BEFORE_START", "DUE_BEFORE_PREDECESSOR", "VAGUE_DUTY",
  "UNKNOWN_MODULE", "UNKNOWN_PARAMETER", "PARAMETER_MISSING", "PARAMETER_OUT_OF_RANGE", "PARAMETER_TYPE", "PARAMETER_BOUNDS",
  "UNKNOWN_TYPE", "UNKNOWN_CAPABILITY", "UNKNOWN_AGENCY", "UNKNOWN_SEAT", "UNKNOWN_AREA", "UNKNOWN_ROLE", "UNKNOWN_UNIT",
  "CODE_TAKEN", "MODULE_IN_USE",
  "NO_HANDLING_POINT", "TOO_LONG", "REVIEW_PAST", "REVIEW_FAR",
  "CONTACT_NOT_VERIFIED", "CONTACT_OLD", "DATE_INVALID", "AREA_INVALID",
] as const;
export type PlanFindingCode = (typeof PLAN_FINDINGS)[number];

export const PlanFinding = Type.Object(
  {
    code: Type.Enum(PLAN_FINDINGS),
    /** Where: `tasks.3.after`, `levels.II.when`; "" = the whole. */
    path: Type.String({ maxLength: 120 }),
    zh: text(400),
    en: text(600),
  },
  closed,
);
export type PlanFinding = Static<typeof PlanFinding>;

/** READY; DUE: an exercise is overdue; DEGRADED: somebody cannot be reached or something is not there (CMD-09). DUTY_*: of a partner, by the joint duty catalogue (LNK-09). */
export const READINESS_STATES = ["READY", "DUE", "DEGRADED"] as const;
export const ReadinessItem = Type.Object({ code: Type.Enum(["EXERCISE_DUE", "NEVER_EXERCISED", "CONTACT_FAILED", "CONTACT_UNVERIFIED", "DUTY_UNVERIFIED", "DUTY_UNLISTED", "RESOURCE_SHORT", "UNIT_OUT_OF_SERVICE"]), path: Type.String({ maxLength: 120 }), zh: text(400), en: text(600) }, closed);
export type ReadinessItem = Static<typeof ReadinessItem>;
export const PlanReadiness = Type.Object({ state: Type.Enum(READINESS_STATES), at: At, items: Type.Array(ReadinessItem) }, closed);
export type PlanReadiness = Static<typeof PlanReadiness>;
