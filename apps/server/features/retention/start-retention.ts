import { RETENTION_CLASSES } from "@tocsin/contract/organisation/retention.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { deleteDue, type Keeping } from "@tocsin/ledger/personal/retention.ts";
import { SYSTEM_USER } from "../../desk/system-command.ts";
import { startRounds } from "../../rounds.ts";

/** How often a server looks, by the machine's clock; periods are days. */
const EVERY_MS = HOUR;

export interface RetentionJobDeps {
  readonly db: Db;
  readonly keysDir: string;
  readonly city: CityIndex;
  /** The city's time, in which incidents close. */
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
  /** Whether it looks by itself; tests do it by hand. */
  readonly automatic: boolean;
}

export interface RetentionJob {
  /** Deletes what is due by the clock; answers how much of each class. */
  run(): Promise<Record<Keeping["name"], number>>;
  /** Waits for the batch under way, then stops. */
  stop(): Promise<void>;
}

/** Deletes what is of persons when its time is over (X-13, `retention.yaml`), but never what is under legal hold. */
export function startRetention({ db, keysDir, city, now, report, automatic }: RetentionJobDeps): RetentionJob {
  const keeping = RETENTION_CLASSES.map((name) => ({ name, days: city.city.retention[name] }));
  let stopped = false;
  const run: RetentionJob["run"] = () => deleteDue({ db, keysDir, now, actor: SYSTEM_USER, scope: [cityPath(city)] }, keeping, () => stopped);
  const rounds = startRounds({ everyMs: EVERY_MS, round: run, failed: (error) => report("retention", error), automatic, atOnce: true });
  return {
    run,
    stop() {
      stopped = true;
      return rounds.stop();
    },
  };
}
