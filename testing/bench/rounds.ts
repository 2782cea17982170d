import { loadavg } from "node:os";

/** What one way of doing something gave in one round. */
export type Measure = () => Promise<number>;

export interface Measured {
  readonly median: number;
  /** Largest over smallest round: how much the machine itself moved. */
  readonly spread: number;
  readonly rounds: readonly number[];
}

/** Milliseconds that this process has computed, all its threads together: what others do on the machine meanwhile is not in it. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Measures ways side by side: forth, back, forth, … (ABBA), so that a machine that becomes slower or faster meanwhile
 * favours none. The first pass warms up and is thrown away.
 */
export async function inTurns<Name extends string>(ways: Readonly<Record<Name, Measure>>, rounds: number): Promise<Record<Name, Measured>> {
  const names = Object.keys(ways) as Name[];
  const values = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (const name of names) await ways[name]();
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) values.get(name)!.push(await ways[name]());
  }
  const measured = (list: readonly number[]): Measured => ({ median: medianOf(list), spread: Math.max(...list) / Math.min(...list), rounds: list });
  return Object.fromEntries([...values].map(([name, list]) => [name, measured(list)])) as Record<Name, Measured>;
}

/** One line of the table: how often one way fits into the other. */
export interface RatioRow {
  readonly what: string;
  readonly ours: string;
  readonly other: string;
  /** How many times better than the other way; below 1 it is worse. */
  readonly ratio: number;
  readonly note: string;
  /** What was set out to be reached, and whether it is; left out where nothing was. */
  readonly goal?: Goal;
}

export interface Goal {
  readonly text: string;
  readonly met: boolean;
}

/** A ratio of at least `least`. */
export const ratioGoal = (ratio: number, least: number): Goal => ({ text: `≥ ${least}×`, met: ratio >= least });

const goalText = (goal: Goal | undefined): string => (goal === undefined ? "" : `${goal.text} ${goal.met ? "达到 met" : "未达到 missed"}`);

/** The table for people, with what is known of the machine's noise. */
export function tableText(rows: readonly RatioRow[], noise: readonly string[]): string {
  const cells = [
    ["what", "here", "beside it", "ratio", "goal", "note"],
    ...rows.map((row) => [row.what, row.ours, row.other, Number.isNaN(row.ratio) ? "–" : `${row.ratio.toFixed(2)}×`, goalText(row.goal), row.note]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((line) => line[column]!.length)));
  return [
    ...cells.map((line) => `  ${line.map((text, column) => (column === 3 ? text.padStart(widths[3]!) : text.padEnd(widths[column] ?? 0))).join("   ").trimEnd()}`),
    "",
    `  机器噪声 noise: load ${loadavg().map((value) => value.toFixed(1)).join(" ")}; largest over smallest round: ${noise.join(", ")}`,
    "  比值取自同一次运行的中位数(ABBA 顺序),绝对数值只对本机此刻有效 / ratios of medians in one run; absolute numbers hold for this machine at this moment only",
  ].join("\n");
}
