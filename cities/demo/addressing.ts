import { distance, leftOf, middle, minus, plus, times, unit, type Vec } from "./plane.ts";
import { classOf, type StreetMap } from "./streets.ts";

/** House numbers: odd on the left of a street's direction, even on the right, growing by two every sixteen metres. */
const METRES_PER_PAIR = 16;

export interface Address {
  readonly street: string;
  readonly number: number;
  /** The door, some metres beside the middle of the road. */
  readonly point: Vec;
}

const MAIN = ["secondary", "primary", "tertiary", "residential"] as const;

export class AddressBook {
  readonly #city: StreetMap;
  /** For each edge the half-edge along which its street is walked and the metres before it. */
  readonly #walked = new Map<number, readonly [number, number]>();

  constructor(city: StreetMap) {
    this.#city = city;
    for (const path of city.paths) for (const [i, half] of path.halves.entries()) this.#walked.set(half >> 1, [half, path.before[i]!]);
  }

  /** The address on the left of a half-edge (the side of its face) at a fraction of it; null where the street has no name. */
  at(half: number, fraction: number, depth = 14): Address | null {
    const street = this.#city.nameOfEdge[half >> 1]!;
    const walked = this.#walked.get(half >> 1);
    if (street === "" || walked === undefined) return null;
    const [a, b] = [this.#city.map.point(half), this.#city.map.end(half)];
    const isLeft = walked[0] === half;
    const along = walked[1] + distance(a, b) * (isLeft ? fraction : 1 - fraction);
    const pair = 2 * Math.floor(along / METRES_PER_PAIR);
    return { street, number: isLeft ? pair + 1 : pair + 2, point: plus(middle(a, b, fraction), times(leftOf(unit(minus(b, a))), depth)) };
  }

  /** The address of a block: on its most important street that has doors. `turn` chooses among equals. */
  ofFace(face: number, turn: number): Address | null {
    const { map } = this.#city;
    const loop = map.loop(face);
    for (const wanted of MAIN) {
      const halves = loop.filter((half) => classOf(this.#city, half >> 1) === wanted && this.#city.nameOfEdge[half >> 1] !== "" && distance(map.point(half), map.end(half)) > 30);
      if (halves.length === 0) continue;
      const half = halves[Math.floor(turn * halves.length)]!;
      const address = this.at(half, 0.2 + 0.6 * ((turn * 7.3) % 1), 22);
      if (address !== null) return address;
    }
    return null;
  }
}
