import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

export const GUIDANCE_PARTS = ["riskHints", "handlingPoints", "kit", "legal"] as const;
const Lines = Type.Array(Type.Object({ zh: Type.String({ minLength: 1, maxLength: 120 }), en: Type.String({ minLength: 1, maxLength: 160 }) }, closed), { maxItems: 12 });

/** What goes with the order for a type, as somebody writes it and another approves it (SCN-02). The most urgent line of a part stands first. */
export const GuidanceContent = Type.Object(
  {
    type: Type.String({ pattern: "^[A-Z]{2}-[0-9]{2}$" }),
    riskHints: Lines,
    handlingPoints: Lines,
    kit: Lines,
    crewMin: Type.Integer({ minimum: 0, maximum: 50 }),
    legal: Lines,
    /** The last day on which it counts as verified; after it, it goes out marked UNVERIFIED. */
    reviewBy: Day,
  },
  closed,
);
export type GuidanceContent = Static<typeof GuidanceContent>;
