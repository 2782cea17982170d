import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "../coordinates.ts";
import { SHORTEST_KEPT_DAYS } from "../organisation/retention.ts";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

/**
 * On what two sides work together (JNT-07): from when until when, both days included, and within which strip of land. Outside of it
 * nothing is asked and nothing taken; what runs already is finished.
 */
export const Agreement = Type.Object(
  {
    from: Day,
    until: Day,
    /** The shared strip along the border: a closed ring in WGS-84. Left out: anywhere. */
    strip: Type.Optional(Type.Array(Type.Tuple([Longitude, Latitude]), { minItems: 4, maxItems: 500 })),
    /** So soon the other side accepts or declines; left out, the limit of the matter holds. */
    answerSeconds: Type.Optional(Type.Integer({ minimum: 10, maximum: 86_400 })),
    /** So many days after it is over here, what came from the other side is deleted and they are told; left out, `AGREED_KEPT_DAYS`. */
    keptDays: Type.Optional(Type.Integer({ minimum: SHORTEST_KEPT_DAYS, maximum: 3_650 })),
    /** What is handed over may go on to a third platform; a neighbour's help is between two. */
    onward: Type.Boolean(),
    /** Both may ask each other to exercise together; left out, no drill goes either way. */
    exercises: Type.Optional(Type.Boolean()),
  },
  closed,
);
export type Agreement = Static<typeof Agreement>;

export const AGREED_KEPT_DAYS = 30;
