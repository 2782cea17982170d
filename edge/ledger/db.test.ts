import assert from "node:assert/strict";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import pg from "pg";
import { isLate, isTransient, openDb, UnconfirmedCommit } from "./db.ts";
import { startEmbedded, type EmbeddedPostgres } from "./embedded.ts";
import { openLedger } from "./open-ledger.ts";
import { appUrl, prepareDatabase } from "./prepare-database.ts";
import { create } from "./sample-commits.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";

let t: TestLedger;
let admin: pg.Client;
before(async () => {
  t = await openTestLedger({ maxConnections: 3 });
  admin = new pg.Client({ connectionString: t.adminUrl });
  await admin.connect();
});
after(async () => {
  await admin?.end();
  await t?.close();
});

const coded = (code: string): Error => Object.assign(new Error(code), { code });

test("what is tried again: a server that is away, a lost connection, a deadlock; never a wrong statement", () => {
  for (const code of ["ECONNREFUSED", "ECONNRESET", "57P01", "57P03", "08006", "53300", "40P01", "40001"]) assert.ok(isTransient(coded(code)), code);
  assert.ok(isTransient(new Error("Connection terminated unexpectedly")));
  assert.ok(isTransient(new AggregateError([coded("ECONNREFUSED")])));
  assert.ok(isTransient(new UnconfirmedCommit("x")));
  for (const code of ["23505", "42601", "22P05", "57014", "53100"]) assert.equal(isTransient(coded(code)), false, code);
  assert.equal(isTransient("text"), false);
  assert.deepEqual([isLate(coded("57014")), isLate(coded("23505")), isLate("text")], [true, false, false], "too slow is said, and not tried again");
});

test("R3: connections that the server ends are replaced, also in the middle of work", async () => {
  const commits = Promise.all(Array.from({ length: 60 }, (_, n) => t.ledger.commit(create("incident", `K${n}`))));
  const breaking = (async () => {
    for (let n = 0; n < 4; n++) {
      await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tocsin' and datname = current_database()");
    }
  })();
  const [outcomes] = await Promise.all([commits, breaking]);
  for (const outcome of outcomes) assert.match(outcome.outcome, /committed|repeated/);
  assert.equal((await t.ledger.list("incident", undefined)).length, 60);
});

test("R8: a session that only read is not used again once its server writes", async () => {
  const db = openDb({ url: t.url, maxConnections: 1 });
  const database = new URL(t.adminUrl).pathname.slice(1);
  const write = () => db.query("insert into tocsin.raw_input (ref, bytes) values ('read-only', '')");
  try {
    await admin.query(`alter database ${database} set default_transaction_read_only = on`);
    await assert.rejects(write(), { code: "25006" });
    await admin.query(`alter database ${database} set default_transaction_read_only = off`);
    await write();
  } finally {
    await admin.query(`alter database ${database} set default_transaction_read_only = off`);
    await db.close();
  }
});

test("a transaction that fails is rolled back and its connection goes on working", async () => {
  const db = openDb({ url: t.url, maxConnections: 1 });
  try {
    await assert.rejects(db.transaction(async (query) => {
      await query("insert into tocsin.raw_input (ref, bytes) values ('tx', '')");
      await query("select 1/0");
    }), /division by zero/);
    assert.deepEqual(await db.query("select ref from tocsin.raw_input where ref = 'tx'"), []);
  } finally {
    await db.close();
  }
});

test("a statement that runs too long is ended", async () => {
  const db = openDb({ url: t.url, statementTimeoutMs: 50 });
  try {
    await assert.rejects(db.query("select pg_sleep(20)"), /statement timeout/);
  } finally {
    await db.close();
  }
});

test("R5: a commit that no standby confirmed is not confirmed to anyone, and can be asked for again", { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "tocsin-standby-"));
  await chmod(folder, 0o755);
  const cluster: EmbeddedPostgres = await startEmbedded({ folder });
  const operator = new pg.Client({ connectionString: cluster.adminUrl });
  try {
    await operator.connect();
    await prepareDatabase({ adminUrl: cluster.adminUrl, appPassword: cluster.appPassword });
    const ledger = await openLedger({ url: appUrl(cluster.adminUrl, cluster.appPassword), attempts: 1 });
    await operator.query("set synchronous_commit = local");
    const standby = async (name: string): Promise<void> => {
      await operator.query(`alter system set synchronous_standby_names = '${name}'`);
      await operator.query("select pg_reload_conf()");
    };
    /** Ends waits for a standby as an operator would. */
    const cancelWaits = async (until: Promise<unknown>): Promise<void> => {
      let over = false;
      void until.catch(() => undefined).finally(() => (over = true));
      while (!over) await operator.query("select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'");
    };
    await standby("absent");
    while ((await operator.query<{ synchronous_standby_names: string }>("show synchronous_standby_names")).rows[0]!.synchronous_standby_names !== "absent");
    const commit = create("incident", "S1");
    for (let n = 0; n < 2; n++) {
      const asked = ledger.commit(commit);
      await cancelWaits(asked);
      await assert.rejects(asked, UnconfirmedCommit, "neither the first time nor when repeated");
    }
    await standby("");
    assert.equal((await ledger.commit(commit)).outcome, "repeated");
    await ledger.close();
  } finally {
    await operator.end();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
