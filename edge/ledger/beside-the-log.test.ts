import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";
import { endKnownPasswords, findAccount, givePassword, listAccounts, setPassword, setDisabled, upsertAccounts } from "./accounts.ts";
import { addEmergency, answerEmergency, endEmergency, endOverdueEmergencies, reviewEmergency, runningEmergencies } from "./emergency-access.ts";
import { UnconfirmedCommit } from "./db.ts";
import { keepMedia, mediaOf, openMedia, sealClearMedia } from "./media.ts";
import { dropTrackBefore, keepPositions, keepTrack, lastPositions, trackOf, type Position } from "./positions.ts";
import { findRecommendation, keepRecommendation, recommendationsOf } from "./recommendations.ts";
import { addSession, addToken, dropSessionsBefore, findSession, heldSessions, listSessions, lockSession, revokeSession, takeUpToken, touchSession, usersSeenSince } from "./sessions.ts";
import { countGuess, dropGuessesBefore, forgetGuesses, guessesBy } from "./guesses.ts";
import { keepTalkOffer, takeTalkOffers } from "./talk-offers.ts";
import { addPasskey } from "./passkeys.ts";
import { confirmFactor, dropFactor, findFactor, keepPending } from "./second-factors.ts";
import { openVault, type Vault } from "./personal/vault.ts";
import { openTestLedger, type TestLedger } from "./testing.ts";

let t: TestLedger;
let vault: Vault;
before(async () => {
  t = await openTestLedger();
  vault = openVault(t.ledger.db, [randomBytes(32)]);
});
after(() => t?.close());

const at = (unitId: string, time: number, lon = 100): Position => ({ unitId, at: time, receivedAt: time + 5, lon, lat: 30, source: "gps" });

test("R20: of positions the newest by measured time stays, however they arrive", async () => {
  const { db } = t.ledger;
  assert.deepEqual((await keepPositions(db, [at("U1", 100), at("U2", 50), at("U1", 200, 101)])).sort(), ["U1", "U2"]);
  assert.deepEqual(await keepPositions(db, [at("U1", 150), { ...at("U2", 60), speed: 3.5, heading: 90, accuracyM: 4 }]), ["U2"]);
  assert.deepEqual(await lastPositions(db, ["U1"]), [at("U1", 200, 101)]);
  assert.deepEqual((await lastPositions(db)).find((p) => p.unitId === "U2"), { ...at("U2", 60), speed: 3.5, heading: 90, accuracyM: 4 });
  assert.deepEqual(await keepPositions(db, []), []);
});

test("the same units from many writers at once: no deadlock, the newest stays", async () => {
  const units = Array.from({ length: 20 }, (_, n) => `W${n}`);
  await Promise.all(Array.from({ length: 15 }, (_, n) =>
    keepPositions(t.ledger.db, (n % 2 ? units : units.toReversed()).map((unit) => at(unit, 1_000 + n)))));
  assert.deepEqual(new Set((await lastPositions(t.ledger.db, units)).map((p) => p.at)), new Set([1_014]));
});

test("tracks are thinned to one point per interval and deleted when due", async () => {
  const { db } = t.ledger;
  await keepTrack(db, [at("T1", 1_000), at("T1", 9_000, 101), at("T1", 11_000, 102)], 10_000);
  await keepTrack(db, [at("T1", 12_000, 103), at("T1", 25_000, 104)], 10_000);
  assert.deepEqual(await trackOf(db, "T1", 0, 1e6), [0, 10_000, 20_000].map((time, n) => ({ at: time, lon: [100, 102, 104][n]!, lat: 30 })));
  assert.equal(await dropTrackBefore(db, 20_000), 2);
  assert.equal((await trackOf(db, "T1", 0, 1e6)).length, 1);
});

test("DSP-02: a recommendation is kept as it was first made", async () => {
  const { db } = t.ledger;
  const made = { id: "R1", incidentId: "I1", at: 5, checksum: "c", body: { ranked: [1, 2], text: "x\u0000" } };
  await keepRecommendation(db, made);
  await keepRecommendation(db, { ...made, checksum: "changed" });
  await keepRecommendation(db, { ...made, id: "R2", at: 6 });
  assert.deepEqual(await findRecommendation(db, "R1"), { ...made, body: { ranked: [1, 2], text: "x\\u0000" } });
  assert.deepEqual((await recommendationsOf(db, "I1")).map((r) => r.id), ["R2", "R1"]);
  assert.equal(await findRecommendation(db, "none"), null);
});

test("R54, GOV-01: media lie sealed under the key of their incident's pictures; what lay in clear is sealed; a key that did not stay keeps nothing", async () => {
  const { db } = t.ledger;
  const bytes = Buffer.from("a face in the light of the street");
  const kept = async (id: string): Promise<Buffer> => (await db.query<{ bytes: Buffer }>("select bytes from tocsin.media where id = $1", [id]))[0]!.bytes;
  await keepMedia(db, vault, { id: "S1", mime: "image/png", bytes, incidentId: "S", at: 1 });
  assert.ok(!(await kept("S1")).includes(bytes));
  await db.query("insert into tocsin.media (id, hash, mime, bytes, incident_id, at) select 'S' || n, hash, mime, $1, incident_id, at from tocsin.media, generate_series(10, 22) n where id = 'S1'", [bytes]);
  assert.deepEqual(await openMedia(db, vault, "S10"), bytes, "from before, in clear");
  assert.deepEqual([await sealClearMedia(db, vault), await sealClearMedia(db, vault)], [13, 0]);
  for (const id of ["S1", "S10", "S22"]) assert.deepEqual([await openMedia(db, vault, id), (await kept(id)).includes(bytes)], [bytes, false], id);
  await db.query("update tocsin.media set bytes = (select bytes from tocsin.media where id = 'S10') where id = 'S11'");
  await assert.rejects(openMedia(db, vault, "S11"), "one picture in place of another");
  await db.query("delete from tocsin.data_key where subject = 'media/S'");
  assert.equal(await openMedia(db, vault, "S1"), null, "its key has been deleted");
  const crashed = { ...vault, sealBytes: async (...given: Parameters<Vault["sealBytes"]>) => vault.sealBytes(...given).finally(() => db.query("delete from tocsin.data_key where subject = 'media/S'")) };
  await assert.rejects(keepMedia(db, crashed, { id: "S2", mime: "image/png", bytes, incidentId: "S", at: 1 }), UnconfirmedCommit, "sent again by the phone");
  assert.equal(await keepMedia(db, vault, { id: "S2", mime: "image/png", bytes, incidentId: "S", at: 1 }), (await mediaOf(db, "S"))[0]!.hash);
  assert.deepEqual(await openMedia(db, vault, "S2"), bytes);
});

test("media: stored once under an id, bound to its bytes", async () => {
  const { db } = t.ledger;
  const photo = { id: "P1", mime: "image/jpeg", bytes: Buffer.from([1, 0, 255]), incidentId: "I1", at: 7 };
  const hash = await keepMedia(db, vault, photo);
  assert.equal(await keepMedia(db, vault, photo), hash);
  await assert.rejects(keepMedia(db, vault, { ...photo, bytes: Buffer.from([2]) }), /other bytes/);
  assert.deepEqual(await mediaOf(db, "I1"), [{ id: "P1", hash, mime: "image/jpeg", incidentId: "I1", at: 7 }]);
  assert.deepEqual(await openMedia(db, vault, "P1"), photo.bytes);
  assert.equal(await openMedia(db, vault, "none"), null);
});

test("accounts: loaded again and again, the password stays unless given; disabling ends sessions", async () => {
  const { db } = t.ledger;
  const account = { id: "wang", name: "王", orgPath: "CITY.D01", grants: [{ role: "DISPATCHER", orgPath: "CITY.D01" }], unitId: "M1", lang: "zh-CN" };
  await upsertAccounts(db, [{ ...account, passwordHash: "h1" }, { ...account, id: "li", passwordHash: null }]);
  await upsertAccounts(db, [{ ...account, name: "王队", passwordHash: null }]);
  assert.deepEqual(await findAccount(db, "wang"), { ...account, name: "王队", passwordHash: "h1", disabled: false, passwordDue: false, passwordUntil: null });
  assert.equal((await listAccounts(db)).length, 2);
  const session = (id: string, at: number) => ({ id, userId: "wang", address: "10.0.0.1", createdAt: at, usedAt: at, lockedAt: null });
  await addSession(db, session("s1", 1), "t1");
  await touchSession(db, "s1", 9);
  await touchSession(db, "s1", 5);
  const found = await findSession(db, "t1");
  assert.deepEqual(found!.session, { ...session("s1", 1), usedAt: 9 });
  assert.deepEqual(found!.account, { ...account, name: "王队", passwordHash: "h1", disabled: false, passwordDue: false, passwordUntil: null });
  assert.equal(await setDisabled(db, "wang", true, 10), true);
  assert.equal(await findSession(db, "t1"), null);
  await setDisabled(db, "wang", false, 11);
  assert.equal(await findSession(db, "t1"), null, "an ended session stays ended");
  await addSession(db, session("s2", 20), "t2");
  await revokeSession(db, "s2", 21);
  assert.equal(await findSession(db, "t2"), null);
  assert.equal(await dropSessionsBefore(db, 20), 1);
});

test("R58: passwords of a demo, and those that are named, are taken away with their sign-ins; one that its owner chose stays", async () => {
  const { db } = t.ledger;
  const account = (id: string, more: object) => ({ id, name: id, orgPath: "CITY", grants: [], lang: "zh-CN", passwordHash: "known", ...more });
  await upsertAccounts(db, [account("demo1", { passwordKnown: true }), account("demo2", { passwordKnown: true }), account("older", {}), account("own", {})]);
  await addSession(db, { id: "demo-session", userId: "demo1", address: "", createdAt: 1, usedAt: 1, lockedAt: null }, "demo-token");
  await setPassword(db, "demo2", "chosen");
  assert.deepEqual(await endKnownPasswords(db, [{ id: "older", passwordHash: "known" }, { id: "own", passwordHash: "another" }], 9), ["demo1", "older"]);
  assert.deepEqual(await Promise.all(["demo1", "demo2", "older", "own"].map(async (id) => (await findAccount(db, id))!.passwordHash)), [null, "chosen", null, "known"]);
  assert.equal(await findSession(db, "demo-token"), null);
  assert.equal(await givePassword(db, "own", "given", 77, "chief"), true);
  assert.deepEqual((({ passwordDue, passwordUntil }) => [passwordDue, passwordUntil])((await findAccount(db, "own"))!), [true, 77]);
});

test("R49: failed tries are counted by many servers at once, forgotten in time, and cleared", async () => {
  const { db } = t.ledger;
  await Promise.all(Array.from({ length: 10 }, (_, n) => countGuess(db, n % 2 === 0 ? ["a", "b"] : ["b", "a"], 1_000 + n, 0)));
  assert.deepEqual((await guessesBy(db, ["a", "b", "c"], 0)).map(({ key, count, lastAt }) => [key, count, lastAt]).sort(), [["a", 10, 1_009], ["b", 10, 1_009]]);
  assert.deepEqual(await guessesBy(db, ["a"], 1_010), []);
  await countGuess(db, ["a"], 5_000, 2_000);
  assert.equal((await guessesBy(db, ["a"], 0))[0]!.count, 1);
  await forgetGuesses(db, ["a"]);
  assert.equal(await dropGuessesBefore(db, 1_010), 1);
});

test("R50: a session's tokens: the first use of the next spends the last, a locked seat is no seat that is manned", async () => {
  const { db } = t.ledger;
  await addSession(db, { id: "r1", userId: "li", address: "10.0.0.2", createdAt: 100, usedAt: 100, lockedAt: null }, "a");
  await addToken(db, "r1", "b", 110);
  assert.deepEqual((await findSession(db, "a"))!.token, { mintedAt: 100, usedAt: 100, spentAt: null, nextMintedAt: 110 });
  await takeUpToken(db, "r1", "b", 120);
  await takeUpToken(db, "r1", "b", 130);
  assert.deepEqual((await findSession(db, "a"))!.token, { mintedAt: 100, usedAt: 100, spentAt: 120, nextMintedAt: null });
  assert.deepEqual((await findSession(db, "b"))!.token, { mintedAt: 110, usedAt: 120, spentAt: null, nextMintedAt: null });
  const since = { createdAt: 50, usedAt: 90, touchedBefore: 1_000 };
  assert.deepEqual(await heldSessions(db, ["r1", "none", "s1"], 140, since), ["r1"]);
  assert.deepEqual([(await findSession(db, "b"))!.session.usedAt, await usersSeenSince(db, 140)], [140, ["li"]]);
  await lockSession(db, "r1", 150);
  assert.deepEqual(await heldSessions(db, ["r1"], 160, { ...since, usedAt: 155 }), ["r1"], "locked, and kept");
  assert.deepEqual([(await findSession(db, "b"))!.session.usedAt, await usersSeenSince(db, 140)], [140, []], "asking for a locked one is no use of it");
  assert.deepEqual((await listSessions(db, { createdAt: 50, usedAt: 155 }, "li")).map(({ id, lockedAt }) => [id, lockedAt]), [["r1", 150]]);
  assert.deepEqual(await listSessions(db, { createdAt: 50, usedAt: 1 }, "wang"), []);
});

test("R53: the table itself lets nobody approve or review their own emergency access, lengthen, widen or revive one, nor ask for two at a time", async () => {
  const { db } = t.ledger;
  await upsertAccounts(db, ["asker", "second", "third"].map((id) => ({ id, name: id, orgPath: "CITY", grants: [], lang: "zh-CN", passwordHash: null })));
  const wish = { account: "asker", role: "DISPATCHER", orgPath: "CITY.D01", reason: "大桥事故", minutes: 10, atOnce: false, askedAt: 1_000 };
  const asked = await Promise.all(["e1", "e2", "e3"].map((id) => addEmergency(db, { ...wish, id }, 0)));
  assert.deepEqual(asked.toSorted(), ["added", "open", "open"], "of three at the same moment one is kept");
  const id = ["e1", "e2", "e3"][asked.indexOf("added")]!;
  assert.equal(await answerEmergency(db, id, "asker", 2_000, 0, true), null);
  const refused = (sql: string): Promise<void> => assert.rejects(db.query(sql.replace("ID", `'${id}'`)), /check|permission denied|settled/);
  await refused("update tocsin.emergency_access set answered_by = 'asker', answered_at = 2000, starts_at = 2000, ends_at = 602000 where id = ID");
  await refused("update tocsin.emergency_access set starts_at = 2000, ends_at = 602000 where id = ID");
  assert.equal((await answerEmergency(db, id, "second", 2_000, 0, true))?.endsAt, 602_000);
  for (const change of ["starts_at = 3000, ends_at = 603000", "ends_at = 900000", "minutes = 60", "role = 'SYS_ADMIN'", "org_path = 'CITY'", "account = 'third'", "answered_by = 'third'"]) await refused(`update tocsin.emergency_access set ${change} where id = ID`);
  await refused("delete from tocsin.emergency_access where id = ID");
  assert.deepEqual((await runningEmergencies(db, 601_999)).map((one) => one.id), [id]);
  assert.deepEqual(await runningEmergencies(db, 602_000), []);
  assert.equal(await reviewEmergency(db, id, "third", 602_000, "JUSTIFIED", "x"), null, "not before its end is written down");
  assert.deepEqual((await endOverdueEmergencies(db, 700_000)).map(({ endedAt }) => endedAt), [602_000]);
  assert.deepEqual(await runningEmergencies(db, 5_000), [], "a clock that goes back revives nothing");
  assert.equal(await endEmergency(db, id, "asker", 3_000), null);
  for (const by of ["asker", "second"]) assert.equal(await reviewEmergency(db, id, by, 800_000, "JUSTIFIED", "x"), null);
  assert.equal((await reviewEmergency(db, id, "third", 800_000, "NOT_JUSTIFIED", "无此必要"))?.verdict, "NOT_JUSTIFIED");
  await refused("update tocsin.emergency_access set verdict = 'JUSTIFIED' where id = ID");
});

test("CMD-03: no more hear a burst at once than its speaker can send to, and desks leave room for the crews of the room", async () => {
  const { db } = t.ledger;
  let no = 0;
  const offer = (burst: string, key: string | null, most = { all: 5, seats: 2 }): Promise<boolean> => keepTalkOffer(db, burst, { id: `${burst}${(no += 1)}`, key, offer: "v=0" }, most, 1_000);
  const taken: boolean[] = [];
  for (const key of ["seat/DISPATCHER@CITY", null, "seat/DUTY_COMMANDER@CITY", "unit/U1", "unit/U2", null, "unit/U3", "unit/U4"]) taken.push(await offer("B1", key));
  assert.deepEqual(taken, [true, true, false, true, true, false, true, false]);
  assert.equal(await offer("B2", null), true, "each burst counts for itself");
  assert.deepEqual((await takeTalkOffers(db, "B1")).map(({ key }) => key ?? "").toSorted(), ["", "seat/DISPATCHER@CITY", "unit/U1", "unit/U2", "unit/U3"]);
  assert.deepEqual(await takeTalkOffers(db, "B1"), [], "handed out once");
  await keepTalkOffer(db, "B3", { id: "late", key: null, offer: "v=0" }, { all: 5, seats: 2 }, 200_000);
  assert.equal(await offer("B1", null), true, "what is two minutes old has gone");
});

test("GOV-02: whoever gave the password does not take the factor, nor the other way round, until the owner has one again; two at the same moment neither", async () => {
  const { db } = t.ledger;
  const account = (id: string) => ({ id, name: id, orgPath: "CITY", grants: [], lang: "zh-CN", passwordHash: "own" });
  const enrol = async (id: string): Promise<void> => {
    await keepPending(db, id, Buffer.alloc(20, 1));
    await confirmFactor(db, id, 1, []);
  };
  const passkey = (userId: string) => ({ id: `key of ${userId}`, userId, rpId: "localhost", publicKey: Buffer.alloc(4), counter: 0, transports: [], name: "", madeAt: 1 });
  await upsertAccounts(db, ["gave", "took", "keyed", "bare", "raced"].map(account));
  for (const id of ["gave", "took", "raced"]) await enrol(id);
  assert.deepEqual([await givePassword(db, "gave", "given", 9, "chief"), await dropFactor(db, "gave", "chief"), (await findFactor(db, "gave"))?.secret?.length], [true, false, 20]);
  await setPassword(db, "gave", "chosen");
  assert.equal(await dropFactor(db, "gave", "chief"), true, "the owner has chosen one since");
  assert.deepEqual([await dropFactor(db, "took", "chief"), await givePassword(db, "took", "given", 9, "chief"), await givePassword(db, "took", "given", 9, "another")], [true, false, true]);
  await setPassword(db, "took", "chosen");
  assert.equal(await givePassword(db, "took", "given", 9, "chief"), false, "a chosen password is no factor");
  await enrol("took");
  assert.equal(await givePassword(db, "took", "given", 9, "chief"), true, "the owner has a factor again");
  await addPasskey(db, passkey("keyed"));
  assert.deepEqual([await dropFactor(db, "keyed", "chief"), await givePassword(db, "keyed", "given", 9, "chief")], [true, false]);
  await addPasskey(db, passkey("keyed"));
  assert.deepEqual([await givePassword(db, "keyed", "given", 9, "chief"), await dropFactor(db, "bare", "chief"), await givePassword(db, "bare", "given", 9, "chief")], [true, true, true], "a passkey is a factor; where there was none nothing was taken");
  await upsertAccounts(db, [{ ...account("keyed"), passwordHash: "of the operator's file" }]);
  assert.equal(await dropFactor(db, "keyed", "chief"), true, "the operator is another hand");
  const raced = await Promise.all([givePassword(db, "raced", "given", 9, "chief"), dropFactor(db, "raced", "chief")]);
  assert.equal(raced.filter(Boolean).length, 1);
});
