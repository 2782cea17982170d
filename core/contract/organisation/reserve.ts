import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });

/** Within how many minutes of the call-out a unit rolls. */
export const READINESS = ["READY_5", "READY_15", "READY_30"] as const;
export const ReadinessState = Type.Enum(READINESS);
export type ReadinessState = (typeof READINESS)[number];

/** `reserves.csv`: a mobile reserve of a region: who is in it, where it stages, from which level on it is called out, and what its home must keep (CMD-10). */
export const ReserveRow = Type.Object(
  {
    id: Code,
    nameZh: Type.String({ minLength: 1, maxLength: 40 }),
    nameEn: Type.String({ minLength: 1, maxLength: 60 }),
    units: Type.Array(Code, { minItems: 1, maxItems: 60 }),
    /** Standby post at which it stages. */
    staging: Code,
    /** What its units are to be ready for; a crew may confirm another. */
    readiness: ReadinessState,
    /** A confirmation holds for one shift, in seconds; after that the unit is UNCONFIRMED. */
    shiftS: Type.Integer({ minimum: 3_600, maximum: 172_800 }),
    /** The least urgent priority for which it is called out. */
    callOut: Type.Enum(["P1", "P2", "P3", "P4"]),
    /** Organisation whose area is its home … */
    home: Code,
    /** … in which, the reserve included, so many free units … */
    coverUnits: Type.Integer({ minimum: 0, maximum: 100 }),
    /** … with this capability must be left when units are called out. */
    coverCapability: Code,
  },
  closed,
);
export type ReserveRow = Static<typeof ReserveRow>;
