import { PLANNER_LIMITS_MS, type PlannerFigures, type PlannerLayout, type PlannerPost } from "@tocsin/contract/planner/planner.ts";
import { ACCESS_M } from "@tocsin/contract/organisation/rapid-point.ts";
import { centreOf, type DemandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import { NearestLayout } from "@tocsin/engine/siting/nearest-layout.ts";
import { serviceShares } from "@tocsin/engine/siting/response-shares.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { snap, type Snap } from "@tocsin/roads/snap.ts";
import { reachableWithin } from "@tocsin/roads/travel.ts";
import { hourDemand, type CellCalls, type HourDemand } from "./hour-demand.ts";

/** Where units stand by, and which place they leave when they stand at a point: that place opens when the point closes. */
export interface StandingPost extends PlannerPost {
  readonly homes: readonly string[];
}

/** An hour of the city, ready to be asked what if. Times in milliseconds; `UNSERVED` stands for "not reached". */
export interface PlannerGround {
  readonly graph: RoadGraph;
  readonly grid: DemandGrid;
  readonly demand: HourDemand;
  readonly posts: readonly StandingPost[];
  readonly layout: NearestLayout;
  readonly rows: readonly Int32Array[];
  /** Places of the whole city at which a post has its own rank in the tiers (`PlanGround`). */
  readonly premises: readonly LonLat[];
}

export const UNSERVED = 3_600_000;
/** Nothing is looked for beyond half an hour of driving. */
export const REACH_MS = 1_800_000;

export const accessOf = (graph: RoadGraph, point: LonLat): Snap | null => snap(graph, point, { maxDistanceM: ACCESS_M });

/** Times to every junction from a place, at the speeds that the graph has now, with what setting off takes (DSP-01). */
export function timesFrom(graph: RoadGraph, from: Snap, limitMs: number = REACH_MS): Int32Array {
  const times = new Int32Array(graph.junctions.length).fill(UNSERVED);
  reachableWithin(graph, from, limitMs, (junction, ms) => (times[junction] = graph.startMs + ms));
  return times;
}

export interface GroundInput {
  readonly grid: DemandGrid;
  readonly calls: CellCalls;
  readonly posts: readonly StandingPost[];
  readonly premises: readonly LonLat[];
}

/** One search for each post of the city. The graph must hold the speeds of the hour. A post without a road reaches nothing. */
export function prepareHour(graph: RoadGraph, { grid, calls, posts, premises }: GroundInput): PlannerGround {
  const demand = hourDemand(graph, grid, calls);
  const rows = posts.map(({ lon, lat }) => {
    const at = accessOf(graph, [lon, lat]);
    return at === null ? new Int32Array(graph.junctions.length).fill(UNSERVED) : timesFrom(graph, at);
  });
  const layout = new NearestLayout({ rows, cells: graph.junctions.length, unserved: UNSERVED }, demand.weights);
  for (const [post, { open }] of posts.entries()) if (open) layout.add(post);
  return { graph, grid, demand, posts, layout, rows, premises };
}

/** For every road the band of the later of its two ends. */
function bandsOf({ arcTail, roads }: RoadGraph, times: ArrayLike<number>): string {
  let bands = "";
  for (let road = 0; road < roads.length; road++) {
    const worst = Math.max(times[arcTail[2 * road]!]!, times[arcTail[2 * road + 1]!]!);
    const band = PLANNER_LIMITS_MS.findIndex((limit) => worst <= limit);
    bands += String(band < 0 ? PLANNER_LIMITS_MS.length : band);
  }
  return bands;
}

const rounded = (share: number): number => Number(share.toFixed(6));

export function figuresOf({ demand }: PlannerGround, times: Float64Array, posts: number): PlannerFigures {
  const { within, mean, p90 } = serviceShares(times, demand.weights, PLANNER_LIMITS_MS);
  return { posts, within: within.map(rounded), meanMs: Math.round(mean), p90Ms: Math.round(p90) };
}

/** A layout as it is told, from the best time of every junction. */
export function layoutOf(ground: PlannerGround, times: Float64Array, posts: number): PlannerLayout {
  const { graph, grid, demand } = ground;
  const cells = demand.cells.map(({ cell, share, junctions, middle }) => {
    const [lon, lat] = centreOf(grid, cell);
    const etaMs = times[middle]!;
    const within = PLANNER_LIMITS_MS.map((limit) => rounded(junctions.filter((junction) => times[junction]! <= limit).length / junctions.length));
    return { lon: rounded(lon), lat: rounded(lat), share: rounded(share), etaMs: etaMs >= UNSERVED ? null : etaMs, within };
  });
  return { figures: figuresOf(ground, times, posts), cells, bands: bandsOf(graph, times) };
}

export const openPosts = ({ posts }: PlannerGround): number => posts.filter(({ open }) => open).length;
