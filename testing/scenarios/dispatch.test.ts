import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isUnverified } from "@tocsin/domain/organisation/contact.ts";
import { copyCity } from "../city-copy.ts";
import { serveCity, settableClock, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, order, refusedWith, report } from "../scene.ts";

let city: TestCity;
let dispatcher: Seated;
let commander: Seated;
before(async () => {
  city = await startCity();
  [dispatcher, commander] = await Promise.all([city.signIn("dispatcher"), city.signIn("commander")]);
});
after(() => city.close());

const stepOf = (incident: { readonly id: string }, orderId: string, unitId: string) => ({ incidentId: incident.id, orderId, unitId });
const clocks = (incident: Incident) => incident.clocks.map(({ step, limitS, doneAt, breachedAt, voidedAt }) => [step, limitS, doneAt !== null, breachedAt !== null, voidedAt !== null]);
const end = (incidentId: string) => commander.command("intake.cancel", { incidentId, reason: "误报" });

/** Takes a unit to its incident, step by step. */
async function arrived(seat: Seated, incident: { readonly id: string }, orderId: string, unitId: string): Promise<void> {
  const step = stepOf(incident, orderId, unitId);
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await seat.command(name, step));
  accepted(await seat.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
}

test("DSP-01: the nearest without the capability is not eligible and says why; the capable ones stand by road time, whatever their station", async () => {
  await onDuty(city, "U1", "U2", "E1");
  const world = await city.signIn("world");
  const at = city.clock.now();
  const fix = (unitId: string, lon: number, lat: number) => ({ unitId, lon, lat, at });
  // U1 stands at the door without first aid; U2 of the same station and E1 of another house can help, E1 being nearer.
  assert.equal((await world.sendPositions([fix("U1", 112.0041, 30.0081), fix("U2", 112.016, 30.004), fix("E1", 112.008, 30.008)])).accepted, 3);
  const incident = await report(dispatcher, { typeCode: "HP-04", place: SCHOOL });
  const made = await dispatcher.recommendation(incident.id);
  assert.deepEqual(made.ranked.map(({ unitId }) => unitId), ["E1", "U2"]);
  assert.ok(made.ranked[0]!.etaMs! < made.ranked[1]!.etaMs!);
  const nearest = made.notEligible.find(({ unitId }) => unitId === "U1");
  assert.deepEqual([nearest?.rank, nearest?.reasons.find(({ code }) => code === "CAPABILITY_MISSING")?.params], [null, { missing: ["FIRST_AID"] }]);
  const choose = (more: object) => dispatcher.command("dispatch.issueOrder", { incidentId: incident.id, orderId: newUlid(), unitIds: ["U2"], recommendationId: made.id, ...more });
  refusedWith(await choose({}), "OVERRIDE_REASON_REQUIRED");
  accepted(await choose({ overrideReason: "UNIT_REQUEST" }));
  accepted(await end(incident.id));
});

test("DSP-01: without a position the post stands in, marked as estimated", async () => {
  await onDuty(city, "U3");
  const incident = await report(dispatcher, { place: SCHOOL });
  const { ranked } = await dispatcher.recommendation(incident.id);
  const estimated = ranked.find(({ unitId }) => unitId === "U3");
  assert.ok(estimated?.etaMs != null && estimated.positionAgeMs === null && estimated.reasons.some(({ code }) => code === "ESTIMATED_POSITION"));
  assert.ok(estimated.textZh.some((text) => text.includes("估")) && estimated.textEn.some((text) => /estimat/i.test(text)));
  accepted(await end(incident.id));
});

test("DSP-02: the first unit cannot decline for jurisdiction, and stays responsible, its clocks running, until the other accepts", async () => {
  const seats = await onDuty(city, "U1", "U6");
  const [u1, u6] = [seats.get("U1")!, seats.get("U6")!];
  const incident = await report(dispatcher, { place: MALL });
  const { orderId } = await order(dispatcher, incident.id, ["U1", "U6"]);
  refusedWith(await u1.command("dispatch.decline", { ...stepOf(incident, orderId, "U1"), code: "JURISDICTION" }), "JURISDICTION_NO_DECLINE");
  const offer = () => u1.command("dispatch.offerHandover", { ...stepOf(incident, orderId, "U1"), toUnitId: "U6", reason: "东湖辖区" });
  refusedWith(await offer(), "STATE_CONFLICT");
  await arrived(u1, incident, orderId, "U1");
  refusedWith(await u6.command("dispatch.acceptHandover", { ...stepOf(incident, orderId, "U6"), fromUnitId: "U1" }), "HANDOVER_NOT_OFFERED");
  accepted(await offer());
  const offerSeenBy = async (seat: typeof u6) => (await seat.board()).incidents.find(({ id }) => id === incident.id)?.orders.flatMap(({ assignments }) => assignments.flatMap(({ unitId, handover }) => (handover ? [[unitId, handover.toUnitId, handover.reason]] : [])));
  assert.deepEqual([await offerSeenBy(u6), await offerSeenBy(u1)], [[["U1", "U6", "东湖辖区"]], [["U1", "U6", "东湖辖区"]]], "the receiver's phone reads the offer");
  accepted(await u6.command("dispatch.declineHandover", { ...stepOf(incident, orderId, "U6"), fromUnitId: "U1" }));
  accepted(await offer());
  accepted(await u1.command("dispatch.handle", stepOf(incident, orderId, "U1")));
  refusedWith(await u1.command("dispatch.complete", stepOf(incident, orderId, "U1")), "STATE_CONFLICT");
  await city.pass(1_801);
  const late = (await dispatcher.incident(incident.id)).clocks.find(({ step }) => step === "FIRST_FEEDBACK")!;
  assert.equal(late.breachedAt, late.startedAt + 1_801_000, "an offer stops no clock");
  assert.equal((await dispatcher.unit("U1")).assignment?.incidentId, incident.id);
  assert.equal((await dispatcher.unit("U6")).status, "UNAVAILABLE", "U6 never acknowledged, and has lost the order");
  await onDuty(city, "U6");
  const second = await order(dispatcher, incident.id, ["U6"]);
  accepted(await u6.command("dispatch.acceptHandover", { ...stepOf(incident, second.orderId, "U6"), fromUnitId: "U1" }));
  const { orders } = await dispatcher.incident(incident.id);
  assert.deepEqual(orders.flatMap(({ assignments }) => assignments.filter(({ unitId }) => unitId === "U1").map(({ status, endReason }) => [status, endReason])), [["SUPERSEDED", "HANDED_OVER:U6"]]);
  assert.deepEqual([(await dispatcher.unit("U1")).status, (await dispatcher.unit("U6")).assignment?.incidentId], ["AVAILABLE", incident.id]);
});

test("DSP-03: an order at checkpoint 3 of 8 pauses the patrol; done, it resumes there, and what the order cost is excused", async () => {
  const seats = await onDuty(city, "U3");
  const u3 = seats.get("U3")!;
  assert.deepEqual((await dispatcher.patrolPlan("U3")).areas.map(({ org }) => org), ["P121", "S12", "D1"]);
  const checkpoints = Array.from({ length: 8 }, (_, n) => ({ name: `巡点 ${n + 1}`, point: { lon: 112.008, lat: 30.02 + n / 1_000 } }));
  accepted(await u3.command("dispatch.startPatrol", { unitId: "U3", patrolId: newUlid(), checkpoints }));
  const pass = (index: number) => u3.command("dispatch.checkpoint", { unitId: "U3", index });
  for (const index of [0, 1]) accepted(await pass(index));
  refusedWith(await pass(3), "STATE_CONFLICT");
  const incident = await report(dispatcher, { place: SCHOOL });
  const { ranked } = await dispatcher.recommendation(incident.id);
  assert.ok(ranked.find(({ unitId }) => unitId === "U3")?.reasons.some(({ code }) => code === "PATROL_PAUSES"), "a patrol is a response unit, and it is said");
  const { orderId } = await order(dispatcher, incident.id, ["U3"]);
  const patrol = async () => (await dispatcher.unit("U3")).patrol;
  assert.deepEqual([(await patrol())?.state, (await patrol())?.next], ["PAUSED", 2]);
  refusedWith(await pass(2), "PATROL_NOT_RUNNING");
  await arrived(u3, incident, orderId, "U3");
  accepted(await u3.command("dispatch.handle", stepOf(incident, orderId, "U3")));
  accepted(await u3.command("dispatch.complete", stepOf(incident, orderId, "U3")));
  assert.deepEqual([(await dispatcher.unit("U3")).status, (await patrol())?.state, (await patrol())?.next], ["PATROL", "RUNNING", 2]);
  accepted(await pass(4));
  assert.deepEqual([(await patrol())?.next, (await patrol())?.excused], [5, [2, 3]]);
  for (const index of [5, 6, 7]) accepted(await pass(index));
  assert.deepEqual([(await dispatcher.unit("U3")).status, await patrol()], ["AVAILABLE", null]);
  refusedWith(await pass(7), "PATROL_NOT_RUNNING");
});

test("DSP-04: a post whose roster does not cover the minute cannot go on duty; from its first minute to before its last it can", async () => {
  const copy = copyCity();
  copy.put("rosters.csv", "org,weekdays,from,to,officers\nALL_POSTS,1234567,00:00,24:00,4\nP112,12345,08:00,20:00,2\n");
  const clock = settableClock();
  const other = await serveCity(city.databaseUrl, clock, { cityDir: copy.dir });
  try {
    const desk = await signInAt(other.url, "dispatcher");
    const monday = (hour: number, minute = 0): number => Date.UTC(2026, 2, 2, hour - 8, minute);
    if ((await desk.unit("U2")).status !== "OFF_DUTY") accepted(await desk.command("dispatch.setUnitStatus", { unitId: "U2", status: "OFF_DUTY" }));
    const DAY = 86_400_000;
    for (const [at, may] of [[monday(8) - 1, false], [monday(8), true], [monday(20) - 1, true], [monday(20), false], [monday(12) + 5 * DAY, false], [monday(12) + 7 * DAY, true]] as const) {
      clock.set(at);
      const answer = await desk.command("dispatch.setUnitStatus", { unitId: "U2", status: "AVAILABLE" });
      if (may) {
        accepted(answer);
        accepted(await desk.command("dispatch.setUnitStatus", { unitId: "U2", status: "OFF_DUTY" }));
      } else assert.equal(refusedWith(answer, "ROSTER_MISSING").message, "码头警务站 本时段没有有效排班,不能上岗");
    }
  } finally {
    await other.close();
    copy.remove();
  }
});

test("DSP-05: ECHELON counts post, district and city forces by who arrives; each limit met at the second, breached one later", async () => {
  const seats = await onDuty(city, "U1", "U4", "U5");
  const incident = await report(dispatcher, { typeCode: "CG-01", place: SCHOOL });
  const { orderId } = await order(dispatcher, incident.id, ["U1", "U4", "U5"]);
  for (const unitId of ["U1", "U4", "U5"]) for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await seats.get(unitId)!.command(name, stepOf(incident, orderId, unitId)));
  const arrive = async (unitId: string) => accepted(await seats.get(unitId)!.command("dispatch.arrive", { ...stepOf(incident, orderId, unitId), mode: "CONFIRMED" }));
  await city.pass(60);
  await arrive("U1");
  await city.pass(120);
  await arrive("U4");
  await city.pass(121);
  await arrive("U5");
  const echelons = clocks(await dispatcher.incident(incident.id)).filter(([step]) => String(step).startsWith("ECHELON"));
  assert.deepEqual(echelons, [["ECHELON_1", 60, true, false, false], ["ECHELON_3", 180, true, false, false], ["ECHELON_5", 300, true, true, false]]);
  accepted(await commander.command("intake.close", { incidentId: incident.id, outcomeCode: "FALSE_ALARM", text: "" }));
});

test("DSP-10: a site group whose contact check lapsed, or never was, is UNVERIFIED and says so in the ranking; a check by its station or its own seat ends that", async () => {
  await onDuty(city, "MT1", "MT2", "MT3");
  const dispatcher = await city.signIn("dispatcher");
  const limitS = (await dispatcher.city()).deadlines.contactCheck;
  const unverified = async (unitId: string): Promise<boolean> => isUnverified(await dispatcher.unit(unitId), city.clock.now(), limitS);
  assert.deepEqual(await Promise.all(["MT1", "MT2", "MT3", "U1"].map(unverified)), [false, true, true, false]);
  const incident = await report(dispatcher);
  const marked = async (unitId: string): Promise<boolean> => {
    const { ranked, notEligible } = await dispatcher.recommendation(incident.id);
    const row = [...ranked, ...notEligible].find((unit) => unit.unitId === unitId);
    assert.ok(row, `${unitId} is not hidden`);
    return row.reasons.some(({ code }) => code === "UNVERIFIED");
  };
  assert.deepEqual([await marked("MT1"), await marked("MT2")], [false, true]);
  refusedWith(await (await city.signIn("mt1")).command("dispatch.verifyContact", { unitId: "MT2" }), "NOT_FOUND");
  refusedWith(await (await city.signIn("room11")).command("dispatch.verifyContact", { unitId: "U1" }), "NOT_A_SITE_GROUP");
  accepted(await (await city.signIn("room11")).command("dispatch.verifyContact", { unitId: "MT2" }));
  accepted(await (await city.signIn("mt3")).command("dispatch.verifyContact", { unitId: "MT3" }));
  assert.deepEqual([await unverified("MT2"), await unverified("MT3"), await marked("MT2")], [false, false, false]);
  const verifiedAt = (await dispatcher.unit("MT2")).contactVerifiedAt!;
  assert.deepEqual([verifiedAt, isUnverified({ kind: "MRU_TEAM", contactVerifiedAt: verifiedAt }, verifiedAt + limitS * 1_000, limitS), isUnverified({ kind: "MRU_TEAM", contactVerifiedAt: verifiedAt }, verifiedAt + (limitS + 1) * 1_000, limitS)], [city.clock.now(), false, true]);
  accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("DSP-05, DSP-10: LAYER counts the site's own act, a neighbour's help, the police; a drill stays one to the end", async () => {
  const seats = await onDuty(city, "U1", "U2", "MT1", "MT2");
  const incidentId = newUlid();
  accepted(await seats.get("MT1")!.command("dispatch.mruAlarm", { incidentId, orgId: "M1", drill: true }));
  const incident = await dispatcher.incident(incidentId);
  assert.deepEqual([incident.drill, incident.place?.premiseId, incident.typeCode], [true, "PR1", "MR-01"], "the site's own record is the place");
  const orderId = incident.orders[0]!.id;
  const police = incident.orders[0]!.assignments.find(({ kind }) => kind !== "MRU_TEAM")!.unitId;
  const own = await seats.get("MT1")!.incident(incidentId);
  assert.ok(own.orders[0]!.guidance.handlingPoints.length > 0, "the group has its action card");
  assert.deepEqual(clocks(incident).slice(1), [["SELF", 60, false, false, false], ["MUTUAL", 180, false, false, false], ["POLICE", 300, false, false, false]]);
  await city.pass(30);
  accepted(await seats.get(police)!.command("dispatch.acknowledge", stepOf(incident, orderId, police)));
  await city.pass(30);
  accepted(await seats.get("MT1")!.command("dispatch.acknowledge", stepOf(incident, orderId, "MT1")));
  for (const unitId of ["MT1", "MT2"]) {
    if (unitId === "MT2") accepted(await seats.get(unitId)!.command("dispatch.acknowledge", stepOf(incident, orderId, unitId)));
    accepted(await seats.get(unitId)!.command("dispatch.enRoute", stepOf(incident, orderId, unitId)));
    await city.pass(60);
    accepted(await seats.get(unitId)!.command("dispatch.arrive", { ...stepOf(incident, orderId, unitId), mode: "CONFIRMED" }));
  }
  accepted(await seats.get(police)!.command("dispatch.enRoute", stepOf(incident, orderId, police)));
  await city.pass(121);
  const seen = await dispatcher.incident(incidentId);
  assert.deepEqual(clocks(seen).slice(1, 4), [["SELF", 60, true, false, false], ["MUTUAL", 180, true, false, false], ["POLICE", 300, false, true, false]]);
  assert.equal(seen.drill, true);
  accepted(await end(incidentId));
  assert.equal((await dispatcher.incident(incidentId)).drill, true);
});

test("DSP-05: a raise restarts the clocks from the raise and shows both; a breach asks for its reason, once it is one", async () => {
  await onDuty(city, "U1", "U2");
  const incident = await report(dispatcher, { typeCode: "PO-01", place: SCHOOL });
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  assert.deepEqual(clocks(await dispatcher.incident(incident.id)).filter(([step]) => step !== "FIRST_ORDER"), [["ARRIVAL", 300, false, false, false]]);
  await city.pass(45);
  accepted(await commander.command("intake.setPriority", { incidentId: incident.id, priority: "P1", reason: "有人持刀" }));
  const raised = await dispatcher.incident(incident.id);
  assert.deepEqual(clocks(raised).filter(([step]) => step !== "FIRST_ORDER"), [
    ["ARRIVAL", 300, false, false, true], ["REACT", 60, false, false, false], ["EN_ROUTE", 180, false, false, false], ["ON_SCENE", 300, false, false, false],
  ]);
  const react = raised.clocks.find(({ step }) => step === "REACT")!;
  assert.equal(react.startedAt, city.clock.now());
  const explain = (seat: Seated) => seat.command("dispatch.explainBreach", { incidentId: incident.id, clockId: react.id, code: "TRAFFIC", text: "学校门口堵车" });
  refusedWith(await explain(dispatcher), "NOT_BREACHED");
  await city.pass(61);
  accepted(await explain(dispatcher));
  assert.equal((await dispatcher.incident(incident.id)).clocks.find(({ id }) => id === react.id)?.reason?.code, "TRAFFIC");
  refusedWith(await dispatcher.command("dispatch.explainBreach", { incidentId: incident.id, clockId: "NONE.1", code: "OTHER" }), "NO_SUCH_CLOCK");
  assert.ok((await dispatcher.incident(incident.id)).orders.some(({ id }) => id === orderId));
  accepted(await end(incident.id));
});

test("DSP-05: a matter that is no emergency carries no such clock", async () => {
  await onDuty(city, "U2");
  const incident = await report(dispatcher, { typeCode: "PO-04", place: SCHOOL });
  await order(dispatcher, incident.id, ["U2"]);
  assert.deepEqual((await dispatcher.incident(incident.id)).clocks, []);
  accepted(await end(incident.id));
});
