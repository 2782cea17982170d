import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { commandPath } from "@tocsin/contract/routes.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, MALL, onDuty, order, post, refusedWith, report, SCHOOL } from "../scene.ts";

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
  const whole = { incidentId: id, orderId: newUlid(), recommendationId: made.id };
  const alone = made.team.at(-1)!;
  refusedWith(await dispatcher.command("dispatch.issueOrder", { ...whole, unitIds: [alone] }), "OVERRIDE_REASON_REQUIRED");
  const sent = accepted(await dispatcher.command("dispatch.issueOrder", { ...whole, unitIds: made.team }));
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

test("CMD-11: a unit on its way to something less urgent is offered to a P1; with a person's yes and a reason it goes, and what it left is back in the queue with its next best", async () => {
  const [minor, grave] = [await report(dispatcher, { typeCode: "PO-04" }), await report(dispatcher, { typeCode: "CR-03", place: MALL })];
  await order(dispatcher, minor.id, ["U6"]);
  await order(dispatcher, (await report(dispatcher, { typeCode: "PO-04", place: MALL })).id, ["U7"]);
  const offered = (await dispatcher.recommendation(grave.id)).notEligible.filter(({ reasons }) => reasons.some(({ code }) => code === "PREEMPTIBLE")).map(({ unitId }) => unitId);
  assert.ok(offered.includes("U6"));
  const made = await dispatcher.recommendation(grave.id);
  const draw = { unitId: "U6", fromIncidentId: minor.id, incidentId: grave.id, orderId: newUlid(), recommendationId: made.id };
  const unspoken = await post(city, dispatcher, commandPath("dispatch.reassign"), draw);
  assert.deepEqual([unspoken.status, (unspoken.body["fields"] as { path: string }[])[0]!.path], [422, "$.code"], "no draw without a reason code");
  const done = accepted(await dispatcher.command("dispatch.reassign", { ...draw, code: "MUCH_SOONER" }));
  const [left, gained] = [minor.id, grave.id].map((id) => done.incidents.find((incident) => incident.id === id)!);
  assert.equal(gained!.orders[0]!.recommendation?.id, made.id);
  assert.deepEqual([gained!.orders[0]!.drawnFrom?.incidentId, left!.orders[0]!.assignments[0]!.drawnTo?.incidentId], [minor.id, grave.id]);
  for (const id of [minor.id, grave.id]) {
    const told = (await dispatcher.timeline(id)).entries.find(({ type, data }) => type === (id === minor.id ? "AssignmentSuperseded" : "OrderIssued") && JSON.stringify(data).includes("MUCH_SOONER"));
    assert.ok(told, "both logs say why");
  }
  const queue = (await dispatcher.board()).incidents.map(({ id }) => id);
  assert.ok(queue.includes(minor.id) && queue.indexOf(grave.id) < queue.indexOf(minor.id), "it waits again, behind what is more urgent");
  assert.ok((await dispatcher.recommendation(minor.id)).ranked.length > 0, "and has its next best");
});

test("CMD-11: of dispatchers who draw one unit off at the same moment exactly one succeeds; the others get UNIT_TAKEN with the next best", async () => {
  const minor = await report(dispatcher, { typeCode: "PO-04" });
  await order(dispatcher, minor.id, ["U3"]);
  const seats = [dispatcher, await city.signIn("dispatcher2"), await city.signIn("commander")];
  const graves = await Promise.all(seats.map((seat) => report(seat)));
  const answers = await Promise.all(seats.map((seat, i) => seat.command("dispatch.reassign", { unitId: "U3", fromIncidentId: minor.id, incidentId: graves[i]!.id, orderId: newUlid(), code: "LIFE_AT_RISK" })));
  assert.equal(answers.filter(({ ok }) => ok).length, 1);
  for (const answer of answers) if (!answer.ok) assert.ok(Array.isArray(refusedWith(answer, "UNIT_TAKEN").params["nextBest"]));
  const holders = (await Promise.all(graves.map(({ id }) => dispatcher.incident(id)))).filter(({ orders }) => orders.some(({ assignments }) => assignments.some((a) => a.unitId === "U3" && isActive(a))));
  assert.deepEqual(holders.map(({ id }) => id), [(await dispatcher.unit("U3")).assignment?.incidentId]);
});
