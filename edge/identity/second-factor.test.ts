import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import { hashPassword } from "./passwords.ts";
import { openIdentity, type From, type Identity } from "./sessions.ts";
import { storeInMemory } from "./store-in-memory.ts";
import { codeOf, stepOf } from "./totp.ts";

const STEP = 30_000;
const desk = { address: "10.0.0.1" };
let passwordHash: string;
let clock: number;
let store: ReturnType<typeof storeInMemory>;
let identity: Identity;

before(async () => {
  passwordHash = await hashPassword("right");
});
beforeEach(() => {
  clock = 1_000_000_020_000;
  store = storeInMemory();
  store.accounts.set("wang", { id: "wang", name: "王", orgPath: "CITY", grants: [], lang: "zh-CN", passwordHash, disabled: false, passwordDue: false, passwordUntil: null });
  identity = openIdentity(store, { now: () => clock });
});

/** What the owner's device shows: it knows the newest secret. */
const codeNow = (): string => codeOf((store.factors.get("wang")!.pending ?? store.factors.get("wang")!.secret)!, stepOf(clock));
const reasonOf = async (code?: string): Promise<string> => {
  const outcome = await identity.signIn("wang", "right", { ...desk, ...(code === undefined ? {} : { code }) });
  return outcome.ok ? "IN" : outcome.reason;
};

async function enrol(): Promise<readonly string[]> {
  await identity.factor.begin("wang", "警钟");
  const codes = await identity.factor.confirm("wang", codeNow());
  assert.ok(codes);
  clock += STEP;
  return codes;
}

test("GOV-02: a factor counts from its first right code on; then the password alone opens nothing", async () => {
  await identity.factor.begin("wang", "警钟");
  assert.equal(await identity.factor.confirm("wang", "000000"), null);
  assert.equal(await reasonOf(), "IN", "a secret that nobody confirmed asks nobody");
  await enrol();
  assert.equal(await reasonOf(), "CODE_NEEDED");
  assert.equal(await reasonOf("000000"), "CODE_WRONG");
  assert.equal(await reasonOf(codeNow()), "IN");
  assert.deepEqual(await identity.signIn("wang", "wrong", { ...desk, code: codeNow() }), { ok: false, reason: "WRONG" }, "without the password the code is not even looked at");
});

test("R50: a code counts once and within its thirty seconds, and the enrolling one is used up", async () => {
  await identity.factor.begin("wang", "警钟");
  const first = codeNow();
  assert.ok(await identity.factor.confirm("wang", first));
  assert.equal(await reasonOf(first), "CODE_WRONG");
  clock += STEP;
  const code = codeNow();
  assert.deepEqual((await Promise.all([reasonOf(code), reasonOf(code)])).sort(), ["CODE_WRONG", "IN"]);
  assert.equal(await reasonOf(first), "CODE_WRONG", "an older step after a younger one");
  const late = codeNow();
  clock += STEP;
  assert.equal(await reasonOf(late), "CODE_WRONG", "its time is over");
});

test("a recovery code of 140 bits counts once, however it is written; new ones replace the old", async () => {
  const codes = await enrol();
  assert.equal(new Set(codes).size, 10);
  assert.match(codes[0]!, /^([A-Z2-7]{4}-){6}[A-Z2-7]{4}$/);
  assert.ok(!JSON.stringify([...store.recovery]).includes(codes[0]!), "only hashes are kept");
  assert.equal(await reasonOf(codes[0]!.toLowerCase().replaceAll("-", " ")), "IN");
  assert.equal(await reasonOf(codes[0]), "CODE_WRONG");
  const fresh = await enrol();
  assert.equal(await reasonOf(codes[1]), "CODE_WRONG");
  assert.equal(await reasonOf(fresh[0]), "IN");
});

test("R50: who changes how an account is proved gives all of it once more; what is proved ends no session but spends its token", async () => {
  const first = await identity.signIn("wang", "right", desk);
  assert.ok(first.ok);
  const { session } = first;
  const proves = async (need: "ONE" | "ALL", password: string | undefined, from: Partial<From> = {}): Promise<string> => {
    const proof = await identity.proves(session, password, { ...desk, ...from }, need);
    return proof.ok ? "PROVED" : proof.reason;
  };
  assert.equal(await proves("ALL", "right"), "PROVED", "without a factor the password is all there is");
  const codes = await enrol();
  const mine = async (): Promise<string> => "wang";
  const others = async (): Promise<string> => "li";
  assert.deepEqual([await proves("ALL", "right"), await proves("ALL", "right", { code: "000000" }), await proves("ALL", "wrong", { code: codeNow() }), await proves("ALL", undefined, { code: codeNow() })], ["CODE_NEEDED", "CODE_WRONG", "WRONG", "WRONG"]);
  assert.deepEqual([await proves("ALL", undefined, { passkey: others }), await proves("ALL", "right", { passkey: others })], ["PASSKEY_WRONG", "CODE_WRONG"]);
  clock += 60_000;
  assert.deepEqual([await proves("ONE", "right"), await proves("ALL", "right", { code: codeNow() }), await proves("ALL", "right", { code: codes[0]! }), await proves("ALL", undefined, { passkey: mine })], Array<string>(4).fill("PROVED"));
  const elsewhere = await identity.signIn("wang", "right", { ...desk, code: codes[1]! });
  await identity.signOutElsewhere(session);
  assert.ok(elsewhere.ok && (await identity.sessionOf(elsewhere.token)) === null && (await identity.sessionOf(first.token)) !== null);
});

test("a password that an administrator gives anew opens its change alone, ends every session and leaves the factor", async () => {
  const first = await identity.signIn("wang", "right", desk);
  const [code] = await enrol();
  const given = (await identity.resetPassword("wang", "chief"))!;
  assert.match(given, /^([A-Z2-7]{4}-){4}[A-Z2-7]{4}$/);
  assert.ok(first.ok && (await identity.sessionOf(first.token)) === null);
  assert.equal(await reasonOf(), "WRONG", "the forgotten one");
  assert.equal((await identity.signIn("wang", given, desk)).ok, false, "the factor is asked for as before");
  const back = await identity.signIn("wang", given, { ...desk, code: code! });
  assert.ok(back.ok && back.session.passwordDue);
  const changed = await identity.changePassword("wang", given, "修好的灯塔照着旧码头和海", desk, []);
  assert.ok(changed.ok && !changed.session.passwordDue);
});

test("GOV-02: who gave a password cannot take the factor as well, nor the other way round: an administrator sits down at nobody's seat", async () => {
  await enrol();
  const seat = await identity.signIn("wang", "right", { ...desk, code: codeNow() });
  assert.equal(await identity.dropFactor("wang", "chief"), true);
  assert.ok(seat.ok && (await identity.sessionOf(seat.token)) === null);
  assert.equal(await identity.resetPassword("wang", "chief"), null);
  assert.ok((await identity.signIn("wang", "right", desk)).ok, "the password stays as it was");
  await enrol();
  assert.notEqual(await identity.resetPassword("wang", "chief"), null, "the owner has a factor again");
  assert.equal(await identity.dropFactor("wang", "chief"), false);
  assert.ok(store.factors.get("wang")?.secret, "and keeps it");
  assert.equal(await identity.dropFactor("wang", "another"), true);
});

test("R49: guesses at the code are slowed like guesses at the password", async () => {
  await enrol();
  const outcomes: string[] = [];
  for (let n = 0; n < 8; n++) outcomes.push(await reasonOf(String(n).padStart(6, "0")));
  assert.deepEqual(outcomes, [...Array<string>(5).fill("CODE_WRONG"), ...Array<string>(3).fill("WAIT")]);
});
