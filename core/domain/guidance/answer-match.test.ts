import assert from "node:assert/strict";
import { test } from "node:test";
import { tinyCity } from "../../../testing/fixtures/tiny-city.ts";
import { actor, cityModel, crewOf, openIncident, orderUnits } from "../../../testing/model/city-model.ts";

test("SCN-04, X-07: the officer takes a match up or lets it be, with a reason; the last word counts, what a device says late undoes nothing, and nobody speaks for another unit", () => {
  const city = cityModel(tinyCity);
  const incidentId = openIncident(city, "PO-01");
  orderUnits(city, incidentId, ["U1"]);
  const match = { incidentId, ruleId: "TYPE_BY_WORDS" as const, subject: "FR-02" };
  const say = (reason: "SEEN" | "NOT_SO", unitId?: string, deviceAt?: number, who = unitId === undefined ? actor() : crewOf(unitId)) =>
    city.send("guidance.answerMatch", { ...match, reason, ...(unitId === undefined ? {} : { unitId }), ...(deviceAt === undefined ? {} : { deviceAt }) }, who);
  const said = () => city.incident(incidentId).matches?.map(({ reason, unitId, at, deviceAt }) => [reason, unitId, at, deviceAt]);
  const before = city.now();
  city.advance(60_000);
  assert.ok(say("SEEN", "U1", before + 30_000).ok);
  assert.deepEqual(said(), [["SEEN", "U1", city.now(), before + 30_000]]);
  assert.ok(say("NOT_SO", "U1", before + 10_000).ok);
  assert.equal(city.log.filter(({ type }) => type === "MatchAnswered").length, 1, "an older word of the device, sent late");
  city.advance(1_000);
  assert.ok(say("NOT_SO").ok, "the desk, later");
  assert.deepEqual(said()?.map(([reason, unitId]) => [reason, unitId]), [["NOT_SO", null]]);
  for (const refused of [say("SEEN", "U2"), say("SEEN", "U1", undefined, crewOf("U2")), say("SEEN", undefined, undefined, crewOf("U1"))]) assert.ok(!refused.ok && refused.error.code === "NOT_YOUR_UNIT");
});
