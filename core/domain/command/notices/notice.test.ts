import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CHANNELS_OUT } from "@tocsin/contract/organisation/reach-rules.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, cityModel, crewOf, openIncident } from "@tocsin/testing/model/city-model.ts";

const city: City = { ...tinyCity, policies: { ...tinyCity.policies, reach: { channels: ["PUSH", "SMS", "VOICE"], fallbackS: 10 } } };
const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);

function ordered() {
  const model = cityModel(city);
  const incidentId = openIncident(model);
  const orderId = model.newId();
  assert.equal(codeOf(model.send("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U1"] })), "accepted");
  const noticeId = `${orderId}-U1`;
  const notice = () => model.notices.get(noticeId)!;
  const tried = () => notice().attempts.map(({ channel, receipt }) => [channel, receipt?.outcome ?? null]);
  const arrived = (): string => codeOf(model.send("notices.received", { noticeId }, crewOf("U1")));
  const receipt = (channel: (typeof CHANNELS_OUT)[number], outcome: "DELIVERED" | "FAILED") => model.system({ name: "system.noticeReceipt", payload: { noticeId, channel, outcome, detail: "" } });
  return { model, incidentId, orderId, noticeId, notice, tried, arrived, receipt };
}

test("CMD-03, X-06: without a receipt in ten seconds the next channel is tried, and after the last the order is UNDELIVERED; every attempt has its time", () => {
  const { model, notice, tried } = ordered();
  const start = model.now();
  assert.deepEqual(tried(), [["PUSH", null]]);
  model.advance(9 * SECOND);
  assert.deepEqual(tried(), [["PUSH", null]]);
  model.advance(SECOND);
  assert.deepEqual(tried(), [["PUSH", "SILENT"], ["SMS", null]]);
  model.advance(10 * SECOND);
  assert.deepEqual([tried().at(-1), notice().status], [["VOICE", null], "SENDING"]);
  model.advance(10 * SECOND);
  assert.deepEqual([notice().status, notice().attempts.map(({ at }) => at - start)], ["UNDELIVERED", [0, 10 * SECOND, 20 * SECOND]]);
});

test("CMD-03: a receipt ends the trying; told twice it counts once, told late it still counts", () => {
  const { model, notice, tried, arrived } = ordered();
  assert.equal(codeOf(model.send("notices.received", { noticeId: notice().id }, crewOf("U2"))), "NOT_YOUR_UNIT");
  assert.deepEqual([arrived(), arrived()], ["accepted", "accepted"]);
  assert.deepEqual([notice().version, notice().status], [2, "DELIVERED"], "one receipt");
  model.advance(60 * SECOND);
  assert.deepEqual(tried(), [["PUSH", "DELIVERED"]]);
  const late = ordered();
  late.model.advance(30 * SECOND);
  assert.deepEqual([late.notice().status, late.arrived(), late.notice().status], ["UNDELIVERED", "accepted", "DELIVERED"]);
});

test("CMD-03: a gateway that is down costs no time, and a unit that has answered is not called any more", () => {
  const { model, notice, tried, receipt } = ordered();
  receipt("PUSH", "FAILED");
  assert.deepEqual(tried(), [["PUSH", "FAILED"], ["SMS", null]]);
  receipt("SMS", "FAILED");
  receipt("VOICE", "FAILED");
  assert.equal(notice().status, "UNDELIVERED");
  const answered = ordered();
  answered.model.send("dispatch.acknowledge", { incidentId: answered.incidentId, orderId: answered.orderId, unitId: "U1" }, crewOf("U1"));
  answered.model.advance(10 * SECOND);
  assert.deepEqual([answered.notice().status, answered.tried()], ["SETTLED", [["PUSH", null]]]);
  assert.equal(model.incident(notice().incidentId!).status, "DISPATCHED", "dispatch goes on whatever becomes of the notice");
});

test("CMD-03: whatever gateways say and in whatever order, a channel is tried once and its receipt never taken back from DELIVERED", () => {
  const step = fc.oneof(
    fc.record({ channel: fc.constantFrom(...CHANNELS_OUT), outcome: fc.constantFrom("DELIVERED" as const, "FAILED" as const) }),
    fc.record({ wait: fc.integer({ min: 1, max: 12 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const { model, notice, tried, receipt } = ordered();
      let delivered = false;
      for (const one of steps) {
        if ("wait" in one) model.advance(one.wait * SECOND);
        else receipt(one.channel, one.outcome);
        const { status, attempts } = notice();
        assert.equal(new Set(attempts.map(({ channel }) => channel)).size, attempts.length);
        assert.equal(status === "DELIVERED", attempts.some((attempt) => attempt.receipt?.outcome === "DELIVERED"));
        assert.ok(!delivered || status === "DELIVERED");
        delivered = status === "DELIVERED";
        if (status === "UNDELIVERED") assert.ok(tried().every(([, outcome]) => outcome !== null) && attempts.length === 3);
      }
    }),
    { numRuns: 60 },
  );
});

test("SCN-05: a unit that has not seen an urgent fact in a minute is called at its duty telephone once; one that sees it meanwhile is left alone, and a city without calls places none", () => {
  for (const channels of [["PUSH", "VOICE"], ["PUSH", "SMS"]] as const) {
    const model = cityModel({ ...city, policies: { ...city.policies, reach: { channels: [...channels], fallbackS: 10 } } });
    const incidentId = openIncident(model);
    const orderId = model.newId();
    model.send("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U1", "U2"] });
    for (const unitId of ["U1", "U2"]) assert.equal(codeOf(model.send("dispatch.acknowledge", { incidentId, orderId, unitId }, crewOf(unitId))), "accepted");
    model.advance(20 * SECOND);
    assert.equal(codeOf(model.send("intake.addFact", { incidentId, key: "weapon", value: "刀", critical: true })), "accepted");
    const fact = () => model.incident(incidentId).facts.at(-1)!;
    const calls = () => [...model.notices.values()].flatMap((notice) => ("factId" in notice ? [[notice.id, notice.channels, notice.status]] : []));
    model.advance(59 * SECOND);
    assert.deepEqual(calls(), []);
    model.advance(SECOND);
    if (!channels.some((channel) => channel === "VOICE")) {
      assert.deepEqual([calls(), fact().alarmed], [[], ["U1", "U2"]]);
      continue;
    }
    assert.deepEqual(calls(), ["U1", "U2"].map((unitId) => [`${fact().id}-${unitId}`, ["VOICE"], "SENDING"]));
    model.send("guidance.markFactRead", { incidentId, unitId: "U1", factId: fact().id }, crewOf("U1"));
    model.advance(60 * SECOND);
    assert.deepEqual(calls().map(([, , status]) => status), ["SETTLED", "UNDELIVERED"]);
    model.advance(600 * SECOND);
    assert.equal(calls().length, 2);
  }
});

test("CMD-03: a city that names no channel leaves it to the app", () => {
  const model = cityModel(tinyCity);
  const incidentId = openIncident(model);
  model.send("dispatch.issueOrder", { incidentId, orderId: model.newId(), unitIds: ["U1"] });
  assert.equal(model.notices.size, 0);
});
