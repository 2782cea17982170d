import { Type, type Static } from "typebox";
import { EmergencyMinutes } from "../organisation/emergency-rule.ts";
import { At, Code, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** `reason` stands in every row of the audit that is read under it. */
export const AskEmergency = Type.Object({ role: Code, org: Code, reason: text(300, 4), minutes: EmergencyMinutes, atOnce: Type.Boolean() }, closed);
export type AskEmergency = Static<typeof AskEmergency>;

export const EMERGENCY_STATES = ["ASKED", "LAPSED", "DECLINED", "RUNNING", "ENDED"] as const;
export const EMERGENCY_ACTS = ["APPROVE", "DECLINE", "END", "REVIEW"] as const;
export const VERDICTS = ["JUSTIFIED", "NOT_JUSTIFIED"] as const;
const Who = Type.Object({ account: Type.String(), name: Type.String() }, closed);

/** Rights of a role at a place for a time, asked for with a reason (GOV-02, R53). */
export const EmergencyAccess = Type.Object(
  {
    id: Type.String(),
    by: Who,
    role: Code,
    roleZh: Type.String(),
    roleEn: Type.String(),
    org: Code,
    reason: Type.String(),
    minutes: Type.Integer(),
    /** Granted without a second person, who reviews it after. */
    atOnce: Type.Boolean(),
    state: Type.Enum(EMERGENCY_STATES),
    askedAt: At,
    /** Who approved or declined. */
    answeredBy: nullable(Who),
    startsAt: nullable(At),
    /** When it ends by itself, or ended. */
    endsAt: nullable(At),
    review: nullable(Type.Object({ by: Who, at: At, verdict: Type.Enum(VERDICTS), note: Type.String() }, closed)),
    /** What the caller may do with it now. */
    may: Type.Array(Type.Enum(EMERGENCY_ACTS)),
  },
  closed,
);
export type EmergencyAccess = Static<typeof EmergencyAccess>;

/** One's own, and those that one may answer or review, the newest first; `options` is what the caller may ask for. */
export const EmergencyAccesses = Type.Object(
  {
    accesses: Type.Array(EmergencyAccess),
    options: Type.Array(Type.Object({ role: Code, nameZh: Type.String(), nameEn: Type.String(), minutes: Type.Integer(), atOnceMinutes: nullable(Type.Integer()) }, closed)),
  },
  closed,
);
export type EmergencyAccesses = Static<typeof EmergencyAccesses>;

export const ReviewEmergency = Type.Object({ verdict: Type.Enum(VERDICTS), note: text(500) }, closed);
export type ReviewEmergency = Static<typeof ReviewEmergency>;

/** What was read and done under one access, from the audit, in order; `records` are ids that were asked for or shown. */
export const EmergencyReport = Type.Object(
  {
    access: EmergencyAccess,
    rows: Type.Array(Type.Object({ at: At, what: Type.String(), outcome: Type.String(), records: Type.Array(Type.String()), incidentNos: Type.Array(Type.String()) }, closed)),
    /** More rows than an answer holds; the audit has them all. */
    more: Type.Boolean(),
  },
  closed,
);
export type EmergencyReport = Static<typeof EmergencyReport>;

/** A day or a month of the city: `2026-03-02`, `2026-03`; `csv` is the same as a table for spreadsheets. */
export const RegisterQuery = Type.Object({ period: Type.String({ pattern: "^20\\d{2}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?$" }), format: Type.Optional(Type.Enum(["json", "csv"])) }, closed);
export type RegisterQuery = Static<typeof RegisterQuery>;

/** One access as the register has it: who, what for, who agreed, from when until when, what was done in it by count, who looked at it after. */
export const RegisteredAccess = Type.Object(
  { access: EmergencyAccess, looks: Type.Integer({ minimum: 0 }), acts: Type.Integer({ minimum: 0 }), incidents: Type.Integer({ minimum: 0 }) },
  closed,
);
export type RegisteredAccess = Static<typeof RegisteredAccess>;

/** Every access of a period that was asked for or ran in it, where the reader reviews, in the order in which they were asked for (SUP-08). */
export const EmergencyRegister = Type.Object({ period: Type.String(), from: At, to: At, rows: Type.Array(RegisteredAccess), /** More than an answer holds: ask for a day. */ more: Type.Boolean() }, closed);
export type EmergencyRegister = Static<typeof EmergencyRegister>;

/** What runs at a seat, for the banner that stays until it ends. */
export const RunningEmergency = Type.Object({ id: Type.String(), role: Code, roleZh: Type.String(), roleEn: Type.String(), orgPath: Type.String(), reason: Type.String(), endsAt: At }, closed);
