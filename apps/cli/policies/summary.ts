import type { SimOutcome } from "@tocsin/engine/simulate/run-simulation.ts";
import type { SimPolicy, SimWorld } from "@tocsin/engine/simulate/sim-world.ts";
import { csvText, type CsvCell } from "@tocsin/kernel/csv.ts";
import { DAY, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { lateCalls, paired, type Paired } from "./arms.ts";

/** What one policy made of all calls. Times in seconds from when a unit could be sent to the first arrival. */
export interface Summary {
  readonly policy: string;
  readonly n: number;
  readonly lateShare: number;
  readonly lateTopShare: number;
  readonly medianS: number;
  readonly p90S: number;
  /** Calls that waited for a unit. */
  readonly waited: number;
  readonly busyShare: number;
  /** Drives to another post than home, a day. */
  readonly movesPerDay: number;
  /** Beside the first policy; null for itself. */
  readonly beside: { readonly top: Paired; readonly all: Paired } | null;
  /** Share of calls reached within each whole minute up to 20. */
  readonly reachedBy: readonly number[];
}

export const PLOT_MINUTES = 20;
const days = ({ calls }: SimWorld): number => Math.max(1, ((calls.at(-1)?.readyAt ?? 0) - (calls[0]?.readyAt ?? 0)) / DAY);

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** All policies beside the first, over the same calls. `dayOf` makes the blocks of the bootstrap. */
export function summarise(world: SimWorld, runs: readonly { readonly policy: SimPolicy; readonly outcome: SimOutcome }[], lateMs: number, dayOf: (call: number) => number): Summary[] {
  const lates = runs.map(({ outcome }) => lateCalls(world, outcome, lateMs));
  const isTop = (call: number): boolean => world.calls[call]!.priority === "P1";
  return runs.map(({ policy, outcome }, r): Summary => {
    const late = lates[r]!;
    const seconds = world.calls.map((call, i) => (outcome.firstArrivalAt[i]! - call.readyAt) / SECOND).sort((a, b) => a - b);
    const share = (counts: (call: number) => boolean): number => {
      const chosen = late.filter((_, call) => counts(call));
      return chosen.reduce((sum, value) => sum + value, 0) / Math.max(1, chosen.length);
    };
    const pair = (counts: (call: number) => boolean, name: string): Paired => paired(lates[0]!, late, counts, dayOf, `${policy.id}/${name}`);
    return {
      policy: policy.id, n: late.length, lateShare: share(() => true), lateTopShare: share(isTop), medianS: quantile(seconds, 0.5), p90S: quantile(seconds, 0.9),
      waited: world.calls.filter((call, i) => outcome.firstOrderAt[i]! > call.readyAt).length,
      busyShare: outcome.busyMs.reduce((sum, ms) => sum + ms, 0) / (world.units.length * days(world) * DAY),
      movesPerDay: outcome.moves / days(world), beside: r === 0 ? null : { top: pair(isTop, "top"), all: pair(() => true, "all") },
      reachedBy: Array.from({ length: PLOT_MINUTES + 1 }, (_, minute) => seconds.filter((s) => s * SECOND <= minute * MINUTE).length / Math.max(1, seconds.length)),
    };
  });
}

/** One line a call and policy, times in ms UTC; empty unit and NaN where nobody was sent. */
export function callsCsv(world: SimWorld, runs: readonly { readonly policy: SimPolicy; readonly outcome: SimOutcome }[]): string {
  const rows: CsvCell[][] = [["policy", "call", "received_ms", "ready_ms", "priority", "group", "first_unit", "order_ms", "arrival_ms"]];
  for (const { policy, outcome } of runs) {
    world.calls.forEach((call, i) => {
      const unit = world.units[outcome.firstUnit[i]!]?.id ?? "";
      rows.push([policy.id, i, call.receivedAt, call.readyAt, call.priority, call.group, unit, outcome.firstOrderAt[i]!, outcome.firstArrivalAt[i]!]);
    });
  }
  return csvText(rows);
}
