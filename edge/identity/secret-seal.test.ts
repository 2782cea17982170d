import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { openSecondFactor } from "./second-factor.ts";
import { sealAnew, sealedFactors } from "./sealed-factors.ts";
import { openSeal } from "./secret-seal.ts";
import { storeInMemory } from "./store-in-memory.ts";
import { codeOf, stepOf } from "./totp.ts";

const [first, second] = [randomBytes(32), randomBytes(32)];
const secret = Buffer.from("12345678901234567890");

test("a sealed secret is opened for its account, by a key that the server has, and with every bit as it was", () => {
  const seal = openSeal([first]);
  const sealed = seal.seal(secret, "wang");
  assert.equal(sealed.includes(secret), false);
  assert.notDeepEqual(seal.seal(secret, "wang"), sealed, "never the same bytes twice");
  assert.deepEqual(seal.open(sealed, "wang"), secret);
  assert.throws(() => seal.open(sealed, "li"), "moved to another account's row");
  assert.throws(() => openSeal([second]).open(sealed, "wang"), /second-factors/);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    // The first byte says whether it is sealed at all: without it the bytes are no secret that fits.
    if (at === 0) assert.notDeepEqual(seal.open(changed, "wang"), secret);
    else assert.throws(() => seal.open(changed, "wang"), `byte ${at}`);
  }
  for (const wrong of [[], [randomBytes(31)], [first, randomBytes(33)]]) assert.throws(() => openSeal(wrong), RangeError);
});

test("GOV-02: a new key put first seals everything anew, what lay readable before too; the old one can then go", async () => {
  const store = storeInMemory();
  const now = (): number => 1_000_000_000_000;
  const rows = {
    listFactors: async () => [...store.factors].map(([userId, { secret: kept, pending }]) => ({ userId, secret: kept, pending })),
    replaceFactor: async (userId: string, _before: unknown, after: { secret: Uint8Array | null; pending: Uint8Array | null }) => void store.factors.set(userId, { ...store.factors.get(userId)!, ...after }),
  };
  await store.keepPending("old", secret);
  await openSecondFactor(store, now).confirm("old", codeOf(secret, stepOf(now())));
  assert.ok(Buffer.from(store.factors.get("old")!.secret!).equals(secret), "readable, as it was before there were keys");
  assert.deepEqual(await sealAnew(rows, openSeal([first])), { changed: 1, closed: [] });
  const sealed = sealedFactors(store, openSeal([first]));
  const factor = openSecondFactor(sealed, now);
  await factor.begin("new", "警钟");
  const begun = Buffer.from((await sealed.findFactor("new"))!.pending!);
  assert.equal(begun.length, 20);
  assert.ok(await factor.confirm("new", codeOf(begun, stepOf(now()))));
  for (const { secret: kept, pending } of store.factors.values()) for (const bytes of [kept, pending]) assert.ok(bytes === null || bytes.length > 40, "nothing readable is left");
  assert.deepEqual(await sealAnew(rows, openSeal([second, first])), { changed: 2, closed: [] });
  assert.deepEqual(await sealAnew(rows, openSeal([second, first])), { changed: 0, closed: [] });
  const after = openSecondFactor(sealedFactors(store, openSeal([second])), () => now() + 60_000);
  assert.equal(await after.takes("new", codeOf(begun, stepOf(now() + 60_000))), true);
  const lost = openSeal([randomBytes(32)]);
  assert.deepEqual((await sealAnew(rows, lost)).closed.sort(), ["new", "old"], "a lost key is named, and changes nothing");
  const shut = sealedFactors(store, lost);
  assert.ok((await shut.findFactor("old"))?.secret, "the factor is still there");
  assert.equal(await openSecondFactor(shut, () => now() + 60_000).takes("old", codeOf(secret, stepOf(now() + 60_000))), false);
  assert.equal(await after.takes("old", codeOf(secret, stepOf(now() + 60_000))), true);
});
