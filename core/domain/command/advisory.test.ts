import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { AdvisoryEvent } from "@tocsin/contract/events.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, crewOf, openIncident } from "@tocsin/testing/model/city-model.ts";
import { evolveAdvisory } from "./evolve-advisory.ts";
import { circleRing } from "./advisory-scope.ts";

const square = (west: number, east: number): [number, number][] => [[west, 30], [east, 30], [east, 30.4], [west, 30.4], [west, 30]];
/** Two districts side by side; the first has a station in its western half. */
const city: City = { ...tinyCity, areas: [{ org: "D1", rings: [square(112, 112.4)] }, { org: "S11", rings: [square(112, 112.2)] }, { org: "D2", rings: [square(112.4, 112.8)] }] };
const commander = actor({ userId: "commander", role: "DUTY_COMMANDER" });
type Raise = CommandPayload["command.raiseAdvisory"];
const everywhere: Raise["area"] = { desc: "全市", rings: [], circles: [] };
const raise = (model: CityModel, over: Partial<Raise> = {}, who = actor()): string => {
  const advisoryId = over.advisoryId ?? model.newId();
  const result = model.send("command.raiseAdvisory", { advisoryId, kind: "WEATHER", level: "ORANGE", headline: "暴雨橙色预警", area: everywhere, ...over }, who);
  if (!result.ok) throw new Error(result.error.code);
  return advisoryId;
};
const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);

test("CMD-01: from a confirmed advisory an order is derived; the order names it, and it shows what the unit did and how it ended", () => {
  const model = cityModel(city);
  const advisoryId = raise(model);
  const from = (): string => codeOf(model.send("intake.receive", { incidentId: model.newId(), channel: "CALL_110", callback: "1", text: "积水", placeUnknown: "UNKNOWN", advisoryId }));
  assert.equal(from(), "ADVISORY_UNCONFIRMED");
  assert.equal(codeOf(model.send("command.confirmAdvisory", { advisoryId }, commander)), "accepted");
  const incidentId = openIncident(model, "PO-05", { advisoryId });
  const orderId = model.newId();
  assert.equal(codeOf(model.send("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U1"] }, commander)), "accepted");
  assert.equal(model.incident(incidentId).orders[0]?.advisoryId, advisoryId);
  const crew = crewOf("U1");
  const step = { incidentId, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) assert.equal(codeOf(model.send(name, step, crew)), "accepted");
  model.send("dispatch.arrive", { ...step, mode: "CONFIRMED" }, crew);
  model.send("dispatch.handle", step, crew);
  model.send("dispatch.feedback", { ...step, kind: "FIRST", text: "已封闭下穿通道" }, crew);
  model.send("dispatch.complete", step, crew);
  assert.equal(codeOf(model.send("intake.close", { incidentId, outcomeCode: "HANDLED", text: "" }, commander)), "accepted");
  const advisory = model.advisories.get(advisoryId)!;
  const { no } = model.incident(incidentId);
  assert.deepEqual([advisory.status, advisory.dueAt, advisory.orders.map((order) => [order.no, order.orderId, order.units])], ["ORDERED", null, [[no, orderId, ["U1"]]]]);
  assert.deepEqual(advisory.actions.map(({ what, unitId, text }) => [what, unitId, text]), [["FEEDBACK", "U1", "已封闭下穿通道"], ["COMPLETED", "U1", ""]]);
  assert.deepEqual(advisory.outcomes.map(({ outcomeCode }) => outcomeCode), ["HANDLED"]);
  const told = model.log.flatMap((event) => (event.kind === "advisory" ? [event as AdvisoryEvent] : []));
  assert.deepEqual(told.reduce<Advisory | null>(evolveAdvisory, null), advisory, "and its events fold to the same");
});

test("CMD-01: one without a disposition goes to the duty commander at its limit, by its level, and not a second earlier; one with a disposition never does", () => {
  const model = cityModel(city);
  const [silent, watched, dismissed] = [raise(model), raise(model, { level: "RED" }), raise(model)] as const;
  model.send("command.dismissAdvisory", { advisoryId: dismissed, reason: "与本市无关" }, commander);
  assert.equal(codeOf(model.send("command.watchAdvisory", { advisoryId: watched, reason: "雨势减弱", until: model.now() + HOUR }, commander)), "accepted");
  const escalated = (id: string): boolean => model.advisories.get(id)?.escalatedAt !== null;
  model.advance(10 * MINUTE - 1);
  assert.equal(escalated(silent), false);
  model.advance(1);
  assert.deepEqual([silent, watched, dismissed].map(escalated), [true, false, false]);
  model.advance(50 * MINUTE);
  assert.deepEqual([model.advisories.get(watched)?.status, model.advisories.get(watched)?.dueAt], ["CONFIRMED", model.now() + 5 * MINUTE], "watching is over: it is asked again");
  model.advance(5 * MINUTE);
  assert.ok(escalated(watched));
});

test("CMD-01: a newer message replaces an older one and never the other way round; a graver one is asked about anew; expiry ends it", () => {
  const model = cityModel(city);
  const at = model.now();
  const advisoryId = raise(model, { identifier: "A1", sender: "qx", sentAt: at - 5, expires: at + 3 * HOUR });
  model.send("command.confirmAdvisory", { advisoryId }, commander);
  model.send("command.dismissAdvisory", { advisoryId, reason: "不涉及" }, commander);
  raise(model, { advisoryId, level: "YELLOW", identifier: "A2", sender: "qx", sentAt: at - 3, expires: at + 3 * HOUR });
  assert.equal(model.advisories.get(advisoryId)?.status, "DISMISSED");
  raise(model, { advisoryId, level: "RED", identifier: "A3", sender: "qx", sentAt: at - 1, expires: at + 3 * HOUR });
  const now = model.advisories.get(advisoryId)!;
  assert.deepEqual([now.status, now.dueAt, now.messages, now.reason], ["CONFIRMED", at + 5 * MINUTE, ["A1", "A2", "A3"], null]);
  const late = model.send("command.raiseAdvisory", { advisoryId, kind: "WEATHER", level: "BLUE", headline: "x", area: everywhere, sentAt: at - 2 });
  assert.equal(codeOf(late), "ADVISORY_OLDER");
  model.advance(3 * HOUR);
  const over = model.advisories.get(advisoryId)!;
  assert.deepEqual([over.status, over.endReason, over.escalatedAt], ["ENDED", "EXPIRED", at + 5 * MINUTE]);
  assert.equal(codeOf(model.send("command.confirmAdvisory", { advisoryId }, commander)), "STATE_CONFLICT");
});

test("CMD-01: an update that reaches organisations which it did not concern is asked about anew, whatever was said for the others; a limit that runs is not put off by it; one that touches the city no more is over", () => {
  const model = cityModel(city);
  const area = (...rings: [number, number][][]): Raise["area"] => ({ desc: "海上", rings, circles: [] });
  const [west, east, sea] = [square(112.05, 112.15), square(112.5, 112.6), square(120, 121)];
  const advisoryId = raise(model, { area: area(west) });
  const now = () => model.advisories.get(advisoryId)!;
  const limit = now().dueAt;
  model.advance(5 * MINUTE);
  raise(model, { advisoryId, area: area(west, east) });
  assert.deepEqual([now().dueAt, now().scope], [limit, ["CITY.D1.S11", "CITY.D2"]], "it waits already");
  raise(model, { advisoryId, area: area(west, east), level: "RED" });
  assert.equal(now().dueAt, limit, "graver, but not later");
  raise(model, { advisoryId, area: area(west), level: "RED" });
  model.send("command.confirmAdvisory", { advisoryId }, commander);
  model.send("command.dismissAdvisory", { advisoryId, reason: "学府所已布置" }, commander);
  raise(model, { advisoryId, area: area(west), level: "RED", headline: "更正" });
  assert.equal(now().status, "DISMISSED", "the same area: what was said holds");
  raise(model, { advisoryId, area: area(west, east), level: "RED" });
  assert.deepEqual([now().status, now().dueAt, now().reason], ["CONFIRMED", model.now() + 5 * MINUTE, null]);
  const older = model.send("command.raiseAdvisory", { advisoryId, kind: "WEATHER", level: "RED", headline: "x", area: area(sea), sentAt: model.now() - 1 });
  assert.equal(codeOf(older), "ADVISORY_OLDER", "late, and it ends nothing");
  raise(model, { advisoryId, area: area(sea), level: "RED" });
  assert.deepEqual([now().status, now().endReason, now().scope], ["ENDED", "CANCELLED", ["CITY.D1.S11", "CITY.D2"]]);
  assert.equal(codeOf(model.send("command.raiseAdvisory", { advisoryId: model.newId(), kind: "WEATHER", level: "RED", headline: "x", area: area(sea) })), "OUTSIDE_SERVICE_AREA");
});

test("CMD-01, X-04, X-05: what is unknown, over, outside or out of reach is refused by name; a drill stays a drill (X-09)", () => {
  const model = cityModel(city);
  const code = (over: Partial<Raise>, who = actor()): string => codeOf(model.send("command.raiseAdvisory", { advisoryId: model.newId(), kind: "SENSOR", level: "RED", headline: "水位超限", area: everywhere, ...over }, who));
  assert.equal(code({ sensorId: "SN1" }), "accepted");
  assert.equal(code({ sensorId: "SN9" }), "UNKNOWN_SENSOR");
  assert.equal(code({ expires: model.now() }), "ADVISORY_OVER");
  assert.equal(code({ area: { desc: "", rings: [[[112, 30], [112.1, 30], [112, 30.1], [112.1, 30.1], [112, 30]]], circles: [] } }), "VALIDATION_FAILED");
  assert.equal(code({ area: { desc: "", rings: [], circles: [{ lon: 10, lat: 50, radiusM: 1_000 }] } }), "OUTSIDE_SERVICE_AREA");
  const other = actor({ orgPath: "CITY.D2" });
  assert.equal(code({ area: { desc: "", rings: [], circles: [{ lon: 112.1, lat: 30.1, radiusM: 100 }] } }, other), "FORBIDDEN");
  const west = raise(model, { area: { desc: "", rings: [], circles: [{ lon: 112.1, lat: 30.1, radiusM: 100 }] } });
  assert.deepEqual(model.advisories.get(west)?.scope, ["CITY.D1.S11"]);
  assert.equal(codeOf(model.send("command.raiseAdvisory", { advisoryId: west, kind: "FIRE", level: "RED", headline: "x", area: everywhere }, other)), "NOT_FOUND");
  const drill = raise(model, { drill: true });
  model.send("command.confirmAdvisory", { advisoryId: drill }, commander);
  assert.throws(() => openIncident(model, "PO-05", { advisoryId: drill }), /DRILL_AND_REAL/);
  assert.ok(openIncident(model, "PO-05", { advisoryId: drill, drill: true }));
});

test("CMD-01: an advisory belongs to each station that its area touches, and to the district where no station has one; without a shape, to all", () => {
  const model = cityModel(city);
  const scope = (area: Partial<Raise["area"]>): readonly string[] => model.advisories.get(raise(model, { area: { ...everywhere, ...area } }))!.scope;
  assert.deepEqual(scope({}), ["CITY.D1.S11", "CITY.D2"]);
  assert.deepEqual(scope({ rings: [square(112.25, 112.35)] }), ["CITY.D1"], "inside the district, beside its station");
  assert.deepEqual(scope({ rings: [[[111, 29], [114, 29], [114, 31], [111, 31], [111, 29]]] }), ["CITY.D1.S11", "CITY.D2"], "around them all");
  assert.deepEqual(scope({ circles: [{ lon: 112.4, lat: 30.2, radiusM: 500 }] }), ["CITY.D1", "CITY.D2"], "over the border");
});

test("CMD-01: a circle's ring holds every point of the circle (property)", () => {
  fc.assert(
    fc.property(fc.double({ min: -60, max: 60, noNaN: true }), fc.integer({ min: 1, max: 50_000 }), fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (lat, radiusM, angle) => {
      const ring = circleRing({ lon: 120, lat, radiusM });
      const k = 111_195;
      const point = [120 + (radiusM * Math.cos(angle)) / (k * Math.cos((lat * Math.PI) / 180)), lat + (radiusM * Math.sin(angle)) / k] as const;
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1]!, ring[i]!];
        assert.ok((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0]) >= -1e-12);
      }
    }),
  );
});
