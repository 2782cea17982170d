import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
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
