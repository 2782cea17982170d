/**
 * Streets: what has one road name and hangs together on the ground. Made from the roads' lines, from the
 * addresses and from places of kind ROAD. Two villages' Hauptstraße are two streets.
 */
import { between, distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { fold, shortForm } from "./fold-text.ts";
import type { NumberStyle } from "./house-number.ts";
import type { NamedRoad, Place } from "./place.ts";

/** An address on a street. */
export interface HouseNumber {
  readonly number: number;
  readonly place: Place;
}

export interface Street {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Name in one spelling; crossings are kept by it. */
  readonly key: string;
  readonly district: string;
  readonly point: LonLat;
  /** Half the length of its bounding box's diagonal, metres. */
  readonly extentM: number;
  /** By number, the least first. */
  readonly numbers: readonly HouseNumber[];
  readonly style: NumberStyle;
}

export interface StreetAddress {
  readonly road: string;
  readonly number: number;
  readonly style: NumberStyle;
  readonly place: Place;
}

/** Points farther apart than about this many metres, with nothing of the street between, are two streets. */
const GAP_M = 800;

export const streetKey = (name: string): string => shortForm(fold(name));

interface Parts {
  readonly name: string;
  readonly style: NumberStyle | null;
  readonly points: LonLat[];
  readonly addresses: StreetAddress[];
  readonly rows: Place[];
}

export function buildStreets(addresses: readonly StreetAddress[], rows: readonly Place[], roads: readonly NamedRoad[]): Street[] {
  const byKey = new Map<string, { name: string; points: LonLat[]; addresses: StreetAddress[]; rows: Place[] }>();
  const partsOf = (name: string): { name: string; points: LonLat[]; addresses: StreetAddress[]; rows: Place[] } => {
    const key = streetKey(name);
    let parts = byKey.get(key);
    if (!parts) byKey.set(key, (parts = { name, points: [], addresses: [], rows: [] }));
    return parts;
  };
  for (const row of rows) partsOf(row.name).rows.push(row);
  for (const road of roads) if (fold(road.name) !== "") samples(road.line, partsOf(road.name).points);
  for (const address of addresses) partsOf(address.road).addresses.push(address);
  const streets: Street[] = [];
  for (const [key, parts] of byKey) {
    const clusters = cluster({ ...parts, style: parts.addresses[0]?.style ?? null });
    for (const [index, part] of clusters.entries()) streets.push(streetOf(key, part, clusters.length > 1 ? `#${index + 1}` : ""));
  }
  return streets;
}

/** Points along a line, none farther than half a gap from the next. */
function samples(line: readonly LonLat[], into: LonLat[]): void {
  for (let i = 0; i < line.length; i++) {
    into.push(line[i]!);
    const next = line[i + 1];
    if (!next) break;
    const steps = Math.ceil(distanceM(line[i]!, next) / (GAP_M / 2));
    for (let step = 1; step < steps; step++) into.push(between(line[i]!, next, step / steps));
  }
}

/** Parts of one name that hang together: cells of a grid that touch, corners included. */
function cluster(parts: Parts): Parts[] {
  const all = [...parts.points, ...parts.addresses.map((address) => address.place.point), ...parts.rows.map((row) => row.point)];
  const height = GAP_M / 111_195;
  const width = height / Math.max(0.05, Math.cos((all[0]![1] * Math.PI) / 180));
  const cellOf = (point: LonLat): string => `${Math.floor(point[0] / width)},${Math.floor(point[1] / height)}`;
  const groupOf = new Map<string, number>(all.map((point) => [cellOf(point), -1]));
  let groups = 0;
  for (const start of groupOf.keys()) {
    if (groupOf.get(start) !== -1) continue;
    const queue = [start];
    groupOf.set(start, groups);
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      const [x, y] = cell.split(",").map(Number);
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          const other = `${x! + dx},${y! + dy}`;
          if (groupOf.get(other) !== -1) continue;
          groupOf.set(other, groups);
          queue.push(other);
        }
      }
    }
    groups += 1;
  }
  if (groups === 1) return [parts];
  const made: Parts[] = Array.from({ length: groups }, () => ({ name: parts.name, style: parts.style, points: [], addresses: [], rows: [] }));
  const at = (point: LonLat): Parts => made[groupOf.get(cellOf(point))!]!;
  for (const point of parts.points) at(point).points.push(point);
  for (const address of parts.addresses) at(address.place.point).addresses.push(address);
  for (const row of parts.rows) at(row.point).rows.push(row);
  return made;
}

function streetOf(key: string, parts: Parts, suffix: string): Street {
  const row = parts.rows[0];
  const places = parts.addresses.map((address) => address.place);
  const all = parts.points.length > 0 ? parts.points : [...parts.rows, ...places].map((place) => place.point);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of all) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const middle: LonLat = [(west + east) / 2, (south + north) / 2];
  // A point of the street itself, not the middle of a bend's box.
  const nearest = all.reduce((best, point) => (distanceM(point, middle) < distanceM(best, middle) ? point : best));
  const numbers = parts.addresses.map(({ number, place }) => ({ number, place }));
  return {
    id: row?.id ?? `road:${parts.name}${suffix}`,
    name: row?.name ?? parts.name,
    aliases: row?.aliases ?? [],
    key,
    district: row?.district ?? commonest(places.map((place) => place.district)),
    point: row?.point ?? nearest,
    extentM: distanceM([west, south], [east, north]) / 2,
    numbers: numbers.sort((a, b) => a.number - b.number),
    style: parts.style ?? (/[a-z]/i.test(parts.name) ? "first" : "han"),
  };
}

function commonest(list: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of list) if (one !== "") counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ["", 0] as [string, number])[0];
}
