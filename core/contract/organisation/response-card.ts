import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });

/**
 * `response_cards.csv`: what goes to an incident type at a level, one row per slot. A type without rows gets the units that its
 * needs ask for, as ever. A type read by ECHELON has a slot for each tier at P1 (DSP-05).
 */
export const ResponseCardRow = Type.Object(
  {
    /** Code of an incident type. */
    type: Type.String({ pattern: "^[A-Z]{2}-[0-9]{2}$" }),
    /** The priority for which it holds; ALL stands in for the priorities without rows of their own. */
    level: Type.Enum(["P1", "P2", "P3", "P4", "ALL"]),
    /** What the slot is called on the screen. */
    nameZh: Type.String({ minLength: 1, maxLength: 20 }),
    nameEn: Type.String({ minLength: 1, maxLength: 40 }),
    /** Kinds of unit that fill it; empty = any. */
    kinds: Type.Array(Code),
    /** Capabilities that a unit must have, all of them. */
    capabilities: Type.Array(Code),
    /** How many units. */
    count: Type.Integer({ minimum: 1, maximum: 12 }),
    /** Tier from which they come, each with its own limit: 1 first units, 3 reinforcement, 5 heavier forces; empty = any tier. */
    echelon: Type.Union([Type.Enum([1, 3, 5]), Type.Null()]),
  },
  closed,
);
export type ResponseCardRow = Static<typeof ResponseCardRow>;
