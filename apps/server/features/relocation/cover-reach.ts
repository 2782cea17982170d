import { type CoverDemand, reachedInTarget } from "@tocsin/engine/relocation/relocation-input.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import type { Snap } from "@tocsin/roads/snap.ts";
import { reachableWithin } from "@tocsin/roads/travel.ts";
import type { DemandCells } from "../recommendation/demand-cells.ts";

/** What a unit that stands somewhere reaches. */
export interface Reach {
  /** Cells within their own area's time. */
  readonly cells: Int32Array;
  /** Driving time to each post; -1 beyond the limit. */
  readonly postMs: Int32Array;
}

/** Kept by the junction next to where a unit stands, so that those who stay where they are cost one search each, ever. */
export interface CoverReach {
  /** Null when it has to be searched first. */
  known(from: Snap): Reach | null;
  /** One bounded search over the roads. */
  search(from: Snap): Reach;
}

export interface CoverReachOptions {
  readonly graph: RoadGraph;
  readonly cells: DemandCells;
  readonly demand: Pick<CoverDemand, "areas" | "areaOf">;
  /** Where the posts are; null for one without a road. */
  readonly posts: readonly (Snap | null)[];
  readonly mostDriveMs: number;
}

const MOST_KEPT = 4_096;

export function createCoverReach({ graph, cells, demand, posts, mostDriveMs }: CoverReachOptions): CoverReach {
  let kept = new Map<number, Reach>();
  let revision = graph.revision;
  const limitMs = Math.max(mostDriveMs, ...demand.areas.map(({ targetMs }) => targetMs));
  const junctionOf = (snap: Snap): number => graph.arcTail[2 * snap.road + (snap.fraction < 0.5 ? 0 : 1)]!;
  const postsAt = new Map<number, number[]>();
  posts.forEach((at, post) => {
    if (at !== null) postsAt.set(junctionOf(at), [...(postsAt.get(junctionOf(at)) ?? []), post]);
  });
  const cellMs = new Int32Array(cells.weights.length);

  return {
    known(from) {
      if (graph.revision !== revision) {
        // Another hour, or a road that was closed: everything is reached in another time.
        kept = new Map();
        revision = graph.revision;
      }
      return kept.get(junctionOf(from)) ?? null;
    },
    search(from) {
      cellMs.fill(-1);
      const postMs = new Int32Array(posts.length).fill(-1);
      reachableWithin(graph, from, Math.max(0, limitMs - graph.startMs), (junction, driven) => {
        const ms = driven + graph.startMs;
        const cell = cells.cellOfJunction[junction]!;
        if (cell >= 0 && (cellMs[cell]! < 0 || ms < cellMs[cell]!)) cellMs[cell] = ms;
        for (const post of postsAt.get(junction) ?? []) postMs[post] = ms;
      });
      const reach = { cells: reachedInTarget(cellMs, demand), postMs };
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
      kept.set(junctionOf(from), reach);
      return reach;
    },
  };
}
