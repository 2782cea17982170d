import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, refusedWith, report, SCHOOL } from "../scene.ts";

let city: TestCity;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  dispatcher = await city.signIn("dispatcher");
  await onDuty(city, "U1", "U2", "U3", "U4", "U5", "U6", "U7", "E1");
});
after(() => city.close());

const slotLines = ({ slots }: Recommendation): unknown[] => slots.map(({ echelon, limitMs, unitId }) => [echelon, limitMs, unitId]);

test("DSP-05: ECHELON proposes a first unit, reinforcement and heavier forces, each from its tier with its limit; the team goes out with one order and no reason", async () => {
  const { id } = await report(dispatcher, { typeCode: "CG-01", place: SCHOOL });
  const made = await dispatcher.recommendation(id);
  assert.deepEqual(slotLines(made), [[1, 60_000, "U1"], [3, 180_000, "U4"], [5, 300_000, "U5"], [null, null, "E1"]]);
  for (const { etaMs, limitMs, late } of made.slots) assert.equal(late, limitMs === null ? null : etaMs! > limitMs);
  assert.deepEqual([...made.team].sort(), ["E1", "U1", "U4", "U5"]);
  const order = { incidentId: id, orderId: newUlid(), recommendationId: made.id };
  const alone = made.team.at(-1)!;
  refusedWith(await dispatcher.command("dispatch.issueOrder", { ...order, unitIds: [alone] }), "OVERRIDE_REASON_REQUIRED");
  const sent = accepted(await dispatcher.command("dispatch.issueOrder", { ...order, unitIds: made.team }));
  assert.equal(sent.incidents.find((incident) => incident.id === id)!.orders[0]!.overrideReason, null);
  const after = await dispatcher.recommendation(id);
  assert.ok(after.slots.every(({ sent: done }) => done), "all slots count as filled once they are on their way");
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("DSP-05: a tier whose units are all away is named as open, and the others are proposed all the same", async () => {
  accepted(await dispatcher.command("dispatch.setUnitStatus", { unitId: "U5", status: "UNAVAILABLE", reason: "VEHICLE" }));
  const { id } = await report(dispatcher, { typeCode: "CG-01", place: SCHOOL });
  const made = await dispatcher.recommendation(id);
  assert.deepEqual(made.slots.map(({ unitId }) => unitId), ["U1", "U4", null, "E1"]);
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
  accepted(await dispatcher.command("dispatch.setUnitStatus", { unitId: "U5", status: "AVAILABLE" }));
});
