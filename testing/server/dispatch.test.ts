import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { activeClaims } from "@tocsin/ledger/claims.ts";
import { startCity, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, order, refusedWith, report } from "../scene.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

test("X-02, CMD-11: two dispatchers who press at the same moment, fifty times: one gets the unit, the other 409 UNIT_TAKEN with the next best", async () => {
  await onDuty(city, "U1", "U2", "U3");
  const [a, b] = [await city.signIn("dispatcher"), await city.signIn("dispatcher2")];
  for (let round = 0; round < 50; round++) {
    // Half of the rounds for one incident, half for two: different records, the same unit.
    const first = await report(a, { text: `第${round}起` });
    const second = round % 2 === 0 ? first : await report(b, { text: `第${round}起乙` });
    const press = (seat: typeof a, incidentId: string) => seat.command("dispatch.issueOrder", { incidentId, orderId: newUlid(), unitIds: ["U1"], overrideReason: "COMMANDER" });
    const answers = await Promise.all([press(a, first.id), press(b, second.id)]);
    assert.equal(answers.filter(({ ok }) => ok).length, 1, `round ${round}: ${JSON.stringify(answers.map((answer) => (answer.ok ? "ok" : answer.code)))}`);
    const lost = refusedWith(answers.find(({ ok }) => !ok)!, "UNIT_TAKEN");
    const nextBest = lost.params["nextBest"] as { unitId: string; etaMs: number | null; rank: number | null }[];
    assert.ok(nextBest.length > 0 && nextBest.every(({ unitId }) => unitId !== "U1"), JSON.stringify(lost.params));
    assert.equal((await activeClaims(city.ledger.db, ["U1"])).length, 1);
    const winner = await a.unit("U1");
    accepted(await a.command("dispatch.recall", { incidentId: winner.assignment!.incidentId, orderId: winner.assignment!.orderId, unitId: "U1", reason: "下一轮" }));
  }
});

test("ORG-01, ORG-02: one order reaches a post, its units and its site groups at once; district and station get a copy that nobody must open", async () => {
  const seats = await onDuty(city, "U1", "MT1", "MT2");
  const [commander, chief, mall] = await Promise.all(["commander", "chief11", "mt3"].map((account) => city.signIn(account)));
  const incident = await report(commander!, { place: SCHOOL });
  const { orderId } = await order(commander!, incident.id, [], { orgIds: ["P111"] });
  const [seen] = (await commander!.incident(incident.id)).orders;
  assert.deepEqual(seen?.assignments.map(({ unitId }) => unitId).sort(), ["MT1", "MT2", "U1"]);
  assert.deepEqual(seen?.copies.map(({ orgId }) => orgId).sort(), ["D1", "M1", "M2", "P111", "S11"]);
  for (const unitId of ["U1", "MT1", "MT2"]) {
    accepted(await seats.get(unitId)!.command("dispatch.acknowledge", { incidentId: incident.id, orderId, unitId }));
    const own = await seats.get(unitId)!.incident(incident.id);
    assert.deepEqual(own.orders.map(({ id }) => id), [orderId], "one order id carries all receipts");
    assert.ok(own.orders[0]?.assignments.every((a) => a.unitId === unitId || a.rank === null), "of companions each sees that they come, not how they were chosen");
  }
  await assert.rejects(mall!.incident(incident.id), /NOT_FOUND/);
  accepted(await chief!.command("dispatch.seeCopy", { incidentId: incident.id, orderId, orgId: "S11" }));
  refusedWith(await chief!.command("dispatch.seeCopy", { incidentId: incident.id, orderId, orgId: "S21" }), "NOT_FOUND");
  const receipts = (await commander!.incident(incident.id)).orders[0]!;
  assert.ok(receipts.assignments.every(({ acknowledgedAt }) => acknowledgedAt !== null));
  assert.equal(receipts.copies.find(({ orgId }) => orgId === "S11")?.seenAt, city.clock.now());
  accepted(await commander!.command("intake.cancel", { incidentId: incident.id, reason: "演练结束" }));
});

test("CMD-04: while one commands, another cannot order; after the hand-over it is the other way round", async () => {
  await onDuty(city, "U1", "U2");
  const [a, b] = [await city.signIn("commander"), await city.signIn("commander2")];
  const incident = await report(a);
  accepted(await a.command("command.take", { incidentId: incident.id }));
  const issue = (seat: typeof a) => seat.command("dispatch.issueOrder", { incidentId: incident.id, orderId: newUlid(), unitIds: ["U2"], overrideReason: "COMMANDER" });
  assert.equal(refusedWith(await issue(b), "NOT_IN_COMMAND").message, "本警情由 值班长甲 指挥");
  refusedWith(await b.command("command.acceptHandover", { incidentId: incident.id }), "HANDOVER_NOT_OFFERED");
  for (const [toUserId, code] of [["nobody-of-the-city", "UNKNOWN_ACCOUNT"], ["u1", "NO_SUCCESSOR"], ["overseer", "NO_SUCCESSOR"], ["commander", "VALIDATION_FAILED"]] as const) {
    const { params } = refusedWith(await a.command("command.offerHandover", { incidentId: incident.id, toUserId }), code);
    assert.deepEqual(params["fields"], [code === "VALIDATION_FAILED" ? "$.toUserId" : "/toUserId"], toUserId);
  }
  assert.equal((await a.incident(incident.id)).handover ?? null, null);
  accepted(await a.command("command.offerHandover", { incidentId: incident.id, toUserId: "commander2" }));
  assert.equal((await a.incident(incident.id)).handover?.toName, "值班长乙", "by the name that desks know");
  accepted(await b.command("command.acceptHandover", { incidentId: incident.id }));
  refusedWith(await issue(a), "NOT_IN_COMMAND");
  accepted(await issue(b));
  accepted(await b.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("CMD-04, DSP-01: declining needs a code; a lower rank needs a reason; a unit acts for itself alone", async () => {
  const seats = await onDuty(city, "U1", "U2");
  const dispatcher = await city.signIn("dispatcher");
  const incident = await report(dispatcher, { place: SCHOOL });
  const last = (await dispatcher.recommendation(incident.id)).ranked.at(-1)!;
  const choose = (more: object) => dispatcher.command("dispatch.issueOrder", { incidentId: incident.id, orderId: newUlid(), unitIds: [last.unitId], ...more });
  refusedWith(await choose({}), "OVERRIDE_REASON_REQUIRED");
  accepted(await choose({ overrideReason: "LOCAL_KNOWLEDGE" }));
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  const step = { incidentId: incident.id, orderId, unitId: "U1" };
  const { code } = refusedWith(await seats.get("U1")!.command("dispatch.decline", step as never), "VALIDATION_FAILED");
  assert.equal(code, "VALIDATION_FAILED");
  refusedWith(await seats.get("U2")!.command("dispatch.acknowledge", step), "NOT_FOUND");
  accepted(await seats.get("U1")!.command("dispatch.decline", { ...step, code: "SAFETY", text: "道路塌陷" }));
  assert.equal((await dispatcher.unit("U1")).assignment, null);
});

test("DSP-10: a site's alarm opens the incident, orders the nearest post and tells the neighbours, and the site sees only its own", async () => {
  const seats = await onDuty(city, "U1", "U2", "MT1", "MT2", "MT3");
  const incidentId = newUlid();
  const school = seats.get("MT1")!;
  accepted(await school.command("dispatch.mruAlarm", { incidentId, orgId: "M1" }));
  const dispatcher = await city.signIn("dispatcher");
  const incident = await dispatcher.incident(incidentId);
  const ordered = incident.orders.flatMap(({ assignments }) => assignments.map(({ unitId }) => unitId));
  assert.deepEqual(ordered.sort(), ["MT1", "MT2", "U2"], "U2 is the nearest that patrols and gives first aid; the neighbour site helps");
  assert.equal((await school.incident(incidentId)).id, incidentId);
  const others = await report(dispatcher, { place: MALL });
  await assert.rejects(school.incident(others.id), /NOT_FOUND/);
  assert.deepEqual((await school.board()).incidents.map(({ id }) => id), [incidentId]);
  refusedWith(await school.command("dispatch.mruAlarm", { incidentId: newUlid(), orgId: "M3" }), "NOT_FOUND");
});

test("X-07: what a device did offline comes late with its own time, and cannot move what the server decided", async () => {
  const seats = await onDuty(city, "U6");
  const dispatcher = await city.signIn("dispatcher");
  const incident = await report(dispatcher, { place: MALL, typeCode: "CR-03" });
  const { orderId } = await order(dispatcher, incident.id, ["U6"]);
  const step = { incidentId: incident.id, orderId, unitId: "U6", deviceAt: city.clock.now() + 10_000 };
  city.clock.advance(61_000);
  await city.processTimers();
  const key = newUlid();
  const sync = () => seats.get("U6")!.command("dispatch.acknowledge", step, { key });
  accepted(await sync());
  assert.equal(accepted(await sync()).repeated, true, "sent twice by the outbox, done once");
  const react = (await dispatcher.incident(incident.id)).clocks.find((clock) => clock.step === "REACT")!;
  assert.equal(react.breachedAt, react.startedAt + 61_000, "the breach stands");
  const { entries } = await dispatcher.timeline(incident.id);
  const acknowledged = entries.find(({ type }) => type === "OrderAcknowledged")!;
  assert.deepEqual([(acknowledged.data as { deviceAt: number }).deviceAt, acknowledged.at], [step.deviceAt, react.startedAt + 61_000]);
});
