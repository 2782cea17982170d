import type { LonLat } from "@tocsin/kernel/geo.ts";

/** Metres east and north of a city's centre: flat enough over the width of a city. */
export type Flat = readonly [number, number];

export interface Plane {
  readonly flat: (point: LonLat) => Flat;
  /** Degrees to six decimals, about a decimetre. */
  readonly lonLat: (point: Flat) => LonLat;
}

const METRES_PER_DEGREE = 111_195;

export function planeAround(centre: LonLat): Plane {
  const scale = METRES_PER_DEGREE * Math.cos((centre[1] * Math.PI) / 180);
  const round = (value: number): number => Math.round(value * 1e6) / 1e6;
  return {
    flat: (point) => [(point[0] - centre[0]) * scale, (point[1] - centre[1]) * METRES_PER_DEGREE],
    lonLat: (point) => [round(centre[0] + point[0] / scale), round(centre[1] + point[1] / METRES_PER_DEGREE)],
  };
}

export const squareOf = (a: Flat, b: Flat): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;

/** Index of the nearest of the places; the first of equals. -1 when there are none. */
export function nearestOf(point: Flat, places: readonly Flat[]): number {
  let best = -1;
  let least = Infinity;
  for (let i = 0; i < places.length; i++) {
    const square = squareOf(point, places[i]!);
    if (square < least) [best, least] = [i, square];
  }
  return best;
}
