import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });

/**
 * `mutual_aid.csv`: who helps whom when nothing inside fits (ORG-04). Either another district of the city, whose units are then
 * offered, or another city, whose duty desk is then shown: it is asked by telephone, since no wire reaches it.
 */
export const MutualAidRow = Type.Object(
  {
    /** The district that is helped; the city itself for help from other cities. */
    org: Code,
    /** The district that lends its units; empty for another city. */
    lender: Type.Union([Code, Type.Null()]),
    /** Name and duty telephone of another city's desk; empty for a district. */
    nameZh: Type.String({ maxLength: 40 }),
    nameEn: Type.String({ maxLength: 60 }),
    contact: Type.String({ maxLength: 60 }),
  },
  closed,
);
export type MutualAidRow = Static<typeof MutualAidRow>;

/** A desk outside the city that can be asked by telephone. */
export const OutsideDesk = Type.Object({ nameZh: Type.String(), nameEn: Type.String(), contact: Type.String() }, closed);
export type OutsideDesk = Static<typeof OutsideDesk>;
