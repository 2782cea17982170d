import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { commandPath } from "@tocsin/contract/routes.ts";
import { copyCity } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, MALL, onDuty, order, post, refusedWith, report, SCHOOL } from "../scene.ts";

/** West lends to East, and so does the next city, by telephone. */
const LINKS = "org,lender,name_zh,name_en,contact\nD2,D1,,,\nD2,,邻市公安局指挥中心,Next City Control,0700-1100110\n";
const copy = copyCity();
let city: TestCity;
let dispatcher: Seated;
let east: Seated;
let west: Seated;
before(async () => {
  copy.put("mutual_aid.csv", LINKS);
  city = await startCity({ cityDir: copy.dir });
  [dispatcher, east, west] = await Promise.all([city.signIn("dispatcher"), city.signIn("d2"), city.signIn("d1")]);
  await onDuty(city, "U1", "U2", "U3", "U6", "U7");
});
after(async () => {
  await city.close();
  copy.remove();
});

const units = (list: readonly { readonly unitId: string }[]): string[] => list.map(({ unitId }) => unitId);
const away = async (unitIds: readonly string[], status: "UNAVAILABLE" | "AVAILABLE"): Promise<void> => {
  for (const unitId of unitIds) accepted(await dispatcher.command("dispatch.setUnitStatus", { unitId, status, ...(status === "UNAVAILABLE" ? { reason: "VEHICLE" as const } : {}) }));
};

test("ORG-04: while a district that governs itself has an able unit in time, its dispatcher is offered and may order its own only", async () => {
  const { id } = await report(dispatcher, { place: MALL });
  const made = await east.recommendation(id);
  assert.ok(made.ranked[0]!.etaMs! <= 300_000);
  assert.deepEqual([...units(made.ranked), ...units(made.notEligible)].sort(), ["U6", "U7"]);
  refusedWith(await east.command("dispatch.issueOrder", { incidentId: id, orderId: newUlid(), unitIds: ["U2"], overrideReason: "COMMANDER", recommendationId: made.id }), "NOT_FOUND");
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("ORG-04: without one, the neighbours with a link are offered by arrival, accepting records who lends, and the borrower can give the unit back", async () => {
  await away(["U6", "U7"], "UNAVAILABLE");
  const { id } = await report(dispatcher, { place: MALL });
  const made = await east.recommendation(id);
  assert.ok(made.ranked.length >= 3);
  assert.deepEqual(made.ranked.map(({ etaMs }) => etaMs), made.ranked.map(({ etaMs }) => etaMs).toSorted((a, b) => a! - b!));
  assert.ok(made.ranked.every(({ reasons }) => reasons.some(({ code, params }) => code === "MUTUAL_AID" && params["orgId"] === "D1")));
  const unitId = made.ranked[0]!.unitId;
  const orderId = newUlid();
  const sent = accepted(await east.command("dispatch.issueOrder", { incidentId: id, orderId, unitIds: [unitId], recommendationId: made.id }));
  const [issued] = sent.incidents[0]!.orders;
  assert.deepEqual([issued!.assignments[0]!.lentBy, issued!.recommendation?.id], ["D1", made.id]);
  assert.ok(issued!.copies.some(({ orgId }) => orgId === "D1"), "the lender has its copy");
  assert.ok((await west.board()).incidents.some((incident) => incident.id === id), "and sees what its unit is at");
  accepted(await east.command("dispatch.recall", { incidentId: id, orderId, unitId, reason: "本区力量已到" }));
  await away(["U6", "U7"], "AVAILABLE");
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("ORG-04: an offer that is no longer shown is looked at again: once an own unit is free in time, the neighbours' stay theirs", async () => {
  await away(["U6", "U7"], "UNAVAILABLE");
  const { id } = await report(dispatcher, { place: MALL });
  const made = await east.recommendation(id);
  await away(["U6", "U7"], "AVAILABLE");
  city.clock.advance(5 * 60_000 + 1);
  refusedWith(await east.command("dispatch.issueOrder", { incidentId: id, orderId: newUlid(), unitIds: [made.ranked[0]!.unitId], recommendationId: made.id }), "NOT_FOUND");
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("ORG-04: when nothing in the city is able and in time, the desk of the neighbouring city is shown with its telephone", async () => {
  const far = await report(dispatcher, { place: MALL, typeCode: "CR-08" });
  assert.deepEqual((await east.recommendation(far.id)).outside, [{ nameZh: "邻市公安局指挥中心", nameEn: "Next City Control", contact: "0700-1100110" }]);
  const near = await report(dispatcher, { place: MALL });
  assert.deepEqual((await east.recommendation(near.id)).outside, []);
  for (const { id } of [far, near]) accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("ORG-04: in a central area a district dispatcher cannot re-task a city-assigned unit (403), can ask for its release, and gets an answer", async () => {
  const { id } = await report(dispatcher, { place: SCHOOL });
  const { orderId } = await order(dispatcher, id, ["U1"]);
  const ref = { incidentId: id, orderId, unitId: "U1" };
  const other = await report(dispatcher, { place: SCHOOL });
  for (const [name, body] of [
    ["dispatch.recall", { ...ref, reason: "另有急事" }],
    ["dispatch.reassign", { unitId: "U1", fromIncidentId: id, incidentId: other.id, orderId: newUlid(), code: "MORE_URGENT" }],
  ] as const) {
    const answer = await post(city, west, commandPath(name), body);
    assert.deepEqual([answer.status, answer.body["code"]], [403, "CITY_ASSIGNED"]);
  }
  accepted(await west.command("dispatch.requestRelease", { ...ref, reason: "另有急事" }));
  assert.equal((await dispatcher.incident(id)).orders[0]!.assignments[0]!.release?.name, "江西区调度", "the city sees who asks and why");
  accepted(await dispatcher.command("dispatch.answerRelease", { ...ref, granted: true }));
  accepted(await west.command("dispatch.issueOrder", { incidentId: other.id, orderId: newUlid(), unitIds: ["U1"], overrideReason: "COMMANDER" }));
  assert.deepEqual((await west.timeline(id)).entries.filter(({ type }) => type.startsWith("Release")).map(({ type }) => type), ["ReleaseRequested", "ReleaseAnswered"]);
});
