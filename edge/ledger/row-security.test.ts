import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { readAudit, recordAudit } from "./audit.ts";
import { openLedger } from "./open-ledger.ts";
import { create } from "./sample-commits.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";

let t: TestLedger;
let app: pg.Client;
before(async () => {
  t = await openTestLedger();
  app = new pg.Client({ connectionString: t.url });
  await app.connect();
  await t.ledger.commit(create("incident", "I1", {}, { scope: ["CITY.D01.S0101"] }));
  await t.ledger.commit(create("incident", "I2", {}, { scope: ["CITY.D02", "CITY.D01.S0102"] }));
  await t.ledger.commit(create("incident", "I3", {}, { scope: ["CITY.D011"] }));
});
after(async () => {
  await app?.end();
  await t?.close();
});

const seen = async (scope?: string[]): Promise<string[]> => (await t.ledger.list("incident", scope)).map((s) => s.id).sort();

test("ORG-02: a grant sees its subtree and what is shared with it, never a sibling", async () => {
  assert.deepEqual(await seen(), ["I1", "I2", "I3"]);
  assert.deepEqual(await seen(["CITY"]), ["I1", "I2", "I3"]);
  assert.deepEqual(await seen(["CITY.D01"]), ["I1", "I2"], "D011 is no part of D01");
  assert.deepEqual(await seen(["CITY.D01.S0101"]), ["I1"]);
  assert.deepEqual(await seen(["CITY.D02", "CITY.D011"]), ["I2", "I3"]);
  assert.deepEqual(await seen(["CITY.D01.S0101.P1"]), [], "a post does not see what belongs to its station");
  assert.deepEqual(await seen(["CITY.D03"]), []);
  assert.deepEqual(await seen([]), []);
});

test("X-05: load, stream, log and audit show the same rows as the list", async () => {
  const scope = ["CITY.D02"];
  const refs = ["I1", "I2", "I3"].map((id) => ({ kind: "incident", id }));
  assert.deepEqual((await t.ledger.load(refs, scope)).map((s) => s.id), ["I2"]);
  assert.deepEqual(await t.ledger.readStream(refs[0]!, scope), []);
  assert.equal((await t.ledger.readStream(refs[1]!, scope)).length, 1);
  const batch = await t.ledger.readEvents(null, { scope });
  assert.deepEqual(batch.events.map((e) => e.id), ["I2"]);
  assert.equal(batch.cursor, await t.ledger.head(), "a reader with a small scope moves on over what it may not see");
  const audits = await readAudit(t.ledger.db, scope);
  assert.deepEqual(audits.map((row) => (row.entry.objects as { id: string }[])[0]!.id), ["I2"]);
  await recordAudit(t.ledger.db, { at: 1, actor: "U9", entry: { name: "sign-in", outcome: "DENIED", role: null, purpose: "ACCESS", reason: null, traceId: null, objects: [] } }, ["CITY.D02.S0201"]);
  assert.deepEqual((await readAudit(t.ledger.db, ["CITY.D02.S0201"])).map((row) => row.actor), ["U9"]);
  assert.deepEqual(await readAudit(t.ledger.db, ["CITY.D01.S0101"], { actor: "U9" }), []);
});

test("X-05: a grant that is no org path is refused, it can never mean 'everything'", async () => {
  for (const bad of ["*", "", "CITY.*", "CITY..D01", "a b"]) await assert.rejects(seen([bad]), /not an org path/);
});

test("R45: without a declared reader nothing is visible, also after one was declared in an earlier transaction", async () => {
  for (const table of ["stream_state", "event", "audit"]) {
    assert.equal((await app.query(`select from tocsin.${table}`)).rowCount, 0, table);
  }
  await app.query("select * from tocsin.list('incident', null, null, null, 10)");
  assert.equal((await app.query("select from tocsin.event")).rowCount, 0);
  await app.query("begin");
  await app.query("select tocsin.enter($1)", [["CITY.D02"]]);
  assert.equal((await app.query("select from tocsin.event")).rowCount, 1);
  await app.query("rollback");
  assert.equal((await app.query("select from tocsin.event")).rowCount, 0);
});

test("R45: the server's role is nothing special, owns nothing and cannot change the rules", async () => {
  const { rows } = await app.query(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
    exists (select from pg_class where relowner = r.oid) or exists (select from pg_proc where proowner = r.oid) as owns
    from pg_roles r where rolname = current_user`);
  assert.deepEqual(rows[0], { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, owns: false });
  const forbidden = [
    "alter table tocsin.event disable row level security",
    "alter table tocsin.event no force row level security",
    "drop policy visible on tocsin.event",
    "set role tocsin_owner",
    "insert into tocsin.event (kind, id, version, type, data, at, actor, command_id, name, reach, hash) values ('a','b',1,'t','{}',1,'a','c','n','{}','')",
    "update tocsin.stream_state set version = 99",
    "delete from tocsin.event",
    "update tocsin.audit set actor = 'x'",
    "truncate tocsin.audit",
    "update tocsin.claim set ended_at = 1",
    "update tocsin.seal set hash = 'x'",
    "create table tocsin.mine (a int)",
    "create function tocsin.mine() returns int language sql as 'select 1'",
  ];
  for (const sql of forbidden) await assert.rejects(app.query(sql), /permission denied|must be owner|must be able to SET ROLE/, sql);
});

test("R45: every table with a scope has forced row security, every function with the owner's rights a fixed search path", async () => {
  const admin = new pg.Client({ connectionString: t.adminUrl });
  await admin.connect();
  try {
    const open = await admin.query(`select relname from pg_class c join pg_namespace n on n.oid = relnamespace
      where nspname = 'tocsin' and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)
        and exists (select from pg_attribute where attrelid = c.oid and attname = 'reach')`);
    assert.deepEqual(open.rows, []);
    const loose = await admin.query(`select proname from pg_proc p join pg_namespace n on n.oid = pronamespace
      where nspname = 'tocsin' and prosecdef and not coalesce(proconfig::text like '%search_path=%', false)`);
    assert.deepEqual(loose.rows, []);
    const views = await admin.query(`select relname from pg_class c join pg_namespace n on n.oid = relnamespace
      where nspname = 'tocsin' and relkind in ('v', 'm')`);
    assert.deepEqual(views.rows, [], "views run with their owner's rights");
    await assert.rejects(admin.query("delete from tocsin.event"), /append-only/);
    await assert.rejects(admin.query("update tocsin.audit set at = 0"), /append-only/);
  } finally {
    await admin.end();
  }
});

test("R45: a ledger refuses to work as an administrator", async () => {
  await assert.rejects(openLedger({ url: t.adminUrl }), /must not run as a superuser/);
});
