import assert from "node:assert/strict";
import { before, beforeEach, test } from "node:test";
import type { StoredAccount } from "./identity-store.ts";
import { hashPassword } from "./passwords.ts";
import { openIdentity, type Identity, type Session } from "./sessions.ts";
import { storeInMemory } from "./store-in-memory.ts";

const HOUR = 3_600_000;
let passwordHash: string;
let clock: number;
let store: ReturnType<typeof storeInMemory>;
let identity: Identity;
let replays: string[];

const sessionOf = async (token: string): Promise<Session | null> => (await identity.sessionOf(token))?.session ?? null;

before(async () => {
  passwordHash = await hashPassword("right");
});
beforeEach(() => {
  clock = 1_000_000;
  store = storeInMemory();
  const account: StoredAccount = {
    id: "wang", name: "王", orgPath: "CITY.D01", grants: [{ role: "OFFICER", orgPath: "CITY.D01" }], unitId: "M1", lang: "zh-CN",
    passwordHash, disabled: false, passwordDue: false, passwordUntil: null,
  };
  store.accounts.set("wang", account);
  replays = [];
  identity = openIdentity(store, { now: () => clock, onReplay: ({ userId }) => void replays.push(userId) });
});

const desk = { address: "10.0.0.1" };

async function signedIn(): Promise<{ token: string; session: Session }> {
  const outcome = await identity.signIn("wang", "right", desk);
  assert.ok(outcome.ok);
  return outcome;
}

test("ORG-14: signing in gives a session with the account's grants; the token itself is stored nowhere", async () => {
  const { token, session } = await signedIn();
  assert.deepEqual(session, {
    id: session.id, locked: false, hasFactor: false, passwordDue: false, userId: "wang", name: "王", orgPath: "CITY.D01", grants: [{ role: "OFFICER", orgPath: "CITY.D01" }], unitId: "M1", lang: "zh-CN",
    endsAt: clock + 12 * HOUR,
  });
  assert.deepEqual(await sessionOf(token), session);
  assert.equal(Buffer.from(token, "base64url").length, 32);
  assert.equal(JSON.stringify([[...store.sessions], [...store.tokens]]).includes(token), false);
  for (const kept of [...store.sessions.keys(), ...store.tokens.keys()]) assert.equal(await sessionOf(kept), null, "what the table holds lets nobody in");
  for (const bad of ["", "x", token.slice(1), `${token}=`, "\u0000".repeat(43)]) assert.equal(await sessionOf(bad), null);
});

test("wrong password, unknown name, disabled account and one without password get the same answer", async () => {
  store.accounts.set("off", { ...store.accounts.get("wang")!, id: "off", disabled: true });
  store.accounts.set("none", { ...store.accounts.get("wang")!, id: "none", passwordHash: null });
  for (const [user, password] of [["wang", "wrong"], ["nobody", "right"], ["off", "right"], ["none", "right"], ["", ""]] as const) {
    assert.deepEqual(await identity.signIn(user, password, desk), { ok: false, reason: "WRONG" });
  }
  assert.equal((await identity.signIn(" wang ", "right", desk)).ok, true);
});

test("a session ends an hour after its last use, and twelve hours after sign-in in any case", async () => {
  const { token } = await signedIn();
  clock += HOUR - 1;
  assert.ok(await sessionOf(token), "used in the last moment");
  clock += HOUR;
  assert.equal(await sessionOf(token), null, "idle for an hour exactly");
  const second = await signedIn();
  const start = clock;
  while (clock < start + 12 * HOUR - HOUR / 2) {
    clock += HOUR / 2;
    if (clock < start + 12 * HOUR) assert.ok(await sessionOf(second.token));
  }
  clock = start + 12 * HOUR;
  assert.equal(await sessionOf(second.token), null);
  clock -= HOUR;
  assert.equal(await sessionOf(second.token), null, "what ended stays ended");
});

test("R50: signing out, a new sign-in in the same browser, and signing out everywhere end sessions at once", async () => {
  const first = await signedIn();
  const other = await signedIn();
  const renewed = await identity.signIn("wang", "right", { ...desk, previous: first.session.id });
  assert.ok(renewed.ok);
  assert.notEqual(renewed.token, first.token);
  assert.equal(await sessionOf(first.token), null);
  assert.ok(await sessionOf(other.token));
  await identity.signOut(other.session.id);
  assert.equal(await sessionOf(other.token), null);
  assert.ok(await sessionOf(renewed.token));
  await identity.signOutEverywhere("wang");
  assert.equal(await sessionOf(renewed.token), null);
  await identity.signOut("no token at all");
});

test("R50: a disabled account's sessions are worth nothing, changed grants count at once", async () => {
  const { token } = await signedIn();
  store.accounts.get("wang")!.grants = [];
  assert.deepEqual((await sessionOf(token))!.grants, []);
  store.accounts.get("wang")!.disabled = true;
  assert.equal(await sessionOf(token), null);
});

test("R49: guessing from one address is slowed down and cannot lock the same person out elsewhere", async () => {
  const attacker = { address: "203.0.113.9" };
  for (let n = 0; n < 5; n++) assert.deepEqual(await identity.signIn("wang", `guess ${n}`, attacker), { ok: false, reason: "WRONG" });
  assert.deepEqual(await identity.signIn("wang", "right", attacker), { ok: false, reason: "WAIT", retryAfterMs: 30_000 });
  assert.equal((await identity.signIn("wang", "right", desk)).ok, true, "the console is not locked");
  clock += 30_000;
  assert.deepEqual(await identity.signIn("wang", "guess", attacker), { ok: false, reason: "WRONG" });
  assert.deepEqual(await identity.signIn("wang", "guess", attacker), { ok: false, reason: "WAIT", retryAfterMs: 60_000 });
  clock += 60_000;
  assert.equal((await identity.signIn("wang", "right", attacker)).ok, true, "the right password after the wait clears it");
  assert.deepEqual(await identity.signIn("wang", "guess", attacker), { ok: false, reason: "WRONG" });
});

test("R49: a hundred guesses at the same moment are a hundred guesses", async () => {
  const outcomes = await Promise.all(Array.from({ length: 100 }, (_, n) => identity.signIn("wang", `guess ${n}`, { address: "203.0.113.9" })));
  assert.equal(outcomes.filter((o) => !o.ok && o.reason === "WRONG").length, 5);
});

test("R49: a device that signed in before keeps its own allowance while strangers, also behind the same address, guess at the account", async () => {
  const outcome = await identity.signIn("wang", "right", desk);
  assert.ok(outcome.ok);
  const { device } = outcome;
  for (let n = 0; n < 200; n++) await identity.signIn("wang", `guess ${n}`, { address: n % 2 ? desk.address : `203.0.113.${n}` });
  assert.equal((await identity.signIn("wang", "right", desk)).ok, false, "a stranger at that address waits");
  assert.equal((await identity.signIn("wang", "right", { ...desk, device })).ok, true, "the owner's device does not");
  const forged = await identity.signIn("wang", "right", { ...desk, device: "A".repeat(43) });
  assert.equal(forged.ok, false, "a mark that nobody was given counts for nothing");
  for (let n = 0; n < 5; n++) assert.deepEqual(await identity.signIn("wang", `guess ${n}`, { ...desk, device }), { ok: false, reason: "WRONG" });
  assert.deepEqual(await identity.signIn("wang", "right", { ...desk, device }), { ok: false, reason: "WAIT", retryAfterMs: 30_000 });
  store.accounts.set("li", { ...store.accounts.get("wang")!, id: "li" });
  assert.deepEqual((await identity.signIn("li", "wrong", { address: "198.51.100.7", device })), { ok: false, reason: "WRONG" }, "known to one account is not known to another");
});

test("a new password needs the old one and passes the rules; every session ends and a new one begins", async () => {
  const first = await signedIn();
  const other = await signedIn();
  const change = (current: string, next: string) => identity.changePassword("wang", current, next, { ...desk, device: "none" }, ["江城"]);
  assert.deepEqual(await change("wrong", "a long enough one"), { ok: false, reason: "WRONG" });
  assert.deepEqual(await change("right", "password2026!"), { ok: false, reason: "COMMON" });
  assert.ok(await sessionOf(first.token), "nothing has changed");
  assert.deepEqual(await change("right", "right"), { ok: false, reason: "SAME" });
  const done = await change("right", "修好的灯塔照着旧码头和海");
  assert.ok(done.ok);
  for (const { token } of [first, other]) assert.equal(await sessionOf(token), null);
  assert.ok(await sessionOf(done.token));
  assert.equal((await identity.signIn("wang", "right", desk)).ok, false);
  assert.equal((await identity.signIn("wang", "修好的灯塔照着旧码头和海", desk)).ok, true);
});

const ROTATE = 600_000;
/** A request of a client that takes what it is handed. */
async function ask(token: string): Promise<string> {
  const found = await identity.sessionOf(token, { renew: true });
  assert.ok(found, "the session lives");
  return found.renewed ?? token;
}

test("R50: the token changes while the session lives, and what is under way with the old one still counts", async () => {
  let { token } = await signedIn();
  const seen = new Set([token]);
  for (let n = 0; n < 20; n++) {
    clock += ROTATE;
    const next = await ask(token);
    assert.notEqual(next, token);
    assert.equal(await ask(token), token, "no second one for the requests beside it");
    await ask(next);
    clock += 59_999;
    assert.equal(await ask(token), token, "one that was on its way");
    token = next;
    seen.add(token);
  }
  assert.equal(seen.size, 21);
  assert.equal(store.sessions.size, 1);
  assert.deepEqual(replays, []);
});

test("R50: an answer that was lost signs nobody out, for hours", async () => {
  const { token } = await signedIn();
  for (let n = 0; n < 30; n++) {
    clock += ROTATE;
    assert.notEqual(await ask(token), token);
  }
  assert.ok(await sessionOf(token));
});

test("R50: a spent token that comes back ends the whole session, whoever used which, and is told", async () => {
  const thief = (await signedIn()).token;
  clock += ROTATE;
  const owner = await ask(thief);
  await ask(owner);
  clock += 60_000;
  assert.equal(await identity.sessionOf(thief, { renew: true }), null);
  assert.equal(await sessionOf(owner), null, "the family is over");
  assert.deepEqual(replays, ["wang"]);
  const victim = (await signedIn()).token;
  clock += ROTATE;
  await ask(await ask(victim));
  clock += 60_000;
  assert.equal(await sessionOf(victim), null, "the other way round: the owner's request uncovers the thief");
  assert.deepEqual(replays, ["wang", "wang"]);
});

test("R50: session fixation: a sign-in takes over no token and no session that was there before", async () => {
  const planted = await signedIn();
  const fresh = await identity.signIn("wang", "right", { ...desk, previous: planted.session.id, device: planted.token });
  assert.ok(fresh.ok);
  assert.notEqual(fresh.token, planted.token);
  assert.notEqual(fresh.session.id, planted.session.id);
  assert.equal(await sessionOf(planted.token), null);
});

test("a locked seat is known as locked, outlives an idle hour but not the shift, and opens by the password alone, which gives it a new token", async () => {
  let { token, session } = await signedIn();
  await identity.lock(session.id);
  assert.equal((await sessionOf(token))!.locked, true);
  clock += 3 * HOUR;
  assert.deepEqual(await identity.unlock(session, "wrong", desk), { ok: false, reason: "WRONG" });
  assert.deepEqual(await identity.unlock(session, undefined, desk), { ok: false, reason: "WRONG" });
  assert.equal((await sessionOf(token))!.locked, true);
  const opened = await identity.unlock(session, "right", desk);
  assert.ok(opened.ok && opened.token !== token);
  assert.equal((await sessionOf(opened.token))!.locked, false);
  clock += 60_000;
  assert.deepEqual([await sessionOf(token), await sessionOf(opened.token), replays], [null, null, ["wang"]], "whoever goes on by the token from before the lock has a copy");
  ({ token, session } = await signedIn());
  await identity.lock(session.id);
  clock += 12 * HOUR;
  assert.equal(await sessionOf(token), null);
  const again = await signedIn();
  await identity.lock(again.session.id);
  for (let n = 0; n < 6; n++) await identity.unlock(again.session, `guess ${n}`, { address: "203.0.113.9" });
  const slowed = await identity.unlock(again.session, "right", { address: "203.0.113.9" });
  assert.ok(!slowed.ok && slowed.reason === "WAIT", "guesses at the lock are guesses at the account");
});

test("R49: servers count guesses together; a known device and an honest sign-in are not slowed, and the latter writes nothing", async () => {
  const other = openIdentity(store, { now: () => clock });
  const guess = (at: Identity, user = "wang", address = "203.0.113.9") => at.signIn(user, "wrong", { address });
  const first = await identity.signIn("wang", "right", desk);
  assert.ok(first.ok);
  let writes = 0;
  const [count, forget] = [store.countGuess, store.forgetGuesses];
  store.countGuess = (...args) => (writes++, count(...args));
  store.forgetGuesses = (...args) => (writes++, forget(...args));
  assert.ok((await identity.signIn("wang", "right", desk)).ok);
  assert.equal(writes, 0);
  for (let n = 0; n < 5; n++) assert.deepEqual(await guess(n % 2 === 0 ? identity : other), { ok: false, reason: "WRONG" });
  for (const at of [identity, other, openIdentity(store, { now: () => clock })]) assert.equal((await guess(at) as { reason: string }).reason, "WAIT", "also at a server that has just started");
  assert.ok((await other.signIn("wang", "right", { ...desk, device: first.device })).ok, "its owner, where they have been before");
  assert.equal(JSON.stringify([...(await store.guessesBy(["wang", "203.0.113.9"], 0))]), "[]", "counted under hashes");
  clock += 2_000_000;
  assert.equal((await guess(other) as { reason: string }).reason, "WRONG", "forgotten in time");
});

test("V6.4.1: a password that an administrator gave opens nothing after three days", async () => {
  const given = (await identity.resetPassword("wang", "chief"))!;
  clock += 72 * HOUR - 1;
  assert.ok((await identity.signIn("wang", given, desk)).ok);
  clock += 1;
  assert.deepEqual(await identity.signIn("wang", given, desk), { ok: false, reason: "WRONG" });
});
