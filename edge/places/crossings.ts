/** Where two named roads meet, and reading 滨江大道与解放路口, `A路/B路`, `X ST & Y ST`. */
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { fold, hasHan } from "./fold-text.ts";
import type { NamedRoad, Place } from "./place.ts";
import { streetKey } from "./streets.ts";

export interface Crossing {
  readonly id: string;
  readonly name: string;
  readonly point: LonLat;
  /** Keys of the two streets. */
  readonly streets: readonly [string, string];
}

/** Junctions of one pair of roads that are nearer than this are one crossing (dual carriageways). */
const ONE_CROSSING_M = 150;

const BETWEEN = /与|和|跟|及|、|\/|&|@|×|\+|\bat\b|\band\b/g;

/** The text's two roads, folded; the second may be empty while it is still being typed. `null` if it is no crossing. */
export function readCrossing(folded: string): readonly [string, string] | null {
  const between = [...folded.matchAll(BETWEEN)].find(({ index }) => index > 0);
  if (!between) return null;
  const strip = (text: string): string => text.replace(/(?:的)?(?:交叉路口|交叉口|交汇处|交会处|十字路口|丁字路口)$/, "").replace(/(?<=[路街道巷线弄])路口$|口$/, "");
  const [first, second] = [folded.slice(0, between.index), folded.slice(between.index + between[0].length)].map((text) => strip(text.trim()).trim()) as [string, string];
  return first === "" ? null : [first, second];
}

export class Crossings {
  readonly all: readonly Crossing[];
  readonly #byStreet = new Map<string, Crossing[]>();

  /** From the roads' junctions, and from places of kind INTERSECTION whose names read as a crossing. */
  constructor(roads: readonly NamedRoad[], places: readonly Place[]) {
    const all = [...fromRoads(roads)];
    for (const place of places) {
      const pair = readCrossing(fold(place.name));
      if (pair && pair[1] !== "") all.push({ id: place.id, name: place.name, point: place.point, streets: [streetKey(pair[0]), streetKey(pair[1])] });
    }
    this.all = all;
    for (const crossing of all) {
      for (const key of new Set(crossing.streets)) {
        const list = this.#byStreet.get(key) ?? [];
        this.#byStreet.set(key, list);
        list.push(crossing);
      }
    }
  }

  /** Crossings of a street, by its key; with a second key those of both. */
  of(street: string, other?: string): readonly Crossing[] {
    const list = this.#byStreet.get(street) ?? [];
    return other === undefined ? list : list.filter((crossing) => crossing.streets.includes(other) && (street !== other || crossing.streets[0] === crossing.streets[1]));
  }
}

function* fromRoads(roads: readonly NamedRoad[]): Generator<Crossing> {
  const names = new Map<string, { point: LonLat; roads: Map<string, string> }>();
  const keys = new Map<string, string>();
  for (const road of roads) {
    let key = keys.get(road.name);
    if (key === undefined) keys.set(road.name, (key = streetKey(road.name)));
    if (key === "") continue;
    for (const [id, point] of [[road.from, road.line[0]!], [road.to, road.line[road.line.length - 1]!]] as const) {
      const junction = names.get(id) ?? { point, roads: new Map<string, string>() };
      names.set(id, junction);
      if (!junction.roads.has(key)) junction.roads.set(key, road.name);
    }
  }
  const pairs = new Map<string, { names: [string, string]; keys: [string, string]; points: LonLat[] }>();
  for (const junction of names.values()) {
    if (junction.roads.size < 2) continue;
    const meeting = [...junction.roads].sort((a, b) => (a[0] < b[0] ? -1 : 1));
    for (const [i, a] of meeting.entries()) {
      for (const b of meeting.slice(i + 1)) {
        const id = `${a[0]}|${b[0]}`;
        const pair = pairs.get(id) ?? { names: [a[1], b[1]], keys: [a[0], b[0]], points: [] };
        pairs.set(id, pair);
        pair.points.push(junction.point);
      }
    }
  }
  for (const [id, { names: [a, b], keys: pairKeys, points }] of pairs) {
    for (const [index, point] of merged(points).entries()) {
      const name = hasHan(a) || hasHan(b) ? `${a}与${b}路口` : `${a} & ${b}`;
      yield { id: `crossing:${id}${index === 0 ? "" : `#${index + 1}`}`, name, point, streets: pairKeys };
    }
  }
}

/** One point for each group of near points: their mean. */
function merged(points: readonly LonLat[]): LonLat[] {
  const groups: LonLat[][] = [];
  for (const point of points) {
    const group = groups.find((others) => others.some((other) => distanceM(other, point) < ONE_CROSSING_M));
    if (group) group.push(point);
    else groups.push([point]);
  }
  const mean = (group: readonly LonLat[], axis: 0 | 1): number => group.reduce((sum, point) => sum + point[axis], 0) / group.length;
  return groups.map((group) => [mean(group, 0), mean(group, 1)]);
}
