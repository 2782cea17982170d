import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import type { HourlyTables, TravelTable } from "@tocsin/engine/simulate/travel-table.ts";
import { factorsAt } from "@tocsin/engine/travel/hour-factors.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { DAY, HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { type Snap, snap } from "@tocsin/roads/snap.ts";
import { oneToAll } from "@tocsin/roads/matrix.ts";
import { travelTimesTo } from "@tocsin/roads/travel.ts";

/** The junction nearest to a place along its road; -1 where no road is near. */
export function junctionNear(graph: RoadGraph, point: LonLat): number {
  const at = snap(graph, point, { maxDistanceM: 3_000 });
  return at === null ? -1 : graph.arcTail[2 * at.road + (at.fraction < 0.5 ? 0 : 1)]!;
}

/** Every junction as a place on one of its roads; null where nothing leaves it. */
export function junctionSnaps(graph: RoadGraph): (Snap | null)[] {
  const snaps: (Snap | null)[] = graph.junctions.map(() => null);
  for (let arc = 0; arc < graph.arcTail.length; arc++) {
    const junction = graph.arcTail[arc]!;
    const road = arc >> 1;
    if (graph.arcAllowed[arc] === 1) snaps[junction] ??= { road, roadId: graph.roads[road]!.id, fraction: arc & 1, point: graph.junctionPoints[junction]!, distanceM: 0 };
  }
  return snaps;
}

/**
 * The city's roads as the simulator wants them: times from every junction to the targets, and for the first `hopTargets` of them
 * the way. One search a target; `targets` are junctions. `bothWays`: no street is one-way and no turn is barred, so that the way back is as
 * long as the way there, which is quicker to find.
 */
export function roadsAsTable(graph: RoadGraph, targets: readonly number[], hopTargets: number, bothWays = false): TravelTable {
  const places = graph.junctions.length;
  const snaps = junctionSnaps(graph);
  const ms = new Int32Array(targets.length * places).fill(-1);
  targets.forEach((target, t) => {
    const at = snaps[target];
    if (at) ms.set(bothWays ? oneToAll(graph, at) : travelTimesTo(graph, at, snaps), t * places);
    ms[t * places + target] = 0;
  });
  const hops = new Int32Array(hopTargets * places).fill(-1);
  for (let t = 0; t < hopTargets; t++) {
    const row = t * places;
    const best = new Int32Array(places).fill(0x7fffffff);
    for (let arc = 0; arc < graph.arcTail.length; arc++) {
      const [tail, head] = [graph.arcTail[arc]!, graph.arcTail[arc ^ 1]!];
      const rest = ms[row + head]!;
      // Only steps that come nearer, so that following them always ends.
      if (graph.arcAllowed[arc] === 0 || rest < 0 || rest >= ms[row + tail]!) continue;
      const all = rest + graph.arcMs[arc]!;
      if (all >= best[tail]!) continue;
      best[tail] = all;
      hops[row + tail] = head;
    }
  }
  return { places, targets: Int32Array.from(targets), ms, hops, hopTargets };
}

/**
 * The same by the hours of the week: one table for each different set of the city's speeds, as the server drives by them. `utcOffset` in
 * minutes. The first is that of most hours. The graph is left at the last set.
 */
export function roadsByHour(graph: RoadGraph, speeds: Speeds, utcOffset: number, targets: readonly number[], hopTargets: number): HourlyTables {
  // Monday, 5 January 1970.
  const factors = Array.from({ length: 168 }, (_, hour) => factorsAt(speeds, 4 * DAY + hour * HOUR - utcOffset * MINUTE, utcOffset));
  const keys = factors.map((each) => JSON.stringify(each));
  const hoursOf = (key: string): number => keys.filter((each) => each === key).length;
  const sets = [...new Set(keys)].sort((a, b) => hoursOf(b) - hoursOf(a));
  const tables = sets.map((key) => {
    graph.setFactors(factors[keys.indexOf(key)]!);
    return roadsAsTable(graph, targets, hopTargets);
  });
  return { tables, ofHour: keys.map((key) => sets.indexOf(key)), utcOffsetMs: utcOffset * MINUTE };
}

/** Targets without doubles, in the order in which they were asked for first. */
export class TargetList {
  readonly junctions: number[] = [];
  readonly #index = new Map<number, number>();

  of(junction: number): number {
    const known = this.#index.get(junction);
    if (known !== undefined) return known;
    this.#index.set(junction, this.junctions.length);
    return this.junctions.push(junction) - 1;
  }
}
