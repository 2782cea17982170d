import { bearingDeg } from "@tocsin/kernel/geo.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { Road, Turn } from "@tocsin/roads/road-table.ts";

/** One-way pairs in the old town and forbidden turns at large crossings; every place stays reachable from every other. */

/** The junctions of roads as numbers, with the roads at each: what a search for reachability walks over. */
class Reach {
  readonly #index = new Map<string, number>();
  readonly #at: number[][] = [];
  readonly #ends: (readonly [number, number])[];

  constructor(roads: readonly Road[]) {
    this.#ends = roads.map((road, index) => {
      const ends = [this.#of(road.from), this.#of(road.to)] as const;
      for (const end of ends) this.#at[end]!.push(index);
      return ends;
    });
  }

  #of(junction: string): number {
    const known = this.#index.get(junction);
    if (known !== undefined) return known;
    const fresh = this.#at.push([]) - 1;
    this.#index.set(junction, fresh);
    return fresh;
  }

  /** How many junctions the start reaches and is reached from. */
  mutual(start: string, roads: readonly Road[]): number {
    const [forth, back] = [this.#reach(start, roads, "backward", "forward"), this.#reach(start, roads, "forward", "backward")];
    return forth.reduce((sum, seen, i) => sum + (seen & back[i]!), 0);
  }

  #reach(start: string, roads: readonly Road[], closedAhead: Road["oneway"], closedBack: Road["oneway"]): Uint8Array {
    const seen = new Uint8Array(this.#at.length);
    const queue = [this.#of(start)];
    seen[queue[0]!] = 1;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      for (const road of this.#at[at]!) {
        const [from, to] = this.#ends[road]!;
        const oneway = roads[road]!.oneway;
        const next = from === at && oneway !== closedAhead ? to : to === at && oneway !== closedBack ? from : -1;
        if (next === -1 || seen[next] === 1) continue;
        seen[next] = 1;
        queue.push(next);
      }
    }
    return seen;
  }
}

/** How many junctions the start can reach and be reached from. */
export const mutuallyReachable = (roads: readonly Road[], start: string): number => new Reach(roads).mutual(start, roads);

/** Makes some named streets of the old town one-way, neighbours against each other; a street that would cut somebody off stays open. */
export function withOneWays(roads: readonly Road[], inOldTown: (road: Road) => boolean, random: RandomStream): Road[] {
  const result = [...roads];
  const byName = new Map<string, number[]>();
  for (const [index, road] of roads.entries()) {
    if (road.name === "" || (road.class !== "residential" && road.class !== "tertiary") || !inOldTown(road)) continue;
    const list = byName.get(road.name);
    if (list) list.push(index);
    else byName.set(road.name, [index]);
  }
  const start = roads.find((road) => road.class === "primary")!.from;
  const reach = new Reach(roads);
  const whole = reach.mutual(start, result);
  let eastward = true;
  for (const [, indexes] of [...byName].filter(([, list]) => list.length >= 4)) {
    if (random.next() > 0.4) continue;
    const previous = indexes.map((index) => result[index]!);
    for (const index of indexes) {
      const road = result[index]!;
      const bearing = bearingDeg(road.line[0]!, road.line.at(-1)!);
      const ahead = bearing > 30 && bearing <= 210;
      result[index] = { ...road, oneway: ahead === eastward ? "forward" : "backward" };
    }
    if (reach.mutual(start, result) < whole) for (const [i, index] of indexes.entries()) result[index] = previous[i]!;
    else eastward = !eastward;
  }
  return result;
}

const MAIN: ReadonlySet<string> = new Set(["trunk", "primary", "secondary"]);

/** No left turn from a lesser street into a main one at some crossings, and no way back into the road one came from at trunks. */
export function turnRules(roads: readonly Road[], random: RandomStream): Turn[] {
  const at = new Map<string, Road[]>();
  for (const road of roads) for (const end of [road.from, road.to]) at.set(end, [...(at.get(end) ?? []), road]);
  const turns: Turn[] = [];
  for (const [via, meeting] of at) {
    if (meeting.length < 4 || !meeting.some((road) => road.class === "trunk" || road.class === "primary")) continue;
    if (random.next() > 0.3) continue;
    for (const from of meeting) {
      if (from.class !== "tertiary" && from.class !== "secondary") continue;
      for (const to of meeting) {
        if (to === from || !MAIN.has(to.class) || to.class === from.class || from.oneway !== "no" || to.oneway !== "no") continue;
        const turn = (heading(to, via, true) - heading(from, via, false) + 540) % 360 - 180;
        if (turn < -45 && turn > -150) turns.push({ fromRoad: from.id, via, toRoad: to.id, kind: "no" });
      }
    }
  }
  return turns;
}

/** The bearing with which a road leaves a junction, or with which one arrives there by it. */
function heading(road: Road, via: string, out: boolean): number {
  const away = road.from === via ? road.line : [...road.line].reverse();
  return out ? bearingDeg(away[0]!, away[1]!) : bearingDeg(away[1]!, away[0]!);
}
