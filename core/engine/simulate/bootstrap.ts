import { randomStream } from "@tocsin/kernel/random.ts";

/** A figure with its 95 % interval (percentiles of the resamples). */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1_000;

/**
 * Paired bootstrap (Efron, 1979): the same calls, or whole blocks of them such as days, are drawn with replacement, and the
 * figure is computed anew for each draw. `sums[i]` holds what call or block i adds; `figure` makes the value of the totals.
 * The order of the draws is that of the seed: the same input gives the same interval.
 */
export function bootstrap(sums: readonly (readonly number[])[], figure: (totals: readonly number[]) => number, seed: string): Interval {
  const width = sums[0]?.length ?? 0;
  const total = (pick: (i: number) => number): number[] => {
    const totals = new Array<number>(width).fill(0);
    for (let i = 0; i < sums.length; i++) {
      const row = sums[pick(i)]!;
      for (let c = 0; c < width; c++) totals[c]! += row[c]!;
    }
    return totals;
  };
  const value = figure(total((i) => i));
  const dice = randomStream(seed, "bootstrap");
  const drawn = Array.from({ length: RESAMPLES }, () => figure(total(() => Math.floor(dice.next() * sums.length)))).filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number): number => drawn[Math.min(drawn.length - 1, Math.max(0, Math.ceil(share * drawn.length) - 1))] ?? Number.NaN;
  return { value, low: at(0.025), high: at(0.975) };
}

/** Adds up the rows of each block, as all calls of a day. */
export function byBlock(rows: readonly (readonly number[])[], blockOf: (row: number) => number): number[][] {
  const blocks = new Map<number, number[]>();
  rows.forEach((row, i) => {
    const sums = blocks.get(blockOf(i)) ?? row.map(() => 0);
    row.forEach((value, c) => (sums[c]! += value));
    blocks.set(blockOf(i), sums);
  });
  return [...blocks.entries()].sort(([a], [b]) => a - b).map(([, sums]) => sums);
}
