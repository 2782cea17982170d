import { bestChoice, bestScore } from "./best-choice.ts";
import type { TimeTable } from "./nearest-layout.ts";
import type { SiteLimits } from "./site-limits.ts";
import { ascend, type AscentLimits, type Relaxation } from "./subgradient.ts";

/**
 * Lower bound of the weighted sum of times: each cell is served once, relaxed (Cornuéjols, Fisher & Nemhauser 1977).
 * With multipliers u: sum of u minus the best choice of sites by what each would save, sum over cells of max(0, u - w·t).
 */
export function medianBound(table: TimeTable, weights: ArrayLike<number>, limits: SiteLimits, start: Float64Array, ascent: AscentLimits): number {
  const { cells, rows } = table;
  const sites = rows.length;
  const score = new Float64Array(sites);
  const ranked = Int32Array.from({ length: sites }, (_, site) => site);
  const costs = new Float64Array(sites * cells);
  for (let at = 0; at < costs.length; at++) costs[at] = weights[at % cells]! * rows[Math.floor(at / cells)]![at % cells]!;
  // Even a cell that no post reaches costs no more than `unserved`: a site with no list, always open, says so.
  const ceiling = Float64Array.from({ length: cells }, (_, cell) => weights[cell]! * table.unserved);
  const relaxation: Relaxation = {
    floor: -Infinity,
    evaluate: (u, slope) => {
      let bound = 0;
      for (let cell = 0; cell < cells; cell++) {
        const over = Math.max(0, u[cell]! - ceiling[cell]!);
        bound += u[cell]! - over;
        slope[cell] = over > 0 ? 0 : 1;
      }
      for (let site = 0, at = 0; site < sites; site++) {
        let saved = 0;
        for (let cell = 0; cell < cells; cell++, at++) {
          const gain = u[cell]! - costs[at]!;
          if (gain > 0) saved += gain;
        }
        score[site] = saved;
      }
      const choice = bestChoice(score, limits, ranked);
      for (const site of choice) {
        for (let cell = 0, at = site * cells; cell < cells; cell++, at++) if (u[cell]! > costs[at]!) slope[cell]! -= 1;
      }
      return bound - bestScore(score, limits, choice);
    },
  };
  return ascend(relaxation, start, ascent);
}
