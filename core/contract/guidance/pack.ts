import { Type, type Static } from "typebox";
import { At, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;
const Line = Type.Object({ zh: Type.String(), en: Type.String() }, closed);

/** What goes with an order in the same message (SCN-02): hazards of place and type, never of persons. */
export const GuidancePack = Type.Object(
  {
    typeCode: nullable(Type.String()),
    version: Type.Integer({ minimum: 0 }),
    /** The incident has no type yet: only general points. */
    isDefault: Type.Boolean(),
    riskHints: Type.Array(Line),
    premiseHazards: Type.Array(
      Type.Object({ hazard: Line, source: Type.String(), verifiedAt: Type.String(), reviewBy: Type.String(), /** Past its review date. */ unverified: Type.Boolean() }, closed),
    ),
    handlingPoints: Type.Array(Line),
    kit: Type.Array(Line),
    legal: Type.Array(Line),
    crewMin: Type.Integer({ minimum: 0 }),
    /** The last day on which somebody stands for the content; absent for general points, and in orders of before. */
    reviewBy: Type.Optional(Type.String()),
    /** Past that day: marked, never hidden. */
    unverified: Type.Optional(Type.Boolean()),
    issuedAt: At,
  },
  closed,
);
export type GuidancePack = Static<typeof GuidancePack>;
