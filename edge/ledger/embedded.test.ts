import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmbedded, type EmbeddedPostgres } from "./embedded.ts";
import { openLedger } from "./open-ledger.ts";
import { findServer, stopServer } from "./postmaster.ts";
import { create, next } from "./sample-commits.ts";
import { startDatabase } from "./start-database.ts";
import { timerCommandId } from "./timers.ts";

let base: string;
before(async () => {
  base = await mkdtemp(join(tmpdir(), "tocsin-embedded-"));
  await chmod(base, 0o755);
});
after(async () => {
  for (const name of await readdir(base)) await stopServer(join(base, name, "pg"));
  await rm(base, { recursive: true, force: true });
});

const WORKER = fileURLToPath(new URL("embedded-crash-worker.ts", import.meta.url));
const LONG = { timeout: 240_000 };

async function lines(path: string): Promise<string[]> {
  return (await readFile(path, "utf8").catch(() => "")).split("\n").filter(Boolean);
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 3_000; n++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail(`waited in vain for ${what}`);
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

test("R1, R3, X-06: ten kills of server and database under load lose no acknowledged commit and fire every timer once", LONG, async () => {
  const folder = join(base, "crash");
  const acknowledged = join(base, "acknowledged");
  for (let round = 0; round < 10; round++) {
    const before = (await lines(acknowledged)).length;
    const child = spawn(process.execPath, [WORKER, folder, acknowledged, `r${round}`], { stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    await until(`acknowledgements in round ${round}\n${stderr}`, async () => {
      assert.equal(child.exitCode, null, stderr);
      return (await lines(acknowledged)).length > before + 10 + 7 * round;
    });
    await kill(child);
    // Every third time the database dies with its server, and has to recover from its log.
    if (round % 3 === 1) process.kill((await findServer(join(folder, "pg")))!.pid, "SIGKILL");
  }
  const database = await startDatabase({ env: {}, folder });
  try {
    const ledger = await openLedger({ url: database.url });
    for (let due = await ledger.dueTimers(10); due.length > 0; due = await ledger.dueTimers(10)) {
      for (const timer of due) {
        const { kind, id } = timer;
        await ledger.commit(next(kind, id, 1, { commandId: timerCommandId(timer), actor: "system", timers: [{ kind, id, timers: [] }] }));
      }
    }
    const events = new Map<string, number>();
    for (let cursor: string | null = null, more = true; more;) {
      const batch = await ledger.readEvents(cursor, { limit: 1_000 });
      for (const event of batch.events) events.set(event.id, (events.get(event.id) ?? 0) + 1);
      ({ cursor, more } = batch);
    }
    const promised = await lines(acknowledged);
    assert.ok(promised.length > 100);
    assert.deepEqual(promised.filter((id) => !events.has(id)), [], "acknowledged, but lost");
    assert.deepEqual([...events].filter(([, count]) => count !== 2), [], "one event of its own and one of its timer");
    await ledger.close();
  } finally {
    await database.stop();
  }
});

test("R10: a second server on the same folder is refused while the first lives; afterwards the folder is free", LONG, async () => {
  const folder = join(base, "twice");
  const first = await startEmbedded({ folder });
  try {
    await assert.rejects(startEmbedded({ folder }), /in use by process \d+: only one server/);
  } finally {
    await first.stop();
  }
  assert.equal(await first.pid(), null, "stopping leaves no process behind");
  const again = await startEmbedded({ folder });
  assert.equal(again.adopted, false);
  await again.stop();
});

test("R3: a database that is killed comes back by itself, and commits go through", LONG, async () => {
  const database = await startDatabase({ env: {}, folder: join(base, "revive") });
  try {
    const ledger = await openLedger({ url: database.url, attempts: 20 });
    await ledger.commit(create("incident", "before"));
    process.kill((await findServer(join(base, "revive", "pg")))!.pid, "SIGKILL");
    assert.equal((await ledger.commit(create("incident", "after"))).outcome, "committed");
    assert.equal((await ledger.readEvents(null)).events.length, 2);
    await ledger.close();
  } finally {
    await database.stop();
  }
});

test("a first start that is killed while it makes the cluster is made good by the next", LONG, async () => {
  for (const wait of [60, 250, 500]) {
    const folder = join(base, `half-${wait}`);
    const child = spawn(process.execPath, [WORKER, folder, join(base, "unused"), "x"], { stdio: "ignore" });
    await until("the first files", () => readdir(folder).then((names) => names.some((name) => name.startsWith("pg")), () => false));
    await new Promise((resolve) => setTimeout(resolve, wait));
    await kill(child);
    const database = await startDatabase({ env: {}, folder });
    const ledger = await openLedger({ url: database.url });
    assert.equal((await ledger.commit(create("incident", "first"))).outcome, "committed");
    await ledger.close();
    await database.stop();
    assert.deepEqual((await readdir(folder)).filter((name) => name.includes("making")), []);
  }
});

test("a folder without its secrets, or that PostgreSQL's user cannot enter, is refused with the reason", LONG, async () => {
  const folder = join(base, "no-secrets");
  await mkdir(join(folder, "pg"), { recursive: true });
  await assert.rejects(startEmbedded({ folder }), /postgres.json is missing/);
  if (process.getuid?.() !== 0) return;
  const closed = join(base, "closed");
  await mkdir(closed, { mode: 0o700 });
  await assert.rejects(startEmbedded({ folder: join(closed, "data") }), new RegExp(`cannot enter ${closed}.*TOCSIN_DATA`));
});

test("an external database by DATABASE_URL: the server's password is made, followed by another at each of its starts, or given", LONG, async () => {
  const cluster: EmbeddedPostgres = await startEmbedded({ folder: join(base, "external") });
  try {
    const env = { DATABASE_URL: cluster.adminUrl };
    const state = join(base, "external-state");
    const first = await startDatabase({ env, folder: state });
    assert.ok(first.migrated.length > 0);
    const second = await startDatabase({ env, folder: state });
    assert.deepEqual([second.url, second.migrated, second.kind], [first.url, [], "external"]);
    const ledger = await openLedger({ url: second.url });
    assert.equal((await ledger.commit(create("incident", "A"))).outcome, "committed");
    await ledger.close();
    await assert.rejects(startDatabase({ env, folder: join(base, "other-state") }), /give the server's own URL as TOCSIN_APP_URL/);
    const renewed = await startDatabase({ env, folder: state, renew: true });
    assert.notEqual(renewed.url, first.url);
    await assert.rejects(openLedger({ url: first.url, attempts: 1 }), /password authentication failed/, "the one before opens nothing any more");
    const beside = await startDatabase({ env, folder: state });
    assert.equal(beside.url, renewed.url, "what works beside the server goes by its password");
    await (await openLedger({ url: beside.url })).close();
    const given = { ...env, TOCSIN_APP_URL: renewed.url };
    assert.equal((await startDatabase({ env: given, folder: join(base, "unused-state") })).url, renewed.url);
    assert.equal((await startDatabase({ env: { TOCSIN_APP_URL: renewed.url } })).url, renewed.url);
    await writeFile(join(base, "done"), "");
  } finally {
    await cluster.stop();
  }
});
