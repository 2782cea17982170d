import { AGREED_KEPT_DAYS } from "@tocsin/contract/linkage/agreement.ts";
import { RETENTION_CLASSES } from "@tocsin/contract/organisation/retention.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import { DAY, HOUR, type Instant } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { deleteDue, type Keeping } from "@tocsin/ledger/personal/retention.ts";
import { deleteShared, type SharedKeeping, untoldErasures } from "@tocsin/ledger/personal/shared-retention.ts";
import type { Desk } from "../../desk/desk.ts";
import { SYSTEM_USER } from "../../desk/system-command.ts";
import { startRounds } from "../../rounds.ts";

/** How often a server looks, by the machine's clock; periods are days. */
const EVERY_MS = HOUR;
/**
 * The log of a city at work is minutes old. A clock that is days ahead of it when a server starts is wrong, or nobody was at work: by a wrong
 * one everything would be over its days at once, and nothing brings it back. So for a day nothing is deleted, in which every screen shows the time.
 */
const [AHEAD_MS, HELD_MS] = [3 * DAY, DAY];

export interface RetentionJobDeps {
  readonly db: Db;
  readonly desk: Pick<Desk, "executeSystem">;
  readonly keysDir: string;
  readonly city: CityIndex;
  /** The city's time, in which incidents close. */
  readonly now: () => number;
  /** When the newest event happened before this server wrote any; null = there is none. */
  readonly lastAt: Instant | null;
  /** The machine's monotonic time, ms. */
  readonly elapsed?: () => number;
  readonly report: (what: string, error: unknown) => void;
  /** Whether it looks by itself; tests do it by hand. */
  readonly automatic: boolean;
}

export interface RetentionJob {
  /** Deletes what is due by the clock; answers how much of each class. */
  run(): Promise<Record<Keeping["name"], number>>;
  /** The same of what neighbours shared, and marks it, so that they are told (JNT-07); answers how much was deleted. */
  runShared(): Promise<number>;
  /** Both, as they go by themselves: not while the clock is held to be wrong. */
  round(): Promise<void>;
  /** Waits for the batch under way, then stops. */
  stop(): Promise<void>;
}

/** Deletes what is of persons when its time is over (X-13, `retention.yaml`), but never what is under legal hold. */
export function startRetention({ db, desk, keysDir, city, now, lastAt, elapsed = () => performance.now(), report, automatic }: RetentionJobDeps): RetentionJob {
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
  const aheadMs = lastAt === null ? 0 : now() - lastAt;
  const freeAt = aheadMs > AHEAD_MS ? elapsed() + HELD_MS : -Infinity;
  const days = Math.floor(aheadMs / DAY);
  if (freeAt > elapsed()) report("retention", new Error(`时钟比日志最后一条晚 ${days} 天:一天内不作到期删除,请核对时间 / the clock is ${days} days ahead of the log: nothing is deleted for a day; check the time`));
  const round = async (): Promise<void> => {
    if (elapsed() < freeAt) return;
    await run();
    await runShared();
  };
  const rounds = startRounds({ everyMs: EVERY_MS, round, failed: (error) => report("retention", error), automatic, first: "SOON" });
  return {
    run,
    runShared,
    round,
    stop() {
      stopped = true;
      return rounds.stop();
    },
  };
}
