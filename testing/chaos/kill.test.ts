import assert from "node:assert/strict";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { randomStream } from "@tocsin/kernel/random.ts";
import { type Seated, STANDARD, TEST_CITY, signInAt } from "../harness.ts";
import { type KillableServer, startKillable } from "./killed-server.ts";
import { createLoad } from "./load.ts";

const ROUNDS = Number(process.env["TOCSIN_KILLS"] ?? 10);
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

/** How often each thing that a timer does was done; more than once is a timer that fired twice. */
async function firedTwice(client: Seated, incidentIds: Iterable<string>): Promise<{ readonly fired: number; readonly twice: string[] }> {
  const seen = new Map<string, number>();
  for (const id of incidentIds) {
    for (const entry of (await client.timeline(id)).entries) {
      const data = entry.data as { clockId?: string; orderId?: string; unitId?: string; level?: string };
      const key = entry.type === "ClockBreached" ? `${id}/${data.clockId}` : entry.type === "OrderEscalated" ? `${id}/${data.orderId}/${data.unitId}/${data.level}` : null;
      if (key !== null) seen.set(key, (seen.get(key) ?? 0) + 1);
    }
  }
  return { fired: seen.size, twice: [...seen].filter(([, times]) => times > 1).map(([key]) => key) };
}

test(`X-06, INC-07: the server is killed at ${ROUNDS} random moments; no acknowledged command is missing and no timer fires twice`, async (t) => {
  t.diagnostic(`seed ${SEED}; repeat with TOCSIN_SEED=${SEED}`);
  chmodSync(home, 0o755);
  mkdirSync(join(home, "data"));
  const cityDir = hastyCity();
  const dice = randomStream(SEED, "kills");
  const load = createLoad(ACCOUNT, unitIdsOf(cityDir), randomStream(SEED, "load"));
  let checked = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    server = await startKillable(cityDir, join(home, "data"));
    const client = await signInAt(server.url, ACCOUNT);
    for (const { key, name, payload } of load.acknowledged.slice(checked)) {
      const again = await client.command(name, payload, { key });
      assert.ok(again.ok, `kill ${round}: ${name} was acknowledged and is now refused: ${JSON.stringify(again)}`);
      assert.ok(again.repeated, `kill ${round}: ${name} was acknowledged and had to be done again`);
    }
    checked = load.acknowledged.length;
    if (round === ROUNDS) break;
    const running = load.run(server.url, 6);
    running.catch(() => undefined); // awaited below; a failure before the kill must not end the process first
    await sleep(dice.integer(400, 1_600));
    await server.kill();
    await running;
  }
  assert.ok(server);
  const client = await signInAt(server.url, ACCOUNT);
  await sleep(4_000); // whatever is still pending falls due
  const { fired, twice } = await firedTwice(client, load.incidentIds);
  t.diagnostic(`${checked} acknowledged commands, ${load.incidentIds.size} incidents, ${fired} timer effects`);
  assert.deepEqual(twice, []);
  const names = new Set(load.acknowledged.map(({ name }) => name));
  assert.ok(names.has("dispatch.complete") && fired > 0, "the run did too little to show anything");
});

function unitIdsOf(cityDir: string): string[] {
  const [, ...rows] = readFileSync(join(cityDir, "units.csv"), "utf8").trim().split("\n");
  return rows.filter((row) => !row.includes("MRU_TEAM")).map((row) => row.split(",")[0]!);
}
