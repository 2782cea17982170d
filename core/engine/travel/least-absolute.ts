/** One unknown of a fit: between bounds, and drawn towards what is believed without data. */
export interface Unknown {
  readonly low: number;
  readonly high: number;
  readonly prior: number;
  /** How far from the prior it may well be; infinite for one about which nothing is believed. */
  readonly spread: number;
}

const ROUNDS = 40;
const SWEEPS = 200;
const SETTLED = 1e-4;
/** Residuals below this weigh no more: a second is what a pressed button is exact to. */
const LEAST_RESIDUAL = 1;

/**
 * Least absolute deviations of `y` from `rows · x`, within bounds, with a normal prior on each unknown: what a slip in a record pulls
 * at no harder than an ordinary error. Iteratively reweighted least squares (Schlossmacher 1973), each round solved by coordinate
 * descent on at most a dozen unknowns; the scale of the errors is that of the round before. Pure and deterministic.
 */
export function leastAbsolute(rows: readonly (readonly number[])[], y: readonly number[], unknowns: readonly Unknown[]): number[] {
  const x = unknowns.map(({ prior }) => prior);
  for (let round = 0; round < ROUNDS; round++) {
    const residuals = rows.map((row, i) => y[i]! - dot(row, x));
    const scale = Math.max(LEAST_RESIDUAL, residuals.reduce((sum, r) => sum + Math.abs(r), 0) / Math.max(1, rows.length));
    const before = [...x];
    solve(rows, y, residuals.map((r) => 1 / Math.max(LEAST_RESIDUAL, Math.abs(r))), unknowns, scale, x);
    if (x.every((value, i) => Math.abs(value - before[i]!) <= SETTLED * Math.max(1, Math.abs(value)))) break;
  }
  return x;
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** The weighted squares and the priors, minimised over `x` in place. */
function solve(rows: readonly (readonly number[])[], y: readonly number[], weights: readonly number[], unknowns: readonly Unknown[], scale: number, x: number[]): void {
  const n = unknowns.length;
  const gram = Array.from({ length: n }, () => new Float64Array(n));
  const right = new Float64Array(n);
  for (const [i, row] of rows.entries()) {
    for (let a = 0; a < n; a++) {
      const weighted = weights[i]! * row[a]!;
      if (weighted === 0) continue;
      right[a]! += weighted * y[i]!;
      for (let b = 0; b < n; b++) gram[a]![b]! += weighted * row[b]!;
    }
  }
  for (const [a, { prior, spread }] of unknowns.entries()) {
    const pull = scale / (spread * spread);
    gram[a]![a]! += pull;
    right[a]! += pull * prior;
  }
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (const [a, { low, high }] of unknowns.entries()) {
      const own = gram[a]![a]!;
      if (own === 0) continue;
      let rest = right[a]!;
      for (let b = 0; b < n; b++) if (b !== a) rest -= gram[a]![b]! * x[b]!;
      const next = Math.min(high, Math.max(low, rest / own));
      moved = Math.max(moved, Math.abs(next - x[a]!));
      x[a] = next;
    }
    if (moved < 1e-9) return;
  }
}
