import type { DemandGrid } from "./demand-grid.ts";
import { mergeCells } from "./merge-cells.ts";

/** So many calls weigh as much as what stands in the city: before them its shape speaks, long after them its calls. */
const PRIOR_CALLS = 500;

/**
 * Weights of cells for cover and relocation, from the calls of a history and from what is known without them (junctions,
 * places). Cells with few calls share those of their region evenly, so that no weight tells of fewer than five calls (DAT-06).
 * The mean of a gamma posterior: (calls + prior) with the prior worth 500 calls. They add up to 1, or are all 0.
 */
export function demandWeights(grid: DemandGrid, counts: ArrayLike<number>, prior: ArrayLike<number>): Float64Array {
  const size = grid.columns * grid.rows;
  if (prior.length !== size) throw new RangeError(`demandWeights: prior must have ${size} cells, got ${prior.length}`);
  const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
  const [calls, known] = [sum(counts), sum(prior)];
  const weights = Float64Array.from(prior, (value) => (known > 0 ? (value / known) * PRIOR_CALLS : 0));
  if (calls > 0) {
    for (const cells of mergeCells(grid, counts).cells) {
      const share = cells.reduce((total, cell) => total + counts[cell]!, 0) / cells.length;
      for (const cell of cells) weights[cell]! += share;
    }
  }
  const all = sum(weights);
  return all > 0 ? weights.map((weight) => weight / all) : weights;
}
