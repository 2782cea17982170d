import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { Cover } from "./blocks.ts";
import { insideOf } from "./blocks.ts";
import { RESIDENTS, type Setting } from "./density.ts";
import { areaOf, distance, type Vec } from "./plane.ts";
import { growRegions, spreadSeeds, type Cell } from "./regions.ts";
import { RIVER_LINE } from "./skeleton.ts";
import type { StreetMap } from "./streets.ts";

/** The five districts: name, English name, seed, governance, stations. */
export const DISTRICTS = [
  { id: "D01", name: "望津区", en: "Wangjin District", seed: [-1500, 1700], governance: "CENTRAL", stations: 9 },
  { id: "D02", name: "南渡区", en: "Nandu District", seed: [-600, -3900], governance: "CENTRAL", stations: 10 },
  { id: "D03", name: "鹿鸣区", en: "Luming District", seed: [5600, 3900], governance: "CENTRAL", stations: 8 },
  { id: "D04", name: "青麓区", en: "Qinglu District", seed: [-8600, 5200], governance: "REGIONAL", stations: 4 },
  { id: "D05", name: "芦浦区", en: "Lupu District", seed: [8300, -4600], governance: "REGIONAL", stations: 5 },
] as const;

/** A station's or post's part of the city. */
export interface Region {
  /** Index of the region one level up. */
  readonly parent: number;
  readonly seed: number;
  readonly cells: readonly number[];
}

export interface Jurisdictions {
  readonly cells: readonly Cell[];
  readonly cellOfFace: ReadonlyMap<number, number>;
  readonly districts: readonly Region[];
  readonly stations: readonly Region[];
  readonly posts: readonly Region[];
  /** District, station and post of each cell. */
  readonly districtOf: Int32Array;
  readonly stationOf: Int32Array;
  readonly postOf: Int32Array;
}

const residents = (cover: Cover, area: number): number => (cover in RESIDENTS ? RESIDENTS[cover as Setting] * area : 0);

function cellsOf(city: StreetMap): { cells: Cell[]; cellOfFace: Map<number, number> } {
  const { map, covers } = city;
  const faces = covers.flatMap((cover, face) => (cover === "OUTSIDE" ? [] : [face]));
  const cellOfFace = new Map(faces.map((face, cell) => [face, cell]));
  const centres = faces.map((face): Vec => insideOf(map.ring(face)));
  const cells = faces.map((face, cell): Cell => {
    const neighbours = new Map<number, number>();
    for (const half of map.loop(face)) {
      const other = cellOfFace.get(map.face[half ^ 1]!);
      if (other === undefined || other === cell) continue;
      const overRiver = city.streets[map.street[half >> 1]!]!.name === RIVER_LINE ? 8_000 : 0;
      neighbours.set(other, Math.min(neighbours.get(other) ?? Infinity, distance(centres[cell]!, centres[other]!) + overRiver));
    }
    return { face, centre: centres[cell]!, weight: residents(covers[face]!, areaOf(map.ring(face))), neighbours: [...neighbours].map(([other, cost]) => ({ cell: other, cost })) };
  });
  return { cells, cellOfFace };
}

/** Cuts each parent region into parts around seeds; returns the parts and, per cell, its part. */
function divide(cells: readonly Cell[], parents: readonly Region[], countOf: (parent: number) => number, habitable: (cell: number) => boolean, random: RandomStream): { readonly regions: Region[]; readonly of: Int32Array } {
  const regions: Region[] = [];
  const of = new Int32Array(cells.length).fill(-1);
  for (const [parent, region] of parents.entries()) {
    const inside = new Set(region.cells);
    const homes = region.cells.filter(habitable);
    const seeds = spreadSeeds(cells, homes.length >= countOf(parent) ? homes : region.cells, countOf(parent), () => random.next());
    const part = growRegions(cells, seeds, (cell) => inside.has(cell));
    const first = regions.length;
    for (const seed of seeds) regions.push({ parent, seed, cells: [] });
    for (const cell of region.cells) {
      of[cell] = first + part[cell]!;
      (regions[first + part[cell]!]!.cells as number[]).push(cell);
    }
  }
  return { regions, of };
}

export function drawJurisdictions(city: StreetMap, random: RandomStream): Jurisdictions {
  const { cells, cellOfFace } = cellsOf(city);
  const nearest = (point: readonly [number, number]): number => cells.reduce((best, cell, i) => (distance(cell.centre, point) < distance(cells[best]!.centre, point) ? i : best), 0);
  const seeds = DISTRICTS.map(({ seed }) => nearest(seed));
  const districtOf = growRegions(cells, seeds);
  const districts = seeds.map((seed, index): Region => ({ parent: 0, seed, cells: cells.flatMap((_, cell) => (districtOf[cell] === index ? [cell] : [])) }));
  const habitable = (cell: number): boolean => cells[cell]!.weight > 0;
  const stations = divide(cells, districts, (district) => DISTRICTS[district]!.stations, habitable, random);
  const posts = divide(cells, stations.regions, (station) => (DISTRICTS[stations.regions[station]!.parent]!.governance === "CENTRAL" ? (station % 3 === 0 ? 4 : 3) : 3 + (station % 2)), habitable, random);
  return { cells, cellOfFace, districts, stations: stations.regions, posts: posts.regions, districtOf, stationOf: stations.of, postOf: posts.of };
}
