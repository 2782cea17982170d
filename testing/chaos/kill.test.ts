import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { randomStream } from "@tocsin/kernel/random.ts";
import { openTestLedger, type TestLedger } from "@tocsin/ledger/testing.ts";
import { copyCity } from "../city-copy.ts";
import { signInAt } from "../harness.ts";
import { openOutsideLedger, readOutsideLedger } from "../outside-ledger.ts";
import { type KillableServer, startKillable } from "./killed-server.ts";
import { checkKept, openedBy } from "./parts/check-kept.ts";
import { liveLoad, type Told } from "./parts/life-load.ts";
import { timersOnce } from "./parts/timers-once.ts";
import { until } from "../until.ts";

/** Row R1 ends servers at every named step within this process; here a real process gets a real signal, at random moments. */
const ROUNDS = Number(process.env["TOCSIN_KILLS"] ?? 3);
const SEED = process.env["TOCSIN_SEED"] ?? String(Date.now());
const ACCOUNT = "world";

const home = mkdtempSync(join(tmpdir(), "tocsin-kill-"));
const city = copyCity();
let server: KillableServer | null = null;
let database: TestLedger | null = null;
after(async () => {
  await server?.stop();
  await database?.close();
  city.remove();
  rmSync(home, { recursive: true, force: true });
});

/** The test city without roads and with clocks of one second, so that timers fall due between the kills. */
function hastyCity(): string {
  city.drop("roads.csv");
  for (const [clock, seconds] of [["classifyP1", 1], ["escalate", 2], ["reassign", 3], ["target", 1], ["react", 1]] as const) city.change("deadlines.yaml", new RegExp(`${clock}: \\d+`), `${clock}: ${seconds}`);
  return city.dir;
}

/** Every timer that is due has fired. */
async function timersFired(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await until(async () => (await admin.query("select from tocsin.timer where due_at <= $1 limit 1", [Date.now()])).rowCount === 0);
  } finally {
    await admin.end();
  }
}

function unitIdsOf(cityDir: string): string[] {
  const [, ...rows] = readFileSync(join(cityDir, "units.csv"), "utf8").trim().split("\n");
  return rows.filter((row) => !row.includes("MRU_TEAM")).map((row) => row.split(",")[0]!);
}

/** Commands that the outside ledger says were acknowledged. */
function acknowledgedIn(ledger: { force(): void }, path: string): ReadonlySet<string> {
  ledger.force();
  return new Set(readOutsideLedger<Told>(path).flatMap(({ what, name }) => (what === "acknowledged" ? [name] : [])));
}

test(`R1, X-06, INC-07: the process is killed at ${ROUNDS} random moments; no acknowledged command is missing and no timer fires twice`, async (t) => {
  t.diagnostic(`seed ${SEED}; repeat with TOCSIN_SEED=${SEED}`);
  database = await openTestLedger();
  const cityDir = hastyCity();
  const [dice, path] = [randomStream(SEED, "kills"), join(home, "outside-ledger.jsonl")];
  const ledger = openOutsideLedger<Told>(path);
  let checked = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    server = await startKillable(cityDir, home, { DATABASE_URL: database.adminUrl, TOCSIN_APP_URL: database.url });
    ledger.force();
    const lines = readOutsideLedger<Told>(path);
    await checkKept(await signInAt(server.url, ACCOUNT), lines.slice(checked));
    checked = lines.length;
    if (round === ROUNDS) break;
    const running = liveLoad(ledger, await signInAt(server.url, ACCOUNT), ACCOUNT, { unitIds: unitIdsOf(cityDir), desks: 4, lives: 10_000, dice });
    running.catch(() => undefined); // awaited below; a failure before the kill must not end the process first
    await sleep(dice.integer(300, 1_000));
    // The last kill waits for what the run is to show: an order that was worked to its end, however slow the machine.
    if (round === ROUNDS - 1) await until(() => acknowledgedIn(ledger, path).has("dispatch.complete"));
    await server.kill();
    assert.equal(await running, "gone");
  }
  assert.ok(server);
  const lines = readOutsideLedger<Told>(path);
  const names = acknowledgedIn(ledger, path);
  ledger.close();
  await timersFired(database.adminUrl);
  const fired = await timersOnce(await signInAt(server.url, ACCOUNT), new Set(lines.flatMap((line) => openedBy(line) ?? [])));
  t.diagnostic(`${lines.length} lines in the outside ledger, ${fired} timer effects`);
  assert.ok(names.has("dispatch.complete") && fired > 0, "the run did too little to show anything");
});
