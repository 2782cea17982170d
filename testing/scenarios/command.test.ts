import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { activeClaims } from "@tocsin/ledger/claims.ts";
import { serveCity, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, order, post, refusedWith, report } from "../scene.ts";
import { openScreen } from "../screen.ts";

let city: TestCity;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  dispatcher = await city.signIn("dispatcher");
});
after(() => city.close());

const end = async (seat: Seated, incidentId: string) => accepted(await seat.command("intake.cancel", { incidentId, reason: "误报" }));

test("CMD-02: all screens show the same: twelve consoles and a phone hear of every step, and hold equal records", async (t) => {
  const seats = await onDuty(city, "U1");
  const desks = [dispatcher, await city.signIn("dispatcher2"), await city.signIn("commander")];
  const screens = await Promise.all(Array.from({ length: 12 }, (_, n) => openScreen(t, desks[n % desks.length]!)));
  const phone = await openScreen(t, seats.get("U1")!);
  const incident = await report(await city.signIn("taker"), { place: SCHOOL });
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  const step = { incidentId: incident.id, orderId, unitId: "U1" };
  for (const [name, status] of [["dispatch.acknowledge", "ACKNOWLEDGED"], ["dispatch.enRoute", "EN_ROUTE"]] as const) {
    accepted(await seats.get("U1")!.command(name, step));
    await Promise.all([...screens, phone].map((screen) => screen.until(status, ({ incidents }) => incidents.get(incident.id)?.orders[0]?.assignments[0]?.status === status)));
  }
  const whole = await dispatcher.incident(incident.id);
  for (const screen of screens) {
    assert.deepEqual(screen.state().incidents.get(incident.id), whole);
    await screen.until("the unit", ({ units }) => units.get("U1")?.status === "EN_ROUTE");
    assert.deepEqual(screen.state().units.get("U1"), screens[0]!.state().units.get("U1"));
  }
  await end(dispatcher, incident.id);
});

test("CMD-02: a unit that goes off shift is on no board, no ranking and no map, with whatever age its position has", async () => {
  const seats = await onDuty(city, "U3", "U1");
  const u3 = seats.get("U3")!;
  assert.equal((await u3.sendPositions([{ unitId: "U3", lon: 112.008, lat: 30.022, at: city.clock.now() }])).accepted, 1);
  const incident = await report(dispatcher);
  accepted(await u3.command("dispatch.setUnitStatus", { unitId: "U3", status: "OFF_DUTY" }));
  const [board, made] = [await dispatcher.board(), await dispatcher.recommendation(incident.id, { includeStale: true })];
  assert.deepEqual([board.units.filter(({ id }) => id === "U3"), board.positions.filter(({ unitId }) => unitId === "U3")], [[], []]);
  assert.ok(![...made.ranked, ...made.notEligible].some(({ unitId }) => unitId === "U3"));
  refusedWith(await dispatcher.command("dispatch.issueOrder", { incidentId: incident.id, orderId: newUlid(), unitIds: ["U3"], overrideReason: "COMMANDER" }), "UNIT_NOT_AVAILABLE");
  await end(dispatcher, incident.id);
});

test("CMD-04: who is not in command neither orders, recalls, moves units nor ends the incident; the hand-over needs both", async () => {
  await onDuty(city, "U1", "U2");
  const [a, b, chief] = [await city.signIn("commander"), await city.signIn("commander2"), await city.signIn("chief11")];
  const [incident, other] = [await report(a), await report(b)];
  accepted(await a.command("command.take", { incidentId: incident.id }));
  const { orderId } = await order(a, incident.id, ["U1"]);
  const id = { incidentId: incident.id };
  const issue = (seat: Seated) => seat.command("dispatch.issueOrder", { ...id, orderId: newUlid(), unitIds: ["U2"], overrideReason: "COMMANDER" });
  const forbidden = (seat: Seated) => Promise.all([
    issue(seat),
    seat.command("dispatch.recall", { ...id, orderId, unitId: "U1", reason: "x" }),
    seat.command("dispatch.reassign", { unitId: "U1", fromIncidentId: incident.id, incidentId: other.id, orderId: newUlid(), code: "OTHER", reason: "x" }),
    seat.command("intake.cancel", { ...id, reason: "x" }),
    seat.command("intake.close", { ...id, outcomeCode: "FALSE_ALARM", text: "" }),
    seat.command("command.take", id),
    seat.command("command.offerHandover", { ...id, toUserId: "commander2" }),
  ]);
  for (const answer of await forbidden(b)) refusedWith(answer, "NOT_IN_COMMAND");
  refusedWith(await issue(chief), "NOT_IN_COMMAND");
  accepted(await a.command("command.offerHandover", { ...id, toUserId: "commander2" }));
  refusedWith(await issue(b), "NOT_IN_COMMAND");
  refusedWith(await chief.command("command.acceptHandover", id), "HANDOVER_NOT_OFFERED");
  accepted(await b.command("command.acceptHandover", id));
  for (const answer of await forbidden(a)) refusedWith(answer, "NOT_IN_COMMAND");
  accepted(await issue(b));
  assert.equal((await a.incident(incident.id)).commander?.userId, "commander2");
  for (const one of [incident, other]) await end(b, one.id);
});

test("CMD-04: declining needs a code; unsafe or unfit, the need is open again and the others are ranked, the one that declined with its reason", async () => {
  const seats = await onDuty(city, "U1", "U2");
  for (const code of ["SAFETY", "CAPABILITY"] as const) {
    const incident = await report(dispatcher);
    assert.equal((await dispatcher.recommendation(incident.id)).ranked[0]?.unitId, "U1");
    const { orderId } = await order(dispatcher, incident.id, ["U1"]);
    const step = { incidentId: incident.id, orderId, unitId: "U1" };
    const bare = await post(city, seats.get("U1")!, "/api/v1/dispatch/decline", step);
    assert.deepEqual([bare.status, (bare.body["fields"] as { path: string }[])[0]?.path], [422, "$.code"]);
    accepted(await seats.get("U1")!.command("dispatch.decline", { ...step, code, text: "现场有人持刀" }));
    assert.equal((await dispatcher.incident(incident.id)).status, "CLASSIFIED", "nobody is under way any more");
    const made = await dispatcher.recommendation(incident.id);
    assert.equal(made.ranked[0]?.unitId, "U2");
    assert.deepEqual(made.notEligible.find(({ unitId }) => unitId === "U1")?.reasons[0], { code: "DECLINED", params: { declineCode: code } });
    accepted(await dispatcher.command("dispatch.issueOrder", { incidentId: incident.id, orderId: newUlid(), unitIds: ["U2"], recommendationId: made.id }));
    await end(dispatcher, incident.id);
  }
});

test("CMD-11, X-02: two incidents, one unit, two desks on two servers at the same moment, fifty times: exactly one has it, the other learns of the next best", async () => {
  await onDuty(city, "U6", "U7", "U2");
  const other = await serveCity(city.databaseUrl, city.clock);
  try {
    const [a, b] = [dispatcher, await signInAt(other.url, "dispatcher2")];
    let [first, second] = [await report(a, { place: MALL }), await report(b, { place: MALL })];
    const press = (seat: Seated, incidentId: string) => seat.command("dispatch.issueOrder", { incidentId, orderId: newUlid(), unitIds: ["U6"], overrideReason: "COMMANDER" });
    for (let round = 0; round < 50; round++) {
      if (round % 10 === 0) [first, second] = [await report(a, { place: MALL }), await report(b, { place: MALL })];
      const answers = await Promise.all(round % 2 === 0 ? [press(a, first.id), press(b, second.id)] : [press(b, second.id), press(a, first.id)]);
      assert.equal(answers.filter(({ ok }) => ok).length, 1, `round ${round}: ${JSON.stringify(answers).slice(0, 400)}`);
      const lost = refusedWith(answers.find(({ ok }) => !ok)!, "UNIT_TAKEN");
      const nextBest = lost.params["nextBest"] as { unitId: string }[];
      assert.ok(nextBest.length > 0 && nextBest.every(({ unitId }) => unitId !== "U6"), JSON.stringify(lost.params));
      assert.equal((await activeClaims(city.ledger.db, ["U6"])).length, 1);
      const { assignment } = await a.unit("U6");
      const loser = assignment!.incidentId === first.id ? second : first;
      if (round % 10 === 9) assert.ok((await a.incident(loser.id)).orders.every(({ assignments }) => assignments.every(({ status }) => status === "RECALLED")), "the other has nothing of it");
      accepted(await a.command("dispatch.recall", { ...assignment!, unitId: "U6", reason: "下一轮" }));
    }
  } finally {
    await other.close();
  }
});

test("CMD-11: a unit is moved from one matter to a graver one in one act: at no moment it has two, or none", async (t) => {
  const seats = await onDuty(city, "U2");
  const screen = await openScreen(t, dispatcher);
  const [minor, grave] = [await report(dispatcher, { typeCode: "PO-04" }), await report(dispatcher)];
  await order(dispatcher, minor.id, ["U2"]);
  const move = { unitId: "U2", fromIncidentId: minor.id, incidentId: grave.id, orderId: newUlid(), code: "MORE_URGENT" as const };
  accepted(await dispatcher.command("dispatch.reassign", move));
  refusedWith(await dispatcher.command("dispatch.reassign", { ...move, orderId: newUlid() }), "UNIT_TAKEN");
  await screen.until("the move", ({ units }) => units.get("U2")?.assignment?.incidentId === grave.id);
  const seen = screen.messages.flatMap((message) => (message.t === "upsert" ? message.units.filter(({ id }) => id === "U2").map(({ assignment }) => assignment?.incidentId ?? null) : []));
  const fromOrder = seen.slice(seen.indexOf(minor.id));
  assert.ok(!fromOrder.includes(null), JSON.stringify(seen));
  accepted(await seats.get("U2")!.command("dispatch.acknowledge", { incidentId: grave.id, orderId: move.orderId, unitId: "U2" }));
  const old = (await dispatcher.incident(minor.id)).orders[0]!.assignments[0]!;
  assert.deepEqual([old.status, old.endReason], ["SUPERSEDED", "MORE_URGENT"]);
  for (const { id } of [minor, grave]) await end(dispatcher, id);
});

test("CMD-11: an order is for all of its units or for none", async () => {
  await onDuty(city, "U1", "U2", "U6");
  const [one, two] = [await report(dispatcher), await report(dispatcher)];
  await order(dispatcher, one.id, ["U2"]);
  const answer = await dispatcher.command("dispatch.issueOrder", { incidentId: two.id, orderId: newUlid(), unitIds: ["U1", "U2"], overrideReason: "COMMANDER" });
  assert.equal(refusedWith(answer, "UNIT_TAKEN").params["unitId"], "U2");
  assert.deepEqual([(await dispatcher.unit("U1")).assignment, (await dispatcher.incident(two.id)).orders], [null, []]);
  for (const { id } of [one, two]) await end(dispatcher, id);
});

test("CMD-04, X-05: to whom command can be handed: seats that are there and entitled for this incident; 403 without the right, 404 outside the scope", async () => {
  const [a, b] = [await city.signIn("commander"), await city.signIn("commander2")];
  await city.signIn("chief11");
  const [incident, elsewhere] = [await report(a), await report(a, { place: MALL })];
  const names = async (seat: Seated, id: string): Promise<string[]> => (await seat.successors(id)).seats.map(({ userId }) => userId);
  assert.deepEqual(await names(a, incident.id), ["commander2", "chief11"]);
  assert.deepEqual(await names(a, elsewhere.id), ["commander2"], "the station's chief commands in its own area only");
  assert.deepEqual((await a.successors(incident.id)).seats[0]?.keys, ["zhibanzhangyi", "zbzy"], "a keyboard finds them without Chinese");
  assert.deepEqual(await names(b, incident.id), ["commander", "chief11"], "nobody is offered to himself");
  await assert.rejects(dispatcher.successors(incident.id), /FORBIDDEN/);
  await assert.rejects((await city.signIn("chief11")).successors(elsewhere.id), /NOT_FOUND/);
  for (const { id } of [incident, elsewhere]) await end(a, id);
});
