import assert from "node:assert/strict";
import { test } from "node:test";
import type { PostLogEntry } from "@tocsin/contract/command/command-post.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, cityModel, crewOf, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";
import { stepsOf } from "./review-steps.ts";

const logOf = (model: CityModel, incidentId: string): PostLogEntry[] =>
  model.log.filter(({ id }) => id === incidentId).map(({ version, type, at, by, data }) => ({ ref: `I${version}`, type, at, by, byName: by, data }));

test("CMD-12: six steps from recorded events alone, each with how long it took and the limit by which it is judged; a breach that was recorded stays one, and a typed time says so", () => {
  const model = cityModel(tinyCity);
  const incidentId = openIncident(model, "PO-01", { occurredAt: model.now() - 300 * SECOND });
  model.advance(20 * SECOND);
  const orderId = orderUnits(model, incidentId, ["U1"], { overrideReason: "COMMANDER" });
  const step = { incidentId, orderId, unitId: "U1" };
  model.advance(31 * SECOND);
  assert.ok(model.send("dispatch.acknowledge", step, crewOf("U1")).ok);
  assert.ok(model.send("dispatch.enRoute", step, crewOf("U1")).ok);
  model.advance(280 * SECOND);
  assert.ok(model.send("dispatch.arrive", { ...step, mode: "CONFIRMED" }, crewOf("U1")).ok);
  assert.ok(model.send("dispatch.handle", step, crewOf("U1")).ok);
  const rows = stepsOf(logOf(model, incidentId), tinyCity.deadlines).map(({ step: name, at, tookS, limitS, kept, hand }) => [name, at === null ? null : (at - model.now()) / SECOND, tookS, limitS, kept, hand]);
  assert.deepEqual(rows, [
    ["INTAKE", -331, null, null, null, true], ["DISPATCH", -311, 20, 60, true, false], ["SIGN", -280, 31, 30, false, false],
    ["ARRIVE", 0, 311, 300, false, false], ["HANDLE", 0, 0, null, null, false], ["FEEDBACK", null, null, 1800, null, false],
  ]);
  const known = new Set(logOf(model, incidentId).map(({ ref }) => ref));
  for (const { cites } of stepsOf(logOf(model, incidentId), tinyCity.deadlines)) for (const ref of cites) assert.ok(known.has(ref));
  assert.deepEqual(stepsOf([], tinyCity.deadlines), [], "without a call there are no steps of one");
});
