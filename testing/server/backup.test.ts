import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { Check } from "typebox/value";
import { cityProjector } from "@tocsin/cli/backup/city-projector.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { Agreement } from "@tocsin/contract/linkage/agreement.ts";
import { Retention, SHORTEST_KEPT_DAYS } from "@tocsin/contract/organisation/retention.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { readAudit } from "@tocsin/ledger/audit.ts";
import { inspectBackup, type Until } from "@tocsin/ledger/backup/inspect-backup.ts";
import { KEPT_TABLES, LEFT_OUT } from "@tocsin/ledger/backup/tables.ts";
import { manifestHash, manifestText, type PartManifest } from "@tocsin/ledger/backup/manifest.ts";
import { restoreBackup } from "@tocsin/ledger/backup/restore-backup.ts";
import { checkLedger } from "@tocsin/ledger/check-ledger.ts";
import { exportLog } from "@tocsin/ledger/export-log.ts";
import { keepMedia, openMedia } from "@tocsin/ledger/media.ts";
import { openLedger } from "@tocsin/ledger/open-ledger.ts";
import { FRESH_MS } from "@tocsin/ledger/personal/vault.ts";
import { appUrl } from "@tocsin/ledger/prepare-database.ts";
import type { Projector } from "@tocsin/ledger/projector.ts";
import { startTestCluster, type TestCluster } from "@tocsin/ledger/test-cluster.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import { type TestCity, serveCity, signInAt, STANDARD, startCity, TEST_CITY } from "../harness.ts";
import { accepted, onDuty, order, report } from "../scene.ts";

const { deadlines } = loadServedCity(TEST_CITY, STANDARD).index.city;
const MAIN = fileURLToPath(new URL("../../apps/cli/main.ts", import.meta.url));
const run = promisify(execFile);

const home = mkdtempSync(join(tmpdir(), "tocsin-backup-"));
const folder = join(home, "backup");
const whole = join(folder, "part-000001");
let city: TestCity;
/** Another PostgreSQL, far behind the first in its transaction ids. */
let second: TestCluster;
let empties = 0;
before(async () => {
  city = await startCity();
  second = await startTestCluster();
});
after(async () => {
  await city?.close();
  rmSync(home, { recursive: true, force: true });
});

async function sql(adminUrl: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** An empty database on the second PostgreSQL. */
async function empty(): Promise<string> {
  const name = `empty_${++empties}`;
  await sql(second.adminUrl, `create database ${name} template template0`);
  return second.adminUrl.replace(/postgres$/, name);
}

const tocsin = async (adminUrl: string, ...args: string[]): Promise<string> =>
  (await run(process.execPath, [MAIN, ...args], { env: { ...process.env, DATABASE_URL: adminUrl, TOCSIN_APP_URL: adminUrl === city.adminUrl ? city.databaseUrl : appUrl(adminUrl, second.appPassword) } })).stdout;

async function checked(url: string) {
  const ledger = await openLedger({ url });
  try {
    return await checkLedger(ledger.db, cityProjector(deadlines));
  } finally {
    await ledger.close();
  }
}

const restored = (adminUrl: string, until: Until = null, projector: Projector = cityProjector(deadlines)) =>
  restoreBackup({ folder, city: "tiny", until, adminUrl, appPassword: second.appPassword, projector });

const inspected = (at: string, id = "tiny") => inspectBackup(at, id, null, cityProjector(deadlines));

/** A number that no other test gives. */
const CANARY = "13912340987";
const PICTURE = Buffer.from(`\u0000${CANARY}\u00ff`);
/** What the restored server is asked again. */
const kept = { picture: newUlid(), incidentId: newUlid(), key: newUlid(), call: "CALL-7" };
let middle = "";
let middleHash = "";

test("R11: a city is backed up while it works, restored into another PostgreSQL to the same state hash, and goes on there", async () => {
  const taker = await city.signIn("taker");
  const desk = await city.signIn("dispatcher");
  const crews = await onDuty(city, "U1", "U2");
  const received = { incidentId: kept.incidentId, channel: "CALL_110", callback: CANARY, text: "有人砸窗 \u0000", typeCode: "CR-03", providerCallId: kept.call, placeUnknown: "UNKNOWN" } as const;
  accepted(await taker.command("intake.receive", received, { key: kept.key }));
  const { orderId } = await order(desk, kept.incidentId, ["U1"]);
  accepted(await crews.get("U1")!.command("dispatch.acknowledge", { incidentId: kept.incidentId, orderId, unitId: "U1" }));
  await keepMedia(city.ledger.db, city.server.vault, { id: kept.picture, mime: "image/png", bytes: PICTURE, incidentId: kept.incidentId, at: city.clock.now() });
  assert.match(await tocsin(city.adminUrl, "backup", folder, "--city", TEST_CITY), /part 1/);
  const other = await report(taker);
  accepted(await desk.command("intake.merge", { incidentId: kept.incidentId, duplicateId: other.id }));
  ({ stateHash: middleHash } = await checked(city.databaseUrl));
  middle = (await city.ledger.head())!;
  await order(desk, (await report(taker)).id, ["U2"]);
  assert.match(await tocsin(city.adminUrl, "backup", folder, "--city", TEST_CITY), /part 2/);

  const adminUrl = await empty();
  const said = await tocsin(adminUrl, "restore", folder, "--city", TEST_CITY);
  const [before, there] = [await checked(city.databaseUrl), await checked(appUrl(adminUrl, second.appPassword))];
  assert.deepEqual([before.faults, there.faults], [[], []]);
  assert.deepEqual([there.stateHash, there.events, there.records, there.timers, there.claims], [before.stateHash, before.events, before.records, before.timers, before.claims]);
  assert.ok(before.claims >= 3 && before.timers > 0, "the run left nothing to compare");
  assert.ok(said.includes(before.stateHash));

  const server = await serveCity(appUrl(adminUrl, second.appPassword), city.clock);
  try {
    assert.deepEqual(await openMedia(server.ledger.db, server.vault, kept.picture), PICTURE, "a picture comes back sealed, and opens");
    const again = await signInAt(server.url, "taker");
    const repeated = accepted(await again.command("intake.receive", received, { key: kept.key }));
    assert.ok(repeated.repeated, "the restored server does not know the command any more");
    const sameCall = accepted(await again.command("intake.receive", { ...received, incidentId: newUlid() }));
    assert.deepEqual(sameCall.incidents.map(({ id }) => id), [kept.incidentId]);
    const head = (await server.ledger.head())!;
    const fresh = await report(again);
    const { events } = await server.ledger.readEvents(head);
    assert.ok(events.some(({ id }) => id === fresh.id), "new events must come after the restored ones");
    const taken = await (await signInAt(server.url, "dispatcher")).command("dispatch.issueOrder", { incidentId: fresh.id, orderId: newUlid(), unitIds: ["U1"], overrideReason: "COMMANDER" });
    assert.equal(taken.ok, false, "U1 is bound to an order");
  } finally {
    await server.close();
  }
});

test("R54: a caller's number, and what a picture shows, is in clear nowhere: no table, no export, no file of the backup, no seat's view; its raw bytes are sealed", async () => {
  const forms = [CANARY, Buffer.from(CANARY).toString("hex")];
  const clean = (where: string, text: string): void => assert.ok(forms.every((form) => !text.includes(form)), `${where} has the number`);
  const seen = new Set<string>();
  await city.ledger.db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    for (const { name } of KEPT_TABLES) {
      const rows = await query<{ text: string }>(`select t::text as text from tocsin.${name} t`);
      for (const { text } of rows) clean(name, text);
      if (rows.length > 0) seen.add(name);
    }
  });
  for (const name of ["event", "audit", "command", "raw_input", "media", "data_key"]) assert.ok(seen.has(name), `the run left nothing in ${name}`);
  for await (const line of exportLog(city.ledger.db)) clean("export", line);
  let files = 0;
  for (const part of readdirSync(folder)) {
    for (const name of readdirSync(join(folder, part))) {
      const bytes = readFileSync(join(folder, part, name));
      clean(join(part, name), (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString());
      files += 1;
    }
  }
  assert.ok(files > KEPT_TABLES.length);
  for (const account of ["taker", "dispatcher", "room11", "leader111", "u1"]) {
    const seat = await city.signIn(account);
    clean(account, JSON.stringify([await seat.incident(kept.incidentId), await seat.timeline(kept.incidentId)]));
  }
  clean("board", JSON.stringify(await (await city.signIn("room11")).board()));
  const [raw] = await city.ledger.db.query<{ bytes: Buffer }>("select bytes from tocsin.raw_input where ref = $1", [`command/taker/${kept.key}`]);
  assert.match(raw!.bytes.toString(), new RegExp(`^sealed:${kept.incidentId}:`));
});

test("R11: a restore goes to a moment of the past, and one that fails half-way can be repeated", async () => {
  const adminUrl = await empty();
  const broken = cityProjector(deadlines);
  let asked = 0;
  const failing: Projector = { ...broken, records: () => { if (++asked > 1) throw new Error("the power went"); return broken.records(); } };
  await assert.rejects(restored(adminUrl, { cursor: middle }, failing), /power went/);
  await restored(adminUrl, { cursor: middle });
  const there = await checked(appUrl(adminUrl, second.appPassword));
  assert.deepEqual([there.faults, there.stateHash], [[], middleHash]);
  await assert.rejects(restored(adminUrl), /not empty/);
  await assert.rejects(inspectBackup(folder, "tiny", { cursor: "9999999-1" }, cityProjector(deadlines)), /reaches only/);
});

test("R11: one flipped byte anywhere in a backup is found and the file named; what is not whole is not taken for whole", async () => {
  const copy = join(home, "copy");
  cpSync(folder, copy, { recursive: true });
  let flips = 0;
  for (const part of readdirSync(copy)) {
    for (const name of readdirSync(join(copy, part))) {
      const path = join(copy, part, name);
      const bytes = readFileSync(path);
      const flipped = Buffer.from(bytes);
      const at = (flips * 7919) % bytes.length;
      flipped[at] = flipped[at]! ^ 1;
      writeFileSync(path, flipped);
      await assert.rejects(inspected(copy), { name: "BrokenBackup", file: join(part, name) }, `${part}/${name} byte ${at}`);
      writeFileSync(path, bytes);
      flips += 1;
    }
  }
  assert.equal(flips, 2 * (KEPT_TABLES.length + 2));
  mkdirSync(join(copy, "part-000003.writing"));
  assert.equal((await inspected(copy)).parts.length, 2);
  await assert.rejects(inspected(copy, "elsewhere"), /another city/);
  const path = join(copy, "part-000002", "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as PartManifest;
  writeFileSync(path, JSON.stringify({ ...manifest, version: 2 }));
  await assert.rejects(inspected(copy), /newer version/);
  const unknown = { ...manifest, migrations: [...manifest.migrations, { name: "9999-later.sql", checksum: "" }] };
  writeFileSync(path, manifestText({ ...unknown, hash: manifestHash(unknown) }));
  const adminUrl = await empty();
  await assert.rejects(restoreBackup({ folder: copy, city: "tiny", until: null, adminUrl, projector: cityProjector(deadlines) }), /newer/);
  renameSync(join(copy, "part-000001"), join(copy, "gone"));
  await assert.rejects(inspected(copy), /part-000001.*missing/);
});

test("R11: a backup goes on only where the database still holds its end; every table is kept or left out for a reason", async () => {
  const adminUrl = await empty();
  await restored(adminUrl, { cursor: middle });
  await assert.rejects(tocsin(adminUrl, "backup", folder, "--city", TEST_CITY), /begin a new folder/);
  const tables = await city.ledger.db.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'tocsin' order by 1");
  const named = [...KEPT_TABLES.map(({ name }) => name), ...Object.keys(LEFT_OUT)].sort();
  assert.deepEqual(named, tables.map(({ name }) => name).sort(), "say in edge/ledger/backup/tables.ts what a backup does with a new table");
  assert.ok(readdirSync(whole).includes("manifest.json"));
});

test("R11: check names what was altered in a database", async () => {
  const adminUrl = await empty();
  await restored(adminUrl);
  const url = appUrl(adminUrl, second.appPassword);
  const plant = async (statement: string): Promise<string[]> => {
    await sql(adminUrl, "set session_replication_role = replica", statement);
    return (await checked(url)).faults.map(({ where, what }) => `${where}: ${what}`);
  };
  const incident = `incident/${kept.incidentId}`;
  assert.deepEqual(await plant(`update tocsin.stream_state set state = state || '{"no": "X"}' where id = '${kept.incidentId}'`), [`${incident}: the stored state is not what the log gives`]);
  assert.match((await plant("delete from tocsin.timer")).join("\n"), /timer .*: missing/);
  assert.match((await plant("delete from tocsin.claim where resource = 'U1'")).join("\n"), /claim U1 .*: missing/);
  assert.match((await plant(`insert into tocsin.recommendation values ('R', 'NOWHERE', 0, '', '{}')`)).join("\n"), /recommendation R: of an incident that does not exist/);
  assert.match((await plant("update tocsin.audit set actor = 'somebody' where seq = 1")).join("\n"), /audit \d+-1: its hash does not fit/);
  assert.match((await plant(`update tocsin.event set at = at + 1 where id = '${kept.incidentId}' and version = 2`)).join("\n"), /event .*: its hash does not fit/);
  assert.match((await plant("delete from tocsin.seal where log = 'event' and n = 1")).join("\n"), /event .*: seal/);
});

test("X-13: no period is so short that a commit could bring back a key that was deleted a moment ago", () => {
  assert.ok(SHORTEST_KEPT_DAYS * DAY > 100 * FRESH_MS);
  for (const wrong of [0, 0.001, -1]) {
    assert.equal(Check(Retention, { callback: wrong, media: 1, rawInput: 1 }), false);
    assert.equal(Check(Agreement, { from: "2026-01-01", until: "2026-12-31", onward: false, keptDays: wrong }), false);
  }
});

test("X-13, R55: a backup of before a deletion brings nothing back: the restored server deletes it again before it serves", async () => {
  const { incidentId } = kept;
  const desk = await city.signIn("dispatcher");
  accepted(await desk.command("intake.cancel", { incidentId, reason: "误报" }));
  const approver = await city.signIn("commander");
  const { key, prefix } = await approver.makeKey("hospital", 30);
  assert.match(await tocsin(city.adminUrl, "backup", folder, "--city", TEST_CITY), /part 3/);
  const start = city.clock.now();
  city.clock.set(start + 180 * DAY);
  try {
    assert.deepEqual(await city.server.retention.run(), { callback: 2, media: 1, rawInput: 1 }, "the merged report's number goes with it");
  } finally {
    city.clock.set(start);
  }
  const boardBy = async (url: string): Promise<number> => (await fetch(`${url}${ROUTES.board}`, { headers: { authorization: `Bearer ${key}` } })).status;
  assert.equal(await boardBy(city.url), 200);
  await approver.revokeKey("hospital", prefix);
  const adminUrl = await empty();
  await restored(adminUrl);
  const left = async (query: (text: string) => Promise<Record<string, unknown>[]>): Promise<unknown[]> =>
    Object.values((await query("select (select count(*)::int from tocsin.data_key) as keys, (select count(*)::int from tocsin.media) as photos, (select count(*)::int from tocsin.raw_input) as raw"))[0]!);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  assert.deepEqual(await left(async (text) => (await client.query<Record<string, unknown>>(text)).rows), [4, 1, 1], "the backup has them, with the key of the picture");
  await client.end();
  const server = await serveCity(appUrl(adminUrl, second.appPassword), city.clock);
  try {
    assert.deepEqual(await left((text) => server.ledger.db.query(text)), [1, 0, 0], "what still runs is kept");
    const again = await signInAt(server.url, "dispatcher");
    const { reports } = await again.incident(incidentId);
    for (const { id } of reports) await assert.rejects(again.reveal(incidentId, { reportId: id, purpose: "CALL_BACK" }), /PERSONAL_DATA_DELETED/);
    const [row] = (await readAudit(server.ledger.db, undefined, { limit: 50 })).filter(({ entry }) => entry.name === "retention");
    assert.deepEqual(row?.entry["deleted"], { class: "again", days: null, count: 5 });
    assert.deepEqual([await boardBy(city.url), await boardBy(server.url)], [401, 401], "R50: nor a machine's key that was revoked since");
  } finally {
    await server.close();
  }
});
