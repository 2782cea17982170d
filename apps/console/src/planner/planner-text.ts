import type { PlannerCell } from "@tocsin/contract/planner/planner.ts";

/** Minutes and seconds of a drive: `2:05`. */
export const minutes = (ms: number): string => `${Math.floor(Math.round(ms / 1_000) / 60)}:${String(Math.round(ms / 1_000) % 60).padStart(2, "0")}`;
/** Expected calls: one digit behind the point, two where there are next to none. */
export const callsText = (expected: number): string => expected.toFixed(expected < 0.95 ? 2 : 1);
export const percent = (share: number, digits = 1): string => `${(100 * share).toFixed(digits)} %`;

/** The gap beyond three minutes begins here: the second of the limits. */
export const GAP_MS = 180_000;

/** Cells beyond three minutes, those with most demand first; one that no road reaches counts as the farthest. */
export function gapsOf(cells: readonly PlannerCell[]): PlannerCell[] {
  const time = ({ etaMs }: PlannerCell): number => etaMs ?? Infinity;
  return cells.filter((cell) => time(cell) > GAP_MS).toSorted((a, b) => b.share - a.share || time(b) - time(a));
}
