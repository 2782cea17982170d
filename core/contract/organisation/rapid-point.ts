import { Type, type Static } from "typebox";

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });
const Name = Type.String({ minLength: 1, maxLength: 80 });

/** A rapid-response point must have a road within this distance, in metres (DSP-06). */
export const ACCESS_M = 100;

/** `rapid_points.csv`: a place at which units stand by during some hours of the week (DSP-06). It is a place; who stands there is not kept. */
export const RapidPointRow = Type.Object(
  {
    id: Code,
    nameZh: Name,
    nameEn: Name,
    /** Whose point it is: a post, a station or a district. */
    org: Code,
    /** The school, hospital, mall or hub for which it stands, if it is for one. */
    premise: Type.Union([Code, Type.Null()]),
    /** Days on which it is manned, 1 = Monday: `12345`. */
    weekdays: Type.String({ pattern: "^1?2?3?4?5?6?7?$", minLength: 1 }),
    /** Times of those days, `07:00-09:00`; a span over midnight is two. */
    hours: Type.Array(Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$" }), { minItems: 1, maxItems: 12 }),
    /** Units that stand by here. */
    units: Type.Array(Code, { minItems: 1, maxItems: 20 }),
    /** What is kept at hand. */
    equipment: Type.Array(Name, { maxItems: 20 }),
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  },
  closed,
);
export type RapidPointRow = Static<typeof RapidPointRow>;
