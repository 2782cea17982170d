import { Type } from "typebox";

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });

/** Longest time box of emergency access, minutes (SUP-08); a role's rule bounds it further. */
export const MOST_EMERGENCY_MINUTES = 60;
export const EmergencyMinutes = Type.Integer({ minimum: 1, maximum: MOST_EMERGENCY_MINUTES });

/** In `roles.yaml`: rights that a role may ask for beyond its own, for a time. */
export const EmergencyRule = Type.Object(
  {
    /** Roles whose rights may be asked for, at any place of the city. */
    roles: Type.Array(Code, { minItems: 1 }),
    minutes: EmergencyMinutes,
    /** Granted at once up to so many minutes, and reviewed after; left out, a second person approves first. */
    atOnceMinutes: Type.Optional(EmergencyMinutes),
  },
  closed,
);
