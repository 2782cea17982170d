import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { memorySafe, sealedSafe, type Edit, type Keys, type Row, type Rows, type Safe } from "./safe.ts";
import { keyOf, newKey, seal, unseal, type Key } from "./sealed.ts";

/** What an IndexedDB would hold; Node has none. */
class Disk implements Rows {
  keys: Keys = {};
  rows: Row[] = [];
  async read(kind?: string, id?: string) {
    return { keys: this.keys, rows: this.rows.filter((row) => (kind === undefined || row.kind === kind) && (id === undefined || row.id === id)) };
  }
  async write({ puts = [], drops = [], keys }: Parameters<Rows["write"]>[0]) {
    const gone = new Set([...puts, ...drops].map(({ kind, id }) => `${kind} ${id}`));
    this.rows = [...this.rows.filter(({ kind, id }) => !gone.has(`${kind} ${id}`)), ...puts];
    if (keys) this.keys = keys;
  }
  /** Everything that lies there, as somebody would find it who reads the browser's files. */
  dump(): Buffer {
    return Buffer.concat(this.rows.flatMap(({ nonce, bytes, ...clear }) => [Buffer.from(JSON.stringify(clear)), Buffer.from(nonce), Buffer.from(bytes)]));
  }
}

const accountKey = (): Promise<Key> => keyOf(randomBytes(32).toString("base64url"));
const note = (id: string, of: string | null, text: string, parts: readonly Blob[] = []): Edit => ({ keep: { kind: "note", id, of, head: { text }, parts } });
const said = async (safe: Safe): Promise<unknown[]> => (await safe.all("note")).map(({ head }) => (head as { text: string }).text).sort();

/** A window of the app over what lies on the disk. */
function open(disk: Disk): Safe & { readonly told: number[] } {
  let last: Promise<unknown> = Promise.resolve();
  const told: number[] = [];
  return { ...sealedSafe(disk, (work) => { const next = last.then(work); last = next.catch(() => undefined); return next; }, (count) => void told.push(count)), told };
}

test("X-07: what is sealed opens whole, with its pictures, under its own key and purpose alone; no script reads a key back (ASVS V14.3.3)", async () => {
  const key = await accountKey();
  const picture = randomBytes(70_000);
  const sealed = await seal(key, "u4 a1", { text: "现场有两名伤者" }, [new Blob([picture], { type: "image/jpeg" }), new Blob([])]);
  assert.ok(!Buffer.from(sealed.bytes).includes("伤者"));
  const { head, rest } = await unseal(key, "u4 a1", sealed);
  assert.deepEqual([head, Buffer.from(rest).equals(picture)], [{ text: "现场有两名伤者" }, true]);
  await assert.rejects(unseal(key, "u5 a1", sealed));
  await assert.rejects(unseal(key, "u4 a1", { ...sealed, bytes: sealed.bytes.slice(1) }));
  await assert.rejects(unseal(await accountKey(), "u4 a1", sealed));
  for (const each of [key, await newKey()]) await assert.rejects(crypto.subtle.exportKey("raw", each));
});

test("X-07, R50: a safe gives back after a reload all that it was given; after the sign-in what was only seen is gone for good, and what was done opens to its own account alone", async () => {
  const disk = new Disk();
  const key = await accountKey();
  await open(disk).change(note("early", "u4", "签到前做的"), note("order", null, "建设路2号"));
  await open(disk).own("u4", async () => key);
  await open(disk).change(note("act", "u4", "已到达", [new Blob(["照片"])]), note("gone", "u4", "撤回"));
  await open(disk).change({ drop: { kind: "note", id: "gone" } });
  const after = open(disk);
  assert.deepEqual(await said(after), ["已到达", "建设路2号", "签到前做的"]);
  assert.equal(new TextDecoder().decode((await after.get("note", "act"))?.rest), "照片");
  for (const word of ["建设路", "到达", "照片", "签到"]) assert.ok(!disk.dump().includes(word), word);
  const copied = disk.rows;

  await after.leave();
  assert.deepEqual([disk.keys, disk.rows.map(({ id }) => id).sort()], [{}, ["act", "early"]]);
  assert.deepEqual(await said(open(disk)), []);
  const another = open(disk);
  await another.own("u5", accountKey);
  await another.change(note("theirs", "u5", "别人的"));
  assert.deepEqual(await said(another), ["别人的"]);
  await another.leave();
  // Even with what somebody had copied before.
  disk.rows = [...copied, ...disk.rows.filter(({ id }) => id === "theirs")];
  const back = open(disk);
  await back.own("u4", async () => key);
  assert.deepEqual(await said(back), ["已到达", "签到前做的"]);
  assert.deepEqual(back.told, [1], "the order of before cannot be opened by anybody");
});

test("X-07: an act is kept though its account's key never came, and is sealed under that as soon as it comes; a new key of the account takes over from the old", async () => {
  const disk = new Disk();
  const first = open(disk);
  await first.change(note("act", "u4", "求助"), note("order", null, "建设路2号"));
  await first.leave();
  assert.deepEqual(await said(open(disk)), ["求助"]);
  const [one, two] = [await accountKey(), await accountKey()];
  const next = open(disk);
  await next.own("u4", async () => one);
  await next.own("u4", async () => two);
  await next.leave();
  assert.deepEqual(disk.keys, {});
  const back = open(disk);
  await back.own("u4", async () => two);
  assert.deepEqual([await said(back), back.told], [["求助"], []]);
});

test("what does not open is told and dropped; under an account's key it stays, since the server may have that key again", async () => {
  const disk = new Disk();
  const key = await accountKey();
  const safe = open(disk);
  await safe.own("u4", async () => key);
  await safe.change(note("act", "u4", "已到达"), note("order", null, "建设路2号"), note("broken", null, "坏了"));
  disk.rows = disk.rows.map((row) => (row.id === "broken" ? { ...row, bytes: row.bytes.slice(2) } : row));
  assert.deepEqual([await said(safe), safe.told, disk.rows.length], [["已到达", "建设路2号"], [1], 2]);
  await safe.leave();
  const strange = open(disk);
  await strange.own("u4", accountKey);
  assert.deepEqual([await said(strange), strange.told, disk.rows.length], [[], [1], 1]);
  await strange.own("u4", async () => key);
  assert.deepEqual(await said(strange), ["已到达"]);
});

test("without a cipher all is kept as long as the page alone, and each account's own is shown to it alone", async () => {
  const safe = memorySafe();
  await safe.own("u4", accountKey);
  await safe.change(note("act", "u4", "已到达", [new Blob(["照片"])]), note("order", null, "建设路2号"));
  assert.deepEqual([safe.lasts, await said(safe)], [false, ["已到达", "建设路2号"]]);
  await safe.leave();
  await safe.own("u5", accountKey);
  assert.deepEqual(await said(safe), []);
  await safe.own("u4", accountKey);
  assert.equal(new TextDecoder().decode((await safe.get("note", "act"))?.rest), "照片");
});
