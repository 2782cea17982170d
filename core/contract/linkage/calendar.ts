import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;

/** `calendar.csv`: a day on which a city works otherwise than its weekday says: a holiday, or a make-up workday. */
export const CalendarRow = Type.Object(
  {
    day: Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
    kind: Type.Enum(["HOLIDAY", "WORKDAY"]),
    nameZh: Type.String({ minLength: 1, maxLength: 40 }),
  },
  closed,
);
export type CalendarRow = Static<typeof CalendarRow>;

/** A length of time with its way of counting: minutes, hours and days as the clock has them, `wh` in office hours (工作时), `wd` in working days (工作日). */
export const Term = Type.String({ pattern: "^[1-9][0-9]{0,3}(min|h|d|wh|wd)$" });
export type Term = Static<typeof Term>;

const TimeOfDay = Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$" });
export const OfficeHours = Type.Array(Type.Object({ from: TimeOfDay, to: TimeOfDay }, closed), { minItems: 1, maxItems: 4 });
export type OfficeHours = Static<typeof OfficeHours>;

/** How soon a matter wants an answer; the limit of each is the city's (`deadlines.yaml`). */
export const MATTER_URGENCIES = ["URGENT", "UTILITY", "GENERAL", "HARD", "STATUTORY"] as const;
export type MatterUrgency = (typeof MATTER_URGENCIES)[number];

/** The clocks of hand-overs between organisations (LNK). */
export const LinkageLimits = Type.Object(
  {
    officeHours: OfficeHours,
    sign: Type.Object({ URGENT: Term, OTHER: Term }, closed),
    handle: Type.Object({ URGENT: Term, UTILITY: Term, GENERAL: Term, HARD: Term, STATUTORY: Term }, closed),
    /** How long after signing a matter may be returned. */
    returnWindow: Term,
    adjudicate: Term,
    /** From the reply to the call-back. */
    verify: Term,
    /** From the call-back until the matter closes by itself. */
    close: Term,
    /** After a limit has run out: until the next level hears of it. */
    escalate: Type.Object({ URGENT: Term, OTHER: Term }, closed),
    reopen: Term,
    /** A whistle: until a department has acknowledged, until it has reported in, and which party of the district hears when it has not. */
    whistle: Type.Object({ acknowledge: Term, reportIn: Type.Object({ EMERGENCY: Term, JOINT_ENFORCEMENT: Term, DIFFICULT: Term }, closed), escalateTo: Type.String({ pattern: "^[A-Z0-9][A-Z0-9_-]*$" }) }, closed),
    /** Departments whose work on what they signed is theirs: the police read the status of it alone (LNK-08). */
    statusOnly: Type.Optional(Type.Array(Type.String({ pattern: "^[A-Z0-9][A-Z0-9_-]*$" }), { uniqueItems: true, maxItems: 40 })),
    /** Departments whose matters say what is wanted and nothing of what the petitioner did before (LNK-08). */
    noHistory: Type.Optional(Type.Array(Type.String({ pattern: "^[A-Z0-9][A-Z0-9_-]*$" }), { uniqueItems: true, maxItems: 40 })),
    /** So often a matter may be passed on; then somebody above decides. */
    passes: Type.Integer({ minimum: 1, maximum: 9 }),
  },
  closed,
);
export type LinkageLimits = Static<typeof LinkageLimits>;
