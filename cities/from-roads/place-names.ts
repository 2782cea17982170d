import type { ImportedPlace } from "@tocsin/roads/imported-place.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import { type Flat, type Plane, squareOf } from "./plane.ts";

/** Gives every organisation the name of what is near it, and no two the same. */
export interface Namer {
  /** e.g. `Neckarstadt` or `Rue Grimaldi`; with a number behind it when the name is taken in the group. */
  name(group: string, point: Flat): string;
}

interface Named {
  readonly name: string;
  readonly at: Flat;
}

const NEAR_M = 2_500;
const LONGEST = 48;

function nearest(named: readonly Named[], point: Flat, withinM: number): string | null {
  let best: string | null = null;
  let least = withinM ** 2;
  for (const { name, at } of named) {
    const square = squareOf(at, point);
    if (square < least) [best, least] = [name, square];
  }
  return best;
}

/** Districts and stations are called after quarters, posts after streets. */
export function namerOf(places: readonly ImportedPlace[], roads: RoadTable, plane: Plane): Namer {
  const fit = (name: string): boolean => name.trim() !== "" && name.length <= LONGEST;
  const areas = places.filter((place) => place.kind === "AREA" && fit(place.name)).map((place): Named => ({ name: place.name, at: plane.flat(place.point) }));
  const streets = roads.roads.filter((road) => fit(road.name)).map((road): Named => ({ name: road.name, at: plane.flat(road.line[0]!) }));
  const taken = new Set<string>();
  return {
    name(group, point) {
      const area = nearest(areas, point, group === "DISTRICT" ? Infinity : NEAR_M);
      const street = nearest(streets, point, Infinity);
      const own = (group === "POST" ? (street ?? area) : (area ?? street)) ?? "";
      for (let n = 1; ; n++) {
        const name = n === 1 ? own : `${own} ${n}`.trim();
        const key = `${group}/${name}`;
        if (name === "" || taken.has(key)) continue;
        taken.add(key);
        return name;
      }
    },
  };
}
