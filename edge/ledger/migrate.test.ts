import assert from "node:assert/strict";
import { test } from "node:test";
import pg from "pg";
import { sha256 } from "./event-hash.ts";
import { readMigrations, type Migration } from "./migrate.ts";
import { openLedger } from "./open-ledger.ts";
import { appUrl, prepareDatabase } from "./prepare-database.ts";
import { create } from "./sample-commits.ts";
import { createTestDatabase } from "./testing.ts";

async function withDatabase(work: (adminUrl: string, appPassword: string, admin: pg.Client) => Promise<void>): Promise<void> {
  const { adminUrl, appPassword, drop } = await createTestDatabase();
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    await work(adminUrl, appPassword, admin);
  } finally {
    await admin.end();
    await drop();
  }
}

const migration = (name: string, sql: string): Migration => ({ name, sql, checksum: sha256(sql) });

test("R40: migrations are applied once, in order, also by servers that start together", () =>
  withDatabase(async (adminUrl, appPassword) => {
    const known = await readMigrations();
    const applied = await Promise.all(Array.from({ length: 4 }, () => prepareDatabase({ adminUrl, appPassword })));
    assert.deepEqual(applied.flat(), known.map((m) => m.name));
    assert.deepEqual(await prepareDatabase({ adminUrl, appPassword }), []);
    const ledger = await openLedger({ url: appUrl(adminUrl, appPassword) });
    assert.equal((await ledger.commit(create("incident", "A"))).outcome, "committed");
    await ledger.close();
  }));

test("R40: a migration that was changed after it was applied, or is not known, is refused", () =>
  withDatabase(async (adminUrl) => {
    const first = migration("0001-a.sql", "create table tocsin.a (x int)");
    await prepareDatabase({ adminUrl, migrations: [first] });
    await assert.rejects(prepareDatabase({ adminUrl, migrations: [migration("0001-a.sql", "create table tocsin.a (x text)")] }), /0001-a.sql was changed/);
    await assert.rejects(prepareDatabase({ adminUrl, migrations: [] }), /applied by a newer version/);
    assert.deepEqual(await prepareDatabase({ adminUrl, migrations: [first] }), []);
  }));

test("R40: a migration that fails leaves nothing of itself and names itself", () =>
  withDatabase(async (adminUrl, __, admin) => {
    const good = migration("0001-good.sql", "create table tocsin.good (x int)");
    const bad = migration("0002-bad.sql", "create table tocsin.bad (x int); select 1/0");
    await assert.rejects(prepareDatabase({ adminUrl, migrations: [good, bad] }), /migration 0002-bad.sql: division by zero/);
    const { rows } = await admin.query("select to_regclass('tocsin.good') is not null as good, to_regclass('tocsin.bad') is not null as bad");
    assert.deepEqual(rows, [{ good: true, bad: false }]);
    const mended = migration("0002-bad.sql", "create table tocsin.bad (x int)");
    assert.deepEqual(await prepareDatabase({ adminUrl, migrations: [good, mended] }), ["0002-bad.sql"]);
  }));

test("a log whose transaction ids this cluster has not reached is refused with the reason", () =>
  withDatabase(async (adminUrl, appPassword, admin) => {
    await prepareDatabase({ adminUrl, appPassword });
    const url = appUrl(adminUrl, appPassword);
    await admin.query(`insert into tocsin.event (txid, kind, id, version, type, data, at, actor, command_id, name, reach, hash)
      values ('999999999999', 'incident', 'X', 1, 'T', '{}', 1, 'a', 'c', 'n', '{}', '')`);
    await assert.rejects(openLedger({ url }), /transaction 999999999999.*another cluster/);
  }));
