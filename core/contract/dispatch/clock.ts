import { Type, type Static } from "typebox";
import { At, nullable, text } from "../place.ts";

export const CLOCK_STEPS = [
  "FIRST_ORDER",
  "REACT", "EN_ROUTE", "ON_SCENE", // PHASE
  "ECHELON_1", "ECHELON_3", "ECHELON_5", // ECHELON
  "SELF", "MUTUAL", "POLICE", // LAYER
  "ARRIVAL", "FIRST_FEEDBACK",
  "REPORT_PHONE", "REPORT_WRITTEN", "REPORT_CONTINUING", // reports upward of an emergency (LNK-06)
] as const;
export type ClockStep = (typeof CLOCK_STEPS)[number];
/** Clocks that run beside the response: a new priority or type neither starts nor ends them. */
export const REPORT_STEPS = ["REPORT_PHONE", "REPORT_WRITTEN", "REPORT_CONTINUING"] as const satisfies readonly ClockStep[];
export const BREACH_REASONS = ["TRAFFIC", "WEATHER", "ADDRESS", "ACCESS", "NO_UNIT", "COMMUNICATION", "OTHER"] as const;

/**
 * One limit on one incident. It counts whole seconds of server time from `startedAt` and never pauses:
 * done at exactly `limitS` is met, one second later is breached (DSP-05).
 */
export const Clock = Type.Object(
  {
    id: Type.String({ maxLength: 60 }),
    step: Type.Enum(CLOCK_STEPS),
    startedAt: At,
    limitS: Type.Integer({ minimum: 1 }),
    doneAt: nullable(At),
    breachedAt: nullable(At),
    /** Ended without being met or breached: the incident closed, merged or was cancelled first. */
    voidedAt: nullable(At),
    reason: nullable(Type.Object({ code: Type.Enum(BREACH_REASONS), text: text(400, 0), by: Type.String(), at: At }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type Clock = Static<typeof Clock>;
