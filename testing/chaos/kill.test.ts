import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { randomStream } from "@tocsin/kernel/random.ts";
import { STANDARD, TEST_CITY, signInAt } from "../harness.ts";
import { openOutsideLedger, readOutsideLedger } from "../outside-ledger.ts";
import { type KillableServer, startKillable } from "./killed-server.ts";
import { checkKept, openedBy } from "./parts/check-kept.ts";
import { liveLoad, type Told } from "./parts/life-load.ts";
import { timersOnce } from "./parts/timers-once.ts";

/** Row R1 ends servers at every named step within this process; here a real process gets a real signal, at random moments. */
const ROUNDS = Number(process.env["TOCSIN_KILLS"] ?? 3);
const SEED = process.env["TOCSIN_SEED"] ?? String(Date.now());
const ACCOUNT = "world";

const home = mkdtempSync(join(tmpdir(), "tocsin-kill-"));
let server: KillableServer | null = null;
after(async () => {
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** The test city with clocks of one second, so that timers fall due between the kills. */
function hastyCity(): string {
  const dir = join(home, "city");
  cpSync(TEST_CITY, dir, { recursive: true });
  const limits = readFileSync(join(STANDARD, "deadlines.yaml"), "utf8");
  writeFileSync(join(dir, "deadlines.yaml"), limits.replace(/classifyP1: \d+/, "classifyP1: 1").replace(/escalate: \d+/, "escalate: 2").replace(/reassign: \d+/, "reassign: 3").replace(/target: \d+/, "target: 1").replace(/react: \d+/, "react: 1"));
  return dir;
}

function unitIdsOf(cityDir: string): string[] {
  const [, ...rows] = readFileSync(join(cityDir, "units.csv"), "utf8").trim().split("\n");
  return rows.filter((row) => !row.includes("MRU_TEAM")).map((row) => row.split(",")[0]!);
}

test(`R1, X-06, INC-07: the process is killed at ${ROUNDS} random moments; no acknowledged command is missing and no timer fires twice`, async (t) => {
  t.diagnostic(`seed ${SEED}; repeat with TOCSIN_SEED=${SEED}`);
  chmodSync(home, 0o755);
  mkdirSync(join(home, "data"));
  const cityDir = hastyCity();
  const [dice, path] = [randomStream(SEED, "kills"), join(home, "outside-ledger.jsonl")];
  const ledger = openOutsideLedger<Told>(path);
  let checked = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    server = await startKillable(cityDir, join(home, "data"));
    ledger.force();
    const lines = readOutsideLedger<Told>(path);
    await checkKept(await signInAt(server.url, ACCOUNT), lines.slice(checked));
    checked = lines.length;
    if (round === ROUNDS) break;
    const running = liveLoad(ledger, await signInAt(server.url, ACCOUNT), ACCOUNT, { unitIds: unitIdsOf(cityDir), desks: 6, lives: 10_000, dice });
    running.catch(() => undefined); // awaited below; a failure before the kill must not end the process first
    await sleep(dice.integer(400, 1_600));
    await server.kill();
    assert.equal(await running, "gone");
  }
  assert.ok(server);
  ledger.close();
  const lines = readOutsideLedger<Told>(path);
  await sleep(4_000); // whatever is still pending falls due
  const fired = await timersOnce(await signInAt(server.url, ACCOUNT), new Set(lines.flatMap((line) => openedBy(line) ?? [])));
  const names = new Set(lines.flatMap(({ what, name }) => (what === "acknowledged" ? [name] : [])));
  t.diagnostic(`${lines.length} lines in the outside ledger, ${fired} timer effects`);
  assert.ok(names.has("dispatch.complete") && fired > 0, "the run did too little to show anything");
});
