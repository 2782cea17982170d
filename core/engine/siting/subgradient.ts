/**
 * Subgradient ascent for a Lagrangian lower bound (Held, Wolfe & Crowder 1974), with Polyak's step length.
 * Minimisation; every evaluation is a valid bound, so the best of them is.
 */
export interface Relaxation {
  /** The bound at these multipliers; writes the subgradient (how much each relaxed condition is violated). */
  evaluate(multipliers: Float64Array, slope: Float64Array): number;
  /** Lowest value of every multiplier: 0 for an inequality, -Infinity for an equation. */
  readonly floor: number;
}

export interface AscentLimits {
  readonly steps: number;
  /** The best answer known; the bound cannot pass it. */
  readonly known: number;
  /** The bound is good enough at this value. */
  readonly enough: number;
}

/** The best bound found. `multipliers` is where the ascent starts, and holds the best multipliers afterwards. */
export function ascend(relaxation: Relaxation, multipliers: Float64Array, { steps, known, enough }: AscentLimits): number {
  const slope = new Float64Array(multipliers.length);
  const at = multipliers.slice();
  let best = -Infinity;
  let stride = 1.5;
  let still = 0;
  for (let step = 0; step < steps && stride > 1e-4; step++) {
    const bound = relaxation.evaluate(at, slope);
    if (step === 0 || bound > best + 1e-9 * Math.max(1, Math.abs(best))) {
      best = bound;
      still = 0;
      multipliers.set(at);
      if (best >= enough) return best;
    } else if (++still >= 20) {
      still = 0;
      stride *= 0.7;
      at.set(multipliers);
      continue;
    }
    let norm = 0;
    for (let i = 0; i < at.length; i++) if (slope[i]! > 0 || at[i]! > relaxation.floor) norm += slope[i]! ** 2;
    if (norm === 0) return best;
    const length = (stride * Math.max(known - bound, 1e-6 * Math.max(1, Math.abs(known)))) / norm;
    for (let i = 0; i < at.length; i++) at[i] = Math.max(relaxation.floor, at[i]! + length * slope[i]!);
  }
  return best;
}
