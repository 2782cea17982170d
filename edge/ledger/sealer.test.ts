import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import pg from "pg";
import { verifyCheckpoints } from "./checkpoint.ts";
import { CHECKPOINTS_FILE, openCheckpoints, openSigningKey, PUBLIC_KEY_FILE } from "./checkpoint-folder.ts";
import { exportAudit, exportLog } from "./export-log.ts";
import { create, next } from "./sample-commits.ts";
import { openSecretFiles } from "./secret-file.ts";
import { readSeals, runSealer, sealOnce } from "./sealer.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";
import { verifyAudit } from "./verify-audit.ts";
import { verifyExport } from "./verify-export.ts";

let t: TestLedger;
let admin: pg.Client;
before(async () => {
  t = await openTestLedger();
  admin = new pg.Client({ connectionString: t.adminUrl });
  await admin.connect();
});
after(async () => {
  await admin?.end();
  await t?.close();
});

async function sealAll(): Promise<void> {
  for (const log of ["event", "audit"] as const) while ((await readSeals(t.ledger.db, log)).reduce((n, s) => n + s.count, 0) < committed) await sealOnce(t.ledger.db, log);
}
let committed = 0;
async function exported(): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportLog(t.ledger.db)) lines.push(line);
  return lines;
}
const commit = async (c: ReturnType<typeof create>): Promise<void> => {
  assert.equal((await t.ledger.commit(c)).outcome, "committed");
  committed++;
};

/** Changes the tables as a database administrator could. */
async function tamper(sql: string): Promise<void> {
  await admin.query("begin");
  await admin.query("set local session_replication_role = replica");
  await admin.query(sql);
  await admin.query("commit");
}

test("the export of a real log verifies, with seals; the same log gives the same lines", { timeout: 60_000 }, async () => {
  const odd = { big: 1e21, small: 1e-7, zero: -0, exact: 0.1 + 0.2, nested: [null, true, { 键: "值\u0000" }], none: undefined };
  for (const id of ["A", "B"]) await commit({ ...create("incident", id), events: [{ kind: "incident", id, version: 1, type: "T", data: odd }] });
  await sealAll();
  for (let version = 1; version < 6; version++) await commit(next("incident", "A", version, {}, { state: null }));
  await commit(create("incident", "C"));
  await sealAll();
  await commit({ ...next("incident", "A", 6), events: [{ kind: "incident", id: "A", version: 7, type: "T", data: undefined }] });
  while ((await t.ledger.readEvents(null)).events.length < committed);
  const lines = await exported();
  const verdict = await verifyExport(lines);
  assert.equal(verdict.ok, true, JSON.stringify(verdict));
  assert.equal(verdict.ok && verdict.rows, committed);
  assert.equal(verdict.ok && verdict.seals >= 2, true);
  assert.deepEqual(await exported(), lines);
});

test("several sealers at once seal every row once", { timeout: 60_000 }, async () => {
  const stop = new AbortController();
  const errors: unknown[] = [];
  const sealers = Array.from({ length: 3 }, () => runSealer(t.ledger.db, { signal: stop.signal, everyMs: 1, onError: (e) => errors.push(e) }));
  for (let n = 0; n < 40; n++) await commit(create("many", `M${n}`));
  await sealAll();
  stop.abort();
  await Promise.all(sealers);
  assert.deepEqual(errors, []);
  const seals = await readSeals(t.ledger.db, "event");
  assert.equal(seals.reduce((sum, seal) => sum + seal.count, 0), committed);
  seals.forEach((seal, index) => assert.equal(seal.prev, seals[index - 1]?.hash ?? ""));
  assert.equal((await verifyExport(exportLog(t.ledger.db))).ok, true);
});

test("R52: checkpoints are signed only when something was sealed, carry on after a restart, and vouch for the exports", { timeout: 60_000 }, async () => {
  await sealAll();
  const home = await mkdtemp(join(tmpdir(), "tocsin-checkpoints-"));
  try {
    const key = await openSigningKey(join(home, "keys", "audit-key.pem"), openSecretFiles(null));
    assert.deepEqual((await openSigningKey(join(home, "keys", "audit-key.pem"), openSecretFiles(null))).export({ format: "jwk" }), key.export({ format: "jwk" }), "made once");
    const options = { folder: join(home, "out"), key, now: () => 5 };
    const first = await openCheckpoints(t.ledger.db, options);
    assert.notEqual(await first.write(), null);
    assert.equal(await first.write(), null, "nothing new, nothing signed");
    await commit(create("late", "L1"));
    await sealAll();
    assert.notEqual(await (await openCheckpoints(t.ledger.db, options)).write(), null);
    const lines = (await readFile(join(home, "out", CHECKPOINTS_FILE), "utf8")).trimEnd().split("\n");
    const signed = await verifyCheckpoints(lines, createPublicKey(await readFile(join(home, "out", PUBLIC_KEY_FILE))));
    assert.ok(signed.ok && signed.count === 2, JSON.stringify(signed));
    assert.equal((await verifyExport(exportAudit(t.ledger.db), { kept: signed.audit })).ok, true);
    assert.equal((await verifyExport(exportLog(t.ledger.db), { kept: signed.event })).ok, true);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test("R52, SUP-08: a changed event is found in the export, a changed or deleted audit row by the audit's check", { timeout: 60_000 }, async () => {
  await sealAll();
  assert.deepEqual(await verifyAudit(t.ledger.db), { ok: true, rows: committed, seals: (await readSeals(t.ledger.db, "audit")).length });
  const target = (await t.ledger.readStream({ kind: "many", id: "M7" }))[0]!;
  await tamper(`update tocsin.event set actor = 'someone else' where kind = 'many' and id = 'M7'`);
  const verdict = await verifyExport(exportLog(t.ledger.db));
  assert.deepEqual(verdict.ok ? "ok" : [verdict.fault, verdict.position], ["altered", target.cursor]);
  await tamper(`update tocsin.audit set actor = 'someone else' where txid::text = '${target.cursor.split("-")[0]}'`);
  const audit = await verifyAudit(t.ledger.db);
  assert.equal(audit.ok ? "ok" : audit.fault, "altered");
  assert.equal(audit.ok ? "" : audit.position.split("-")[0], target.cursor.split("-")[0], "the first bad row is named");
  await tamper(`delete from tocsin.audit where txid::text = '${target.cursor.split("-")[0]}'`);
  const shorter = await verifyAudit(t.ledger.db);
  assert.equal(shorter.ok ? "ok" : shorter.fault, "stretch");
});
