/** From a point to words: the nearest address, or the road with the nearest crossing. */
import Flatbush from "flatbush";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { Crossing } from "./crossings.ts";
import { hasHan } from "./fold-text.ts";
import type { NamedRoad, Place } from "./place.ts";

export interface NearestAddress {
  readonly text: string;
  /** Metres from the point to what the text names: the address, the crossing, or the road. */
  readonly distanceM: number;
}

/** Within this an address or a crossing alone says where one is. */
const AT_M = 40;
const FARTHEST_M = 3000;

/** Points that can be asked for the nearest. */
class NearPoints<T extends { readonly point: LonLat }> {
  readonly #things: readonly T[];
  readonly #index: Flatbush | null;

  constructor(things: readonly T[]) {
    this.#things = things;
    this.#index = things.length === 0 ? null : new Flatbush(things.length);
    for (const { point } of things) this.#index?.add(point[0], point[1]);
    this.#index?.finish();
  }

  nearest(point: LonLat, accept?: (thing: T) => boolean): { thing: T; metres: number } | null {
    // The index measures in degrees, so a few of its nearest are compared in metres.
    const found = this.#index?.neighbors(point[0], point[1], 8, FARTHEST_M / 50_000, accept && ((i) => accept(this.#things[i]!))) ?? [];
    let best: { thing: T; metres: number } | null = null;
    for (const i of found) {
      const metres = distanceM(this.#things[i]!.point, point);
      if (metres <= FARTHEST_M && (!best || metres < best.metres)) best = { thing: this.#things[i]!, metres };
    }
    return best;
  }
}

export class Reverse {
  readonly #addresses: NearPoints<Place>;
  readonly #roadPoints: NearPoints<{ point: LonLat; name: string; key: string }>;
  readonly #crossings: NearPoints<Crossing>;

  constructor(addresses: readonly Place[], roads: readonly NamedRoad[], crossings: readonly Crossing[], keyOf: (name: string) => string) {
    this.#addresses = new NearPoints(addresses);
    this.#roadPoints = new NearPoints(roads.flatMap((road) => (road.name === "" ? [] : pointsAlong(road, keyOf(road.name)))));
    this.#crossings = new NearPoints(crossings);
  }

  /** `null` where nothing is known within three kilometres. */
  nearest(point: LonLat): NearestAddress | null {
    const address = this.#addresses.nearest(point);
    if (address && address.metres <= AT_M) return { text: address.thing.name, distanceM: address.metres };
    const anyCrossing = this.#crossings.nearest(point);
    if (anyCrossing && anyCrossing.metres <= AT_M) return { text: anyCrossing.thing.name, distanceM: anyCrossing.metres };
    const road = this.#roadPoints.nearest(point);
    if (!road || (address && address.metres < road.metres)) return address && { text: address.thing.name, distanceM: address.metres };
    const { name, key } = road.thing;
    const crossing = this.#crossings.nearest(point, (one) => one.streets.includes(key));
    const near = crossing?.thing.name;
    const text = near === undefined ? name : hasHan(near) ? `${name}（近${near}）` : `${name} (near ${near})`;
    return { text, distanceM: road.metres };
  }
}

/** Points of a road at most 20 m apart. */
function pointsAlong(road: NamedRoad, key: string): { point: LonLat; name: string; key: string }[] {
  const points: { point: LonLat; name: string; key: string }[] = [];
  for (let i = 0; i + 1 < road.line.length; i++) {
    const [a, b] = [road.line[i]!, road.line[i + 1]!];
    const steps = Math.max(1, Math.ceil(distanceM(a, b) / 20));
    for (let step = 0; step < steps; step++) {
      points.push({ point: [a[0] + ((b[0] - a[0]) * step) / steps, a[1] + ((b[1] - a[1]) * step) / steps], name: road.name, key });
    }
  }
  points.push({ point: road.line[road.line.length - 1]!, name: road.name, key });
  return points;
}
