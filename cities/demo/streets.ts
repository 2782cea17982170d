import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { Cover } from "./blocks.ts";
import { NameStock } from "./name-stock.ts";
import { distance, middle, type Vec } from "./plane.ts";
import type { PlanarMap } from "./planar-map.ts";
import type { RoadClass, Skeleton, Street } from "./skeleton.ts";
import { nearestSample, type WaterCourse } from "./water-course.ts";

/** A street walked from one end to the other: half-edges that follow each other, with the metres before each. */
export interface StreetPath {
  readonly street: number;
  readonly halves: readonly number[];
  /** Metres from the street's beginning to the start of each half-edge. */
  readonly before: readonly number[];
}

/** The map with its streets: what roads, addresses and places are made from. */
export interface StreetMap {
  readonly map: PlanarMap;
  readonly covers: readonly Cover[];
  readonly streets: readonly Street[];
  /** Name of each edge's street there; "" for lanes without a name and for lines that are no road. */
  readonly nameOfEdge: readonly string[];
  readonly paths: readonly StreetPath[];
}

export const classOf = (city: StreetMap, edge: number): RoadClass | null => city.streets[city.map.street[edge]!]!.class;

const isNorth = (river: WaterCourse, point: Vec): boolean => {
  const [i] = nearestSample(river, point);
  const [base, normal] = [river.line[i]!, river.normal[i]!];
  return (point[0] - base[0]) * normal[0] + (point[1] - base[1]) * normal[1] > 0;
};

export function nameStreets(map: PlanarMap, skeleton: Skeleton, streets: readonly Street[], covers: readonly Cover[], random: RandomStream): StreetMap {
  const paths = walkStreets(map, streets);
  const length = new Array<number>(streets.length).fill(0);
  for (const path of paths) {
    const last = path.halves.at(-1)!;
    length[path.street]! += path.before.at(-1)! + distance(map.point(last), map.end(last));
  }
  const stock = new NameStock(random, streets.map(({ name }) => name.slice(0, 2)));
  const order = streets.map((_, i) => i).sort((a, b) => length[b]! - length[a]! || a - b);
  const names = new Array<string>(streets.length).fill("");
  const inOldTown = new Set(map.street.filter((_, edge) => covers[map.face[2 * edge]!] === "OLD_TOWN"));
  for (const index of order) {
    const street = streets[index]!;
    if (street.class === null) continue;
    if (street.name !== "") names[index] = street.name;
    else if (length[index]! >= 210) names[index] = stock.take() + suffix(street.class, length[index]!, inOldTown.has(index), random);
  }
  const nameOfEdge = map.street.map((street, edge) => {
    const name = names[street]!;
    if (!streets[street]!.split) return name;
    return name + (isNorth(skeleton.river, middle(map.point(2 * edge), map.end(2 * edge))) ? "北路" : "南路");
  });
  return { map, covers, streets, nameOfEdge, paths };
}

function suffix(roadClass: RoadClass, length: number, old: boolean, random: RandomStream): string {
  if (roadClass === "secondary") return length > 3_000 ? "大道" : "路";
  if (roadClass === "tertiary") return random.next() < 0.75 ? "路" : "街";
  if (old) return length > 500 ? "街" : "巷";
  return random.next() < 0.72 ? "路" : length > 450 ? "街" : "巷";
}

/** Every street as paths; a street that was cut by another's edges gives more than one. */
function walkStreets(map: PlanarMap, streets: readonly Street[]): StreetPath[] {
  const leaving = new Map<string, number[]>();
  for (const [half, vertex] of map.origin.entries()) {
    const key = `${map.street[half >> 1]}:${vertex}`;
    const list = leaving.get(key);
    if (list) list.push(half);
    else leaving.set(key, [half]);
  }
  const used = new Set<number>();
  const paths: StreetPath[] = [];
  const walk = (start: number): void => {
    const street = map.street[start >> 1]!;
    const halves: number[] = [];
    const before: number[] = [];
    let metres = 0;
    for (let half: number | undefined = start; half !== undefined; ) {
      used.add(half >> 1);
      halves.push(half);
      before.push(metres);
      metres += distance(map.point(half), map.end(half));
      half = leaving.get(`${street}:${map.origin[half ^ 1]!}`)?.find((next) => !used.has(next >> 1));
    }
    paths.push({ street, halves, before });
  };
  const isEnd = (half: number): boolean => leaving.get(`${map.street[half >> 1]}:${map.origin[half]!}`)!.length === 1;
  const roads = map.origin.map((_, half) => half).filter((half) => streets[map.street[half >> 1]!]!.class !== null);
  for (const half of roads) if (!used.has(half >> 1) && isEnd(half)) walk(half);
  for (const half of roads) if (!used.has(half >> 1)) walk(half);
  return paths;
}
