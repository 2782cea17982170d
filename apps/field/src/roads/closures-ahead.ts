import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";

export interface ClosureAhead {
  readonly closure: RoadClosure;
  /** From the given point to the nearest point of its lines, metres; null without one. */
  readonly metres: number | null;
}

const MOST = 8;

/** The closures that hold or will, the nearest first; in a large city the nearest few. */
export function closuresAhead(closures: Iterable<RoadClosure>, from: LonLat | null): ClosureAhead[] {
  const ahead = [...closures].filter(({ status }) => status !== "ENDED").map((closure) => ({ closure, metres: from === null ? null : Math.min(...closure.roads.flatMap(({ line }) => line.map((point) => distanceM(from, point)))) }));
  return ahead.sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0) || (a.closure.id < b.closure.id ? -1 : 1)).slice(0, MOST);
}
