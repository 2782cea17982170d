import { cellAt, centreOf, type DemandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import { mergeCells } from "@tocsin/engine/demand/merge-cells.ts";
import type { PlannerDemand } from "@tocsin/contract/planner/planner.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";

/** Calls of the last year by cell: those of one hour of the day, and all. Aggregates only: no single incident comes here. */
export interface CellCalls {
  readonly hour: Float64Array;
  readonly day: Float64Array;
  readonly days: number;
  /** Weights by what stands in the city, for one without history. */
  readonly places: Float64Array;
}

/** With fewer calls in all, cells of five would have to be merged until they tell of no place any more. */
const LEAST_CALLS = 1_000;

export interface HourDemand {
  readonly told: PlannerDemand;
  /** Cells with demand and a junction: cell of the grid, its part of all demand, its junctions, and the one next to its middle. */
  readonly cells: readonly { readonly cell: number; readonly share: number; readonly junctions: readonly number[]; readonly middle: number }[];
  /** Part of all demand by junction: a cell's, spread evenly over its junctions. */
  readonly weights: Float64Array;
}

const sumOf = (counts: ArrayLike<number>): number => Array.from(counts).reduce((sum, count) => sum + count, 0);

/** Calls by cell, merged until none tells of fewer than five and spread evenly over what was merged (DSP-06, X-12). */
function spread(grid: DemandGrid, counts: Float64Array, hasJunction: (cell: number) => boolean): Float64Array {
  const weights = new Float64Array(counts.length);
  for (const cells of mergeCells(grid, counts).cells) {
    const reached = cells.filter(hasJunction);
    const calls = cells.reduce((sum, cell) => sum + counts[cell]!, 0);
    for (const cell of reached) weights[cell] = calls / reached.length;
  }
  return weights;
}

/** Demand of an hour on the road network: by the calls of that hour of the day, else of all hours, else by places. */
export function hourDemand(graph: RoadGraph, grid: DemandGrid, calls: CellCalls): HourDemand {
  const junctionsOf = new Map<number, number[]>();
  for (const [junction, point] of graph.junctionPoints.entries()) {
    const cell = cellAt(grid, point);
    if (cell >= 0) junctionsOf.set(cell, [...(junctionsOf.get(cell) ?? []), junction]);
  }
  const hasJunction = (cell: number): boolean => junctionsOf.has(cell);
  const source = sumOf(calls.hour) >= LEAST_CALLS ? "HOUR" : sumOf(calls.day) >= LEAST_CALLS ? "DAY" : "PLACES";
  const counts = { HOUR: calls.hour, DAY: calls.day, PLACES: calls.places }[source];
  const weight = source === "PLACES" ? counts.map((count, cell) => (hasJunction(cell) ? count : 0)) : spread(grid, counts, hasJunction);
  const all = sumOf(weight);
  const weights = new Float64Array(graph.junctions.length);
  const cells = [...junctionsOf].filter(([cell]) => weight[cell]! > 0).map(([cell, junctions]) => {
    const share = weight[cell]! / all;
    for (const junction of junctions) weights[junction] = share / junctions.length;
    const centre = centreOf(grid, cell);
    const middle = junctions.reduce((best, junction) => (distanceM(graph.junctionPoints[junction]!, centre) < distanceM(graph.junctionPoints[best]!, centre) ? junction : best));
    return { cell, share, junctions, middle };
  });
  return { told: { source, calls: source === "PLACES" ? null : sumOf(counts), days: calls.days }, cells, weights };
}
