import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { readAudit } from "../audit.ts";
import { isTransient, type Db } from "../db.ts";
import { create, next } from "../sample-commits.ts";
import { openSecretFiles } from "../secret-file.ts";
import { openTestLedger, type TestLedger } from "../testing.ts";
import type { Commit } from "../types.ts";
import { noteDeletions, readMasterKeys, reapplyDeletions } from "./keys-folder.ts";
import { isSealed, seal, subjectOf, unseal } from "./sealed-text.ts";
import { deleteDue } from "./retention.ts";
import { openVault, rewrapKeys } from "./vault.ts";

let t: TestLedger;
let home: string;
before(async () => {
  t = await openTestLedger();
  home = await mkdtemp(join(tmpdir(), "tocsin-vault-"));
});
after(async () => {
  await t?.close();
  await rm(home, { recursive: true, force: true });
});

test("GOV-01: what is sealed opens to itself under its own key and subject alone, and shows nothing of what it holds", () => {
  fc.assert(fc.property(fc.string({ maxLength: 60 }), fc.uint8Array({ minLength: 32, maxLength: 32 }), (text, key) => {
    const sealed = seal(key, "I1", text);
    assert.ok(isSealed(sealed) && subjectOf(sealed) === "I1");
    assert.equal(unseal(key, sealed), text);
    assert.equal(seal(key, "I1", text), sealed, "the same number is the same text");
    assert.throws(() => unseal(randomBytes(32), sealed));
    assert.throws(() => unseal(key, sealed.replace("I1", "I2")), "moved to another incident");
    if (text.length > 3) assert.ok(!sealed.includes(text));
  }), { numRuns: 100 });
});

test("GOV-01, R55: a subject's key is made once on however many servers, opens nothing once it is deleted, and stays deleted when a backup brings it back", async () => {
  const master = await readMasterKeys(home, openSecretFiles(null));
  assert.deepEqual(await readMasterKeys(home, openSecretFiles(null)), master);
  const vaults = Array.from({ length: 8 }, () => openVault(t.ledger.db, master));
  const sealed = await Promise.all(vaults.map((vault) => vault.seal("I1", "13800001111")));
  assert.equal(new Set(sealed).size, 1);
  const other = await vaults[0]!.seal("I2", "13800001111");
  assert.notEqual(other.split(":")[2], sealed[0]!.split(":")[2], "between incidents nothing can be compared");
  assert.equal(await vaults[1]!.open(sealed[0]!), "13800001111");
  await assert.rejects(openVault(t.ledger.db, [randomBytes(32)]).open(sealed[0]!), "another master key");
  const [row] = await t.ledger.db.query<{ id: string; wrapped: Buffer }>("select id, wrapped from tocsin.data_key where subject = 'I1'");
  await noteDeletions(home, [{ what: "key", id: row!.id }]);
  assert.equal(await reapplyDeletions(t.ledger.db, home), 1);
  assert.equal(await vaults[2]!.open(sealed[0]!), null);
  await t.ledger.db.query("insert into tocsin.data_key (id, subject, wrapped) values ($1, 'I1', $2)", [row!.id, row!.wrapped]);
  assert.equal(await reapplyDeletions(t.ledger.db, home), 1, "as after a restore");
  assert.equal(await vaults[2]!.open(sealed[0]!), null);
  assert.equal(await vaults[0]!.open(other), "13800001111", "others stay");
});

test("GOV-01: the master key is followed by another: everything opens by both lines, is wrapped anew, and then opens without the old one", async () => {
  const { db } = t.ledger;
  const [older, newer] = [randomBytes(32), randomBytes(32)];
  const before = openVault(db, [older]);
  const sealed = await before.seal("M1", "13800001111");
  const picture = await before.sealBytes("media/M1", "P1", Buffer.from("picture"));
  const both = openVault(db, [newer, older]);
  assert.deepEqual([await both.open(sealed), String(await both.openBytes("media/M1", "P1", picture))], ["13800001111", "picture"]);
  assert.deepEqual(both.keyOutside("device of wang"), before.keyOutside("device of wang"), "what phones hold opens while the old line stands");
  await assert.rejects(openVault(db, [newer]).open(sealed), "not wrapped anew yet");
  assert.deepEqual([await rewrapKeys(db, [newer, older]), await rewrapKeys(db, [newer, older])], [2, 0], "each once; keys of others are left alone");
  const after = openVault(db, [newer]);
  assert.deepEqual([await after.open(sealed), String(await after.openBytes("media/M1", "P1", picture))], ["13800001111", "picture"]);
  await assert.rejects(before.open(sealed), "the old key opens nothing any more");
  assert.equal(await after.seal("M1", "13800001111"), sealed, "the subject's own key is the same");
  await db.query("delete from tocsin.data_key where subject like '%M1'");
});

test("X-13: a run that breaks at any step leaves the thing or its certificate, never neither; the next run goes on, and what was noted goes at the latest at the next start", async () => {
  const { db } = t.ledger;
  const vault = openVault(db, await readMasterKeys(home, openSecretFiles(null)));
  const run = (through: Db) => deleteDue({ db: through, keysDir: home, now: () => Date.now() + 400 * 86_400_000, actor: "SYSTEM", scope: ["CITY"], batch: 2 }, [{ name: "callback", days: 180 }]);
  await run(db);
  const certified = async (): Promise<number> => (await readAudit(db, undefined)).reduce((sum, { entry }) => sum + (entry["deleted"] as { count: number }).count, 0);
  const before = await certified();
  const sealed = await Promise.all(["K1", "K2", "K3"].map((subject) => vault.seal(subject, "13800001111")));
  const opened = () => Promise.all(sealed.map((text) => vault.open(text)));
  for (const step of ["merged_chain|hold_still", "delete from", "record_audit"]) {
    const broken: Db = { ...db, transaction: (work) => db.transaction((query) => work((text, values, name) => (new RegExp(step).test(text) ? Promise.reject(new Error("the power went")) : query(text, values, name)))) };
    await assert.rejects(run(broken), /power went/);
    assert.deepEqual(await opened(), Array(3).fill("13800001111"), step);
    assert.equal(await certified(), before, step);
  }
  assert.equal(await reapplyDeletions(db, home), 2, "the batch that had been noted");
  assert.deepEqual(await run(db), { callback: 1, media: 0, rawInput: 0 });
  assert.deepEqual(await opened(), [null, null, null]);
  assert.equal(await certified(), before + 1);
});

test("R7: a crash that takes a key with it costs no number: it is made again, and comes along with the commit that uses it", async () => {
  const { db } = t.ledger;
  const master = await readMasterKeys(home, openSecretFiles(null));
  const crash = (): Promise<unknown> => db.query("delete from tocsin.data_key where subject like 'R7%'");
  let crashes = 1;
  const crashing: Db = { ...db, safeQuery: async (text, values, name) => {
    const rows = await db.safeQuery<never>(text, values, name);
    if (name === "make_data_key" && crashes-- > 0) await crash();
    return rows;
  } };
  const vault = openVault(crashing, master);
  const sealed = await vault.seal("R7-1", "13800001111");
  assert.equal(await vault.open(sealed), "13800001111");
  await crash();
  assert.equal(await vault.open(sealed), null, "the commit has not come yet");
  const commit: Commit = { ...create("incident", "R7-1"), keys: [{ subject: "R7-1", wrapped: vault.fresh("R7-1")! }] };
  assert.equal((await t.ledger.commit(commit)).outcome, "committed");
  assert.equal(await openVault(db, master).open(sealed), "13800001111");
  await crash();
  assert.equal((await t.ledger.commitTogether([{ ...next("incident", "R7-1", 1), keys: commit.keys! }])).outcome, "committed");
  assert.equal(await openVault(db, master).open(sealed), "13800001111");
  crashes = Infinity;
  await assert.rejects(vault.seal("R7-2", "13800001111"), (error: unknown) => isTransient(error), "answered 503, and the same key makes the retry safe");
});

test("R24: numbers of one incident that are sealed at once ask for its key once; what is asked for later, and whatever is opened, asks anew", async () => {
  let looks = 0;
  const { db } = t.ledger;
  const counted: Db = { ...db, safeQuery: (text, values, name) => ((looks += name === "data_key" ? 1 : 0), db.safeQuery(text, values, name)) };
  const vault = openVault(counted, await readMasterKeys(home, openSecretFiles(null)));
  const first = await vault.seal("surge", "13800002222");
  looks = 0;
  const sealed = await Promise.all(Array.from({ length: 50 }, () => vault.seal("surge", "13800002222")));
  assert.deepEqual([new Set([first, ...sealed]).size, looks], [1, 1]);
  await vault.seal("surge", "13800002222");
  assert.equal(looks, 2);
  await db.query("delete from tocsin.data_key where subject = 'surge'");
  assert.deepEqual([await vault.open(first), looks], [null, 3]);
});
