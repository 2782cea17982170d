import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "./coordinates.ts";

/** A point in WGS-84 degrees. */
export const Point = Type.Object({ lon: Longitude, lat: Latitude }, { additionalProperties: false });
export type Point = Static<typeof Point>;

const PRINTABLE = "[^\\u0001-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F]*$";
/** Text of a person at a keyboard: no control characters but line breaks and tabs; where something must be said, blanks say nothing. */
export const text = (maxLength: number, minLength = 1) =>
  Type.String({ minLength, maxLength, pattern: minLength === 0 ? `^${PRINTABLE}` : `^(?=\\s*\\S)${PRINTABLE}` });

export const Ulid = Type.String({ pattern: "^[0-7][0-9A-HJKMNP-TV-Z]{25}$" });
/** `<incident id>` or `<post id>-<force id>` (command/room-id.ts). */
export const RoomId = Type.String({ pattern: "^[0-7][0-9A-HJKMNP-TV-Z]{25}(-[A-Z0-9][A-Z0-9_-]{0,39})?$" });
export const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });
/** Milliseconds since 1970 UTC. */
export const At = Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 });
export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);

/** Where something is. `addressText` is what was said or typed and is never rewritten; the original of a converted point is kept. */
export const Place = Type.Object(
  {
    addressText: Type.String({ maxLength: 200 }),
    point: Type.Union([Point, Type.Null()]),
    /** Datum in which the point was given. `point` is always WGS-84. */
    datum: Type.Enum(["WGS84", "CGCS2000", "GCJ02"]),
    originalPoint: Type.Optional(Point),
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    premiseId: Type.Optional(Code),
    /** Candidate of the gazetteer that was chosen, if any. */
    placeId: Type.Optional(Type.String({ maxLength: 80 })),
  },
  { additionalProperties: false },
);
export type Place = Static<typeof Place>;
