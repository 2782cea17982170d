import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import type { CityPresent } from "../present/city-present.ts";

/** What the closures in force say of a road: barred, or the lowest of the speeds. */
interface RoadNow {
  readonly closed: boolean;
  readonly kmh: number | null;
}

function wantedOf(closures: Iterable<RoadClosure>, graph: RoadGraph): Map<string, RoadNow> {
  const wanted = new Map<string, RoadNow>();
  for (const { status, effect, speedKmh, roads } of closures) {
    if (status !== "IN_FORCE") continue;
    for (const { id } of roads) {
      // A closure may name a road that the city's file no longer has: it closes what is left of it.
      if (!graph.hasRoad(id)) continue;
      const before = wanted.get(id) ?? { closed: false, kmh: null };
      wanted.set(id, effect === "CLOSED" ? { ...before, closed: true } : { ...before, kmh: Math.min(before.kmh ?? Infinity, speedKmh ?? Infinity) });
    }
  }
  return wanted;
}

/** Holds the graph to the closures of the log, from now on; every answer after a batch of the log heeds it. Answers how to stop. */
export function applyClosures(graph: RoadGraph, present: Pick<CityPresent, "closures" | "subscribe">): () => void {
  let applied = new Map<string, RoadNow>();
  const apply = (): void => {
    const wanted = wantedOf(present.closures.values(), graph);
    for (const id of new Set([...applied.keys(), ...wanted.keys()])) {
      const { closed, kmh } = wanted.get(id) ?? { closed: false, kmh: null };
      graph.setClosed(id, closed);
      if (kmh !== (applied.get(id)?.kmh ?? null)) graph.setSpeed(id, kmh);
    }
    applied = wanted;
  };
  apply();
  return present.subscribe(({ closureIds }) => {
    if (closureIds.size > 0) apply();
  });
}
