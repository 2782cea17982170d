import { mkdirSync, chmodSync } from "node:fs";
import { join } from "node:path";
import { startEmbedded } from "@tocsin/ledger/embedded.ts";
import { startTestCluster } from "@tocsin/ledger/test-cluster.ts";
import { appUrl, prepareDatabase } from "@tocsin/ledger/prepare-database.ts";
import { openOutsideLedger, readOutsideLedger } from "../../outside-ledger.ts";
import { settableClock } from "../../harness.ts";
import { checkAllKept, checkKept, openedBy } from "../parts/check-kept.ts";
import { liveLoad, type Told } from "../parts/life-load.ts";
import { startPlant } from "../parts/plant.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Database {
  readonly url: string;
  /** The whole server; null where only a backend can be killed. */
  pid(): Promise<number | null>;
  stop(): Promise<void>;
}

/** A cluster as a city has it: durable, and started again by its own watch. */
async function wholeDatabase(stage: Stage): Promise<Database> {
  const folder = join(stage.folder, "r3-data");
  chmodSync(stage.folder, 0o755);
  mkdirSync(folder);
  const { adminUrl, appPassword, pid, stop } = await startEmbedded({ folder });
  await prepareDatabase({ adminUrl, appPassword });
  return { url: appUrl(adminUrl, appPassword), pid, stop };
}

/** A cluster of the tests' kind; one of its backends killed, it ends all others and recovers from its log, as after the loss of the whole. */
async function quickDatabase(): Promise<Database> {
  const { adminUrl, appPassword } = await startTestCluster();
  await prepareDatabase({ adminUrl, appPassword });
  return { url: appUrl(adminUrl, appPassword), pid: () => Promise.resolve(null), stop: () => Promise.resolve() };
}

async function openR3(stage: Stage): Promise<OpenRow> {
  const database = await (stage.form === "long" ? wholeDatabase(stage) : quickDatabase());
  const plant = await startPlant(database.url, settableClock(Date.now()), { cityDir: stage.plainCity(), server: { logLevel: "silent", answers: "trust" } });
  const seat = await plant.signIn("world");
  const path = join(stage.folder, "r3-outside-ledger.jsonl");
  const ledger = openOutsideLedger<Told>(path);
  let checked = 0;
  let acknowledged: string[] = [];

  async function kill({ dice }: Try): Promise<void> {
    if (stage.form === "long") {
      // It may be coming back from the last time.
      let whole = await database.pid();
      for (; whole === null; whole = await database.pid()) await pause(20);
      return void process.kill(whole, "SIGKILL");
    }
    const [{ pid } = { pid: 0 }] = await plant.server.ledger.db.query<{ pid: number }>("select pid from pg_stat_activity where application_name = 'tocsin' order by random() limit 1");
    process.kill(pid, dice.next() < 0.8 ? "SIGKILL" : "SIGSEGV");
  }

  return {
    async once(one) {
      const load = liveLoad(ledger, seat, "world", { unitIds: ["U1", "U2", "U3", "U6", "U7"], desks: 3, lives: 1, dice: one.dice });
      load.catch(() => undefined);
      await pause(one.dice.integer(10, 120));
      await kill(one);
      await load;
      ledger.force();
      const lines = readOutsideLedger<Told>(path);
      await checkKept(seat, lines.slice(checked));
      checked = lines.length;
      acknowledged = lines.filter(({ what }) => what === "acknowledged").flatMap((line) => openedBy(line) ?? []);
    },
    finish: () => (stage.form === "long" ? checkAllKept(seat, readOutsideLedger<Told>(path)).then(() => undefined) : Promise.resolve()),
    watched: () => ({ whole: seat, ledger: plant.server.ledger, acknowledged: () => acknowledged }),
    async close() {
      await plant.close();
      ledger.close();
      await database.stop();
    },
  };
}

export const R3: Row = {
  id: "R3",
  fault: ["数据库在负载下被突然终止", "the database is killed under load"],
  promise: ["自行重连,已确认的都在,无须人工", "it comes back by itself, nothing acknowledged is lost, no operator acts"],
  quick: 20,
  long: 200,
  open: openR3,
};
