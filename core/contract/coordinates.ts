import { Type } from "typebox";

/** Coordinates WGS-84; `lon` within ±180, `lat` within ±90, so that a swapped pair of a Chinese city is caught. */
export const Longitude = Type.Number({ minimum: -180, maximum: 180 });
export const Latitude = Type.Number({ minimum: -90, maximum: 90 });
