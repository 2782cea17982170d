import { AGREED_KEPT_DAYS } from "@tocsin/contract/linkage/agreement.ts";
import { RETENTION_CLASSES } from "@tocsin/contract/organisation/retention.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { deleteDue, type Keeping } from "@tocsin/ledger/personal/retention.ts";
import { deleteShared, type SharedKeeping, untoldErasures } from "@tocsin/ledger/personal/shared-retention.ts";
import type { Desk } from "../../desk/desk.ts";
import { SYSTEM_USER } from "../../desk/system-command.ts";
import { startRounds } from "../../rounds.ts";

/** How often a server looks, by the machine's clock; periods are days. */
const EVERY_MS = HOUR;

export interface RetentionJobDeps {
  readonly db: Db;
  readonly desk: Pick<Desk, "executeSystem">;
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
  /** The same of what neighbours shared, and marks it, so that they are told (JNT-07); answers how much was deleted. */
  runShared(): Promise<number>;
  /** Waits for the batch under way, then stops. */
  stop(): Promise<void>;
}

/** Deletes what is of persons when its time is over (X-13, `retention.yaml`), but never what is under legal hold. */
export function startRetention({ db, desk, keysDir, city, now, report, automatic }: RetentionJobDeps): RetentionJob {
  const keeping = RETENTION_CLASSES.map((name) => ({ name, days: city.city.retention[name] }));
  let stopped = false;
  const deps = { db, keysDir, now, actor: SYSTEM_USER, scope: [cityPath(city)] };
  const run: RetentionJob["run"] = () => deleteDue(deps, keeping, () => stopped);
  const shared = city.city.platforms.flatMap(({ id, parties, custody, agreement }): SharedKeeping[] => (custody === undefined || agreement === undefined ? [] : [{ link: id, parties, days: agreement.keptDays ?? AGREED_KEPT_DAYS }]));
  const runShared = async (): Promise<number> => {
    let count = 0;
    for (const each of shared) {
      count += await deleteShared(deps, each, () => stopped);
      for (const matterId of await untoldErasures(deps, each)) await desk.executeSystem({ name: "system.matterErased", payload: { matterId }, commandId: `retention/${matterId}/erased` });
    }
    return count;
  };
  const rounds = startRounds({ everyMs: EVERY_MS, round: () => run().then(runShared), failed: (error) => report("retention", error), automatic, first: "SOON" });
  return {
    run,
    runShared,
    stop() {
      stopped = true;
      return rounds.stop();
    },
  };
}
