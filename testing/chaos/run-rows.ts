import { randomStream } from "@tocsin/kernel/random.ts";
import { isPending, type Failure, type OpenRow, type Outcome, type PendingRow, type Row, type Try } from "./row.ts";
import { checkInvariants, watchInvariants, type Watched } from "./parts/invariants.ts";
import { openStage, type Form } from "./parts/stage.ts";

export interface RunOptions {
  readonly form: Form;
  readonly seed: number;
  /** Instead of the number of the form. */
  readonly tries?: number;
  /** Shared evenly by the rows. */
  readonly minutes?: number;
  /** Hears of every row that is done. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/** A promise that is broken this often is broken; the rest of the row's tries would only take time. */
const ENOUGH_FAILURES = 5;
/** A try that has not ended by then hangs; one of the long form may look at all that many before it have done, at the lowest priority. */
const TRY_LIMIT_MS = { quick: 90_000, long: 600_000 } as const;
/** Setting up starts servers and databases, at the lowest priority on a machine that others use. */
const SET_UP_LIMIT_MS = 300_000;

const reason = (error: unknown): string => (error instanceof Error ? `${error.name === "Error" ? "" : `${error.name}: `}${error.message}` : String(error)).slice(0, 600);

async function within<T>(ms: number, work: Promise<T> | T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`no end within ${ms / 1_000} s`)), ms)));
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const tryOf = (id: string, seed: number): Try => ({ seed, dice: randomStream(seed, id), turn: (list) => list[((seed % list.length) + list.length) % list.length]! });

/** I1 to I6 hold at the end of every row, and in the long form at every second of it. */
async function tryRow(row: Row, open: OpenRow, { tries, seed, watched, long, until }: { tries: number; seed: number; watched: () => Watched | null; long: boolean; until: number }): Promise<{ done: number; failures: Failure[] }> {
  const failures: Failure[] = [];
  const limit = TRY_LIMIT_MS[long ? "long" : "quick"];
  let done = 0;
  const watch = long ? watchInvariants(watched) : null;
  while (done < tries && failures.length < ENOUGH_FAILURES && performance.now() < until) {
    const one = tryOf(row.id, seed + done++);
    try {
      await within(limit, open.once(one));
    } catch (error) {
      failures.push({ seed: one.seed, why: reason(error) });
    }
  }
  try {
    await watch?.stop();
    if (failures.length === 0) await within(limit, open.finish?.());
    const now = watched();
    if (failures.length === 0 && now !== null) await within(limit, checkInvariants(now));
  } catch (error) {
    failures.push({ seed, why: reason(error) });
  }
  return { done, failures };
}

async function runRow(row: Row | PendingRow, stage: ReturnType<typeof openStage>, options: RunOptions, until: number): Promise<Outcome> {
  const started = performance.now();
  const outcome = (more: Partial<Outcome>): Outcome => ({ row, tries: 0, kept: 0, failures: [], notTried: null, seconds: (performance.now() - started) / 1_000, ...more });
  if (isPending(row)) return outcome({ notTried: [...row.pending, ...(row.test === undefined ? [] : [`${row.test.file} × ${row.test.times}`])].join(" · ") });
  const skip = (await row.skip?.()) ?? null;
  if (skip !== null) return outcome({ notTried: skip });
  let open: OpenRow | null = null;
  try {
    const shared = stage.watched();
    open = await within(SET_UP_LIMIT_MS, row.open(stage));
    const opened = open;
    const { done, failures } = await tryRow(row, opened, { tries: options.tries ?? row[options.form], seed: options.seed, watched: () => opened.watched === undefined ? shared() : opened.watched(), long: options.form === "long", until });
    return outcome({ tries: done, kept: Math.max(0, done - failures.length), failures });
  } catch (error) {
    return outcome({ failures: [{ seed: options.seed, why: `set-up: ${reason(error)}` }] });
  } finally {
    await within(TRY_LIMIT_MS.quick, open?.close?.()).catch(() => undefined);
  }
}

/** Runs rows one after the other on one stage. */
export async function runRows(rows: readonly (Row | PendingRow)[], options: RunOptions): Promise<Outcome[]> {
  const stage = openStage(options.form, options.seed);
  const outcomes: Outcome[] = [];
  try {
    const end = performance.now() + (options.minutes ?? Infinity) * 60_000;
    for (const [n, row] of rows.entries()) {
      const outcome = await runRow(row, stage, options, performance.now() + (end - performance.now()) / (rows.length - n));
      options.onOutcome?.(outcome);
      outcomes.push(outcome);
    }
  } finally {
    await stage.close();
  }
  return outcomes;
}

/** A run is kept when nothing that was tried was broken. */
export const allKept = (outcomes: readonly Outcome[]): boolean => outcomes.every(({ failures }) => failures.length === 0);
