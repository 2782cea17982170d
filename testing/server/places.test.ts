import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import { fromWgs84 } from "@tocsin/places/datum.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";

let city: TestCity;
let taker: Seated;
before(async () => {
  city = await startCity();
  taker = await city.signIn("taker");
});
after(() => city.close());

const ask = async (query: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const answer = await fetch(`${city.url}/api/v1/places${query}`, { headers: { authorization: `Bearer ${taker.token}` } });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

test("INC-03: an address is found by what is typed of it, and a site carries its premise", async () => {
  const { candidates } = await taker.places("学府路8号");
  assert.equal(candidates[0]?.name, "学府路8号");
  assert.deepEqual(candidates[0].point, { lon: 112.014, lat: 30.004 });
  assert.equal(candidates[0].guess, undefined);
  const [alike] = (await taker.places("雪府路8号")).candidates;
  assert.deepEqual([alike?.name, alike?.guess], ["学府路8号", "SOUND"]);
  assert.equal((await taker.places("一小")).candidates[0]?.premiseId, "PR1");
  assert.equal((await taker.places("rmyy")).candidates[0]?.premiseId, "PR2");
  assert.ok((await taker.places("学府路", undefined, { limit: 3 })).candidates.length <= 3);
  assert.deepEqual((await taker.places("")).candidates, []);
});

test("INC-03: of equally named places the one nearby comes first", async () => {
  const east = await taker.places("学府路", { lon: 112.036, lat: 30.004 });
  const west = await taker.places("学府路", { lon: 112.0, lat: 30.004 });
  assert.notDeepEqual(east.candidates.map(({ id }) => id), west.candidates.map(({ id }) => id));
});

test("ORG-02: a point has the nearest address and the organisation that is responsible", async () => {
  const near = await taker.reverse({ lon: 112.0061, lat: 30.0041 });
  assert.equal(near.text, "学府路4号");
  assert.ok(near.distanceM !== null && near.distanceM < 20);
  assert.ok(near.orgPath?.startsWith("CITY.D1.S11"), near.orgPath ?? "null");
});

test("X-04: half a point, and a point on the wrong way round, are named", async () => {
  const half = await ask("?q=a&lon=112");
  assert.equal(half.status, 422);
  assert.match(JSON.stringify(half.body), /\$\.lat/);
  assert.equal((await ask("/reverse?lon=30&lat=112")).status, 422);
  await assert.rejects(taker.places("a", undefined, { limit: 51 }), (error: unknown) => error instanceof RefusedError && error.status === 422);
});

test("INC-03: a point of a consumer map is taken in its own system", async () => {
  const [lon, lat] = fromWgs84([112.0061, 30.0041], "GCJ02");
  const shifted = await ask(`/reverse?lon=${lon}&lat=${lat}&datum=GCJ02`);
  assert.equal(shifted.body["text"], "学府路4号");
  assert.notEqual((await ask(`/reverse?lon=${lon}&lat=${lat}`)).body["text"], "学府路4号");
});

test("INC-03: an incident reported in GCJ-02 is kept in WGS-84 with the pair as it was given", async () => {
  const incidentId = newUlid();
  const [lon, lat] = fromWgs84([112.0061, 30.0041], "GCJ02");
  const place = { addressText: "学府路4号", point: { lon, lat }, datum: "GCJ02" as const };
  assert.ok((await taker.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人求助", place })).ok);
  const kept = (await taker.incident(incidentId)).place;
  assert.ok(kept?.point != null && distanceM([kept.point.lon, kept.point.lat], [112.0061, 30.0041]) < 0.02);
  assert.deepEqual(kept.originalPoint, place.point);
});
