import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { TALK_LISTENERS_MOST } from "@tocsin/contract/command/room-limits.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { openTalkExchange } from "@tocsin/server/features/talk/talk-exchange.ts";
import { whileSpoken } from "@tocsin/voice/while-spoken.ts";
import { startCity, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, report } from "../scene.ts";

let city: TestCity;
const SECRET = "the secret that the relay shares";
before(async () => {
  city = await startCity({ server: { talk: { stun: [], turn: ["turn:relay.city.example:3478"], turnSecret: SECRET, relayOnly: true } } });
});
after(() => city.close());

test("CMD-03, X-05: a word for the relay is told to seats and crews that work in rooms, holds for ten minutes, and nobody learns the secret; others are refused it", async () => {
  const offDuty = await (await city.signIn("u1")).talkTerms().then(() => "told", () => "refused");
  assert.equal(offDuty, "refused", "rights follow the shift");
  await onDuty(city, "U1");
  for (const account of ["dispatcher", "u1", "ems"]) {
    const terms = await (await city.signIn(account)).talkTerms();
    assert.deepEqual([terms.relayOnly, terms.validS, terms.ice.map(({ urls, username }) => [urls, username])], [true, 600, [[["turn:relay.city.example:3478"], `${city.clock.now() / 1_000 + 600}:tocsin`]]]);
    assert.equal(JSON.stringify(terms).includes(SECRET), false);
  }
  for (const account of ["admin", "urban"]) {
    const refused = await (await city.signIn(account)).talkTerms().then(() => "told", (error: unknown) => (error instanceof RefusedError ? error.refused.code : String(error)));
    assert.equal(refused, "FORBIDDEN", account);
  }
  assert.equal((await fetch(`${city.url}${ROUTES.talkTerms}`)).status, 401);
});

test("CMD-03: the speaker's device waits for who wants to hear until there is somebody, and each gets the speaker's answer", async () => {
  const dispatcher = await city.signIn("dispatcher");
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const incident = await report(dispatcher);
  await order(dispatcher, incident.id, ["U1"]);
  const burst = { roomId: incident.id, burstId: newUlid() };
  accepted(await u1.command("rooms.takeFloor", { incidentId: incident.id, burstId: burst.burstId }));
  const patience = AbortSignal.timeout(20_000);
  const waiting = u1.talkWait(burst, patience);
  const heard = dispatcher.talkOffer({ ...burst, offer: "v=0 listener" }, patience);
  const { offers } = await waiting;
  assert.deepEqual(offers.map(({ key, offer }) => [key, offer]), [["seat/DISPATCHER@CITY", "v=0 listener"]], "it did not come back with empty hands");
  await u1.talkAnswer({ ...burst, offerId: offers[0]!.id, answer: "v=0 speaker" });
  assert.deepEqual(await heard, { answer: "v=0 speaker" });
});

test("CMD-03: an offer that is made again keeps its place and is brought to the speaker's device again, until it has its answer; nobody else's can be", async () => {
  const [dispatcher, commander] = [await city.signIn("dispatcher"), await city.signIn("commander")];
  const u2 = (await onDuty(city, "U2")).get("U2")!;
  const incident = await report(dispatcher);
  await order(dispatcher, incident.id, ["U2"]);
  const burst = { roomId: incident.id, burstId: newUlid() };
  accepted(await u2.command("rooms.takeFloor", { incidentId: incident.id, burstId: burst.burstId }));
  const mine = { ...burst, offerId: newUlid(), offer: "v=0 listener" };
  for (let times = 0; times < TALK_LISTENERS_MOST; times++) {
    const lost = new AbortController();
    const question = dispatcher.talkOffer(mine, lost.signal);
    const { offers } = await u2.talkWait(burst);
    assert.deepEqual(offers.map(({ id }) => id), [mine.offerId]);
    lost.abort();
    await assert.rejects(question);
  }
  await assert.rejects(commander.talkOffer(mine), (error) => error instanceof RefusedError && error.status === 409, "its name is taken");
  await u2.talkAnswer({ ...burst, offerId: mine.offerId, answer: "v=0 speaker" });
  assert.deepEqual(await dispatcher.talkOffer(mine), { answer: "v=0 speaker" }, "at once, though the first to ask has not had it");
  accepted(await u2.command("rooms.leaveFloor", { incidentId: incident.id, burstId: burst.burstId, heard: [] }));
  await assert.rejects(dispatcher.talkOffer(mine), (error) => error instanceof RefusedError && error.status === 404, "the burst is over");
});

test("CMD-03: a listener to whom nobody came offers on, in one place, and hears when the speaker's device is there", async (t) => {
  const database = await openTestLedger();
  t.after(() => database.close());
  const exchange = openTalkExchange(database.ledger.db, () => Date.now(), 20);
  const [burstId, offer] = [newUlid(), { id: newUlid(), key: "unit/U1", offer: "v=0 listener" }];
  const twice = Promise.withResolvers<void>();
  let asked = 0;
  const heard = whileSpoken(new AbortController().signal, async () => {
    const answer = await exchange.offer(burstId, offer, 1);
    if (answer === null && ++asked === 2) twice.resolve();
    return answer;
  });
  await twice.promise;
  assert.deepEqual((await exchange.wait(burstId, () => true)).map(({ id }) => id), [offer.id]);
  assert.equal(await exchange.answer(burstId, offer.id, "v=0 speaker"), true);
  assert.equal(await heard, "v=0 speaker");
});
