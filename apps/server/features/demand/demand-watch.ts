import { demandWeights } from "@tocsin/engine/demand/demand-weights.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { pastCalls } from "@tocsin/ledger/past-calls.ts";
import { startRounds } from "../../rounds.ts";
import type { DemandCells } from "../recommendation/demand-cells.ts";

/** As far back as calls count for cover and relocation: a year has every season once. */
const HISTORY_MS = 365 * DAY;
const EVERY_MS = 6 * HOUR;

export interface DemandWatchDeps {
  readonly db: Db;
  readonly cells: DemandCells;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

export interface DemandWatch {
  /** Counts the calls of the last year and weighs the cells by them. */
  weigh(): Promise<void>;
  close(): Promise<void>;
}

/** Keeps the weights of the cells by the calls that the city had: soon after the start, since counting a year takes a core for seconds, and four times a day. Until the first count what stands in the city speaks (DAT-06). */
export function watchDemand({ db, cells, now, report }: DemandWatchDeps): DemandWatch {
  const shape = cells.weights.slice();
  async function weigh(): Promise<void> {
    const to = now();
    const counts = new Float64Array(cells.weights.length);
    for (const { cell, calls } of await pastCalls(db, { ...cells.grid, from: to - HISTORY_MS, to, whole: true })) counts[cell]! += calls;
    cells.weights.set(demandWeights(cells.grid, counts, shape));
  }
  const rounds = startRounds({ everyMs: EVERY_MS, round: weigh, failed: (error) => report("demand", error), first: "SOON" });
  return { weigh, close: () => rounds.stop() };
}
