import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { commandPath } from "@tocsin/contract/routes.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, MALL, onDuty, openMatter, order, post, report, SCHOOL } from "../scene.ts";
import { openScreen } from "../screen.ts";

let city: TestCity;
let taker: Seated;
let dispatcher: Seated;
let commander: Seated;
before(async () => {
  city = await startCity();
  [taker, dispatcher, commander] = (await Promise.all(["taker", "dispatcher", "commander"].map((account) => city.signIn(account)))) as [Seated, Seated, Seated];
});
after(() => city.close());

const says = (value: unknown, canary: string): boolean => JSON.stringify(value).includes(canary);

test("CMD-01, X-05: a warning over two districts carries no incident of one into the other: not its number, its units or what they said, by board, stream, command post or review; both read what it says and how it stands", async (t) => {
  const [d1, d2] = [await city.signIn("d1"), await city.signIn("d2")];
  const screen = await openScreen(t, d2);
  const advisoryId = newUlid();
  accepted(await dispatcher.command("command.raiseAdvisory", { advisoryId, kind: "FLOOD", level: "RED", headline: "两区暴雨", area: { desc: "全市", rings: [], circles: [] } }));
  accepted(await commander.command("command.confirmAdvisory", { advisoryId }));
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const incident = await report(commander, { place: SCHOOL, typeCode: "FR-02", advisoryId });
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  const step = { incidentId: incident.id, orderId, unitId: "U1" };
  accepted(await u1.command("dispatch.acknowledge", step));
  accepted(await u1.command("dispatch.enRoute", step));
  accepted(await u1.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await u1.command("dispatch.handle", step));
  accepted(await u1.command("dispatch.feedback", { ...step, kind: "FIRST", text: "已设警戒" }));
  const commandPostId = newUlid();
  accepted(await commander.command("command.openPost", { commandPostId, advisoryId, name: "防汛指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D2" }], forces: [{ id: "F1", name: "专班", leaderUnitId: "U1", unitIds: ["U1"], objectiveId: null }], objectives: [] }));
  await screen.until("the post", ({ commandPosts }) => commandPosts.has(commandPostId));
  const own = async (seat: Seated) => (await seat.board()).advisories.find(({ id }) => id === advisoryId)!;
  assert.deepEqual([(await own(d1)).orders.length, (await own(d1)).actions[0]?.text], [1, "已设警戒"]);
  assert.deepEqual([(await own(d2)).orders, (await own(d2)).actions, (await own(d2)).status, (await own(d2)).headline], [[], [], "ORDERED", "两区暴雨"]);
  assert.ok((await d1.commandPost(commandPostId)).log.some(({ ref, type }) => ref.startsWith("A") && type === "AdvisoryActed"));
  const { log, draft } = await d2.commandPost(commandPostId);
  assert.ok(log.some(({ type }) => type === "AdvisoryConfirmed"));
  for (const canary of [incident.id, incident.no, "已设警戒"]) for (const value of [await d2.board(), log, draft, screen.messages]) assert.ok(!says(value, canary), `${canary} reaches the other district`);
  await assert.rejects(d2.incident(incident.id), /NOT_FOUND/);
});

test("GOV-02: who called from a number of their own is named in no event that anybody reads", async () => {
  const caller = await city.signIn("room11");
  await caller.declareNumbers(["13900002222"]);
  const incident = await report(taker, { place: SCHOOL, callback: "13900002222" });
  accepted(await taker.command("intake.addReport", { incidentId: incident.id, channel: "CALL_110", callback: "13900002222", text: "还没有人来" }));
  await assert.rejects(caller.incident(incident.id), /RECUSED/);
  for (const seat of [dispatcher, commander, taker]) {
    const { entries } = await seat.timeline(incident.id);
    assert.ok(entries.some(({ type }) => type === "ReportAdded") && !says(entries, "recused") && !says(entries, "room11"));
  }
});

test("LNK-08, LNK-12, X-05: a partner let into an incident, and a crew on it, learn of no matter that was handed to somebody else, nor how many calls the district has", async () => {
  const ems = await city.signIn("ems");
  const u2 = (await onDuty(city, "U2")).get("U2")!;
  const incident = await report(taker, { place: SCHOOL, typeCode: "MR-01" });
  accepted(await dispatcher.command("intake.inviteAgency", { incidentId: incident.id, agency: "EMS" }));
  await order(dispatcher, incident.id, ["U2"]);
  const matterId = await openMatter(commander, "URBAN_MGMT", { incidentId: incident.id });
  const { no } = (await commander.matter(matterId)).matter;
  assert.deepEqual((await commander.incident(incident.id)).matters, [{ id: matterId, no }]);
  for (const seat of [ems, u2]) for (const value of [await seat.incident(incident.id), await seat.timeline(incident.id), await seat.board()]) assert.ok(!says(value, matterId) && !says(value, no));
});

test("CMD-04, INC-04, SCN-01, X-05: a partner let into an incident and a crew on it read that a limit was missed and who commands; the words about it, from whom command was taken and why, and what the backstage desk told another, are the desks'", async () => {
  const [ems, second] = [await city.signIn("ems"), await city.signIn("commander2")];
  const seats = await onDuty(city, "U3", "U4");
  const [asking, crew] = [seats.get("U3")!, seats.get("U4")!];
  const { id: incidentId } = await report(taker, { place: SCHOOL });
  accepted(await dispatcher.command("intake.inviteAgency", { incidentId, agency: "EMS" }));
  accepted(await commander.command("command.take", { incidentId }));
  await city.pass(61);
  accepted(await dispatcher.command("dispatch.explainBreach", { incidentId, clockId: "FIRST_ORDER.1", code: "OTHER", text: "席位交接延误" }));
  await order(commander, incidentId, ["U3", "U4"]);
  accepted(await asking.command("dispatch.requestSupport", { incidentId, unitId: "U3", kind: "PLACE", text: "后门在哪" }));
  const requestId = (await dispatcher.incident(incidentId)).support[0]!.id;
  accepted(await dispatcher.command("dispatch.answerSupport", { incidentId, requestId, text: "后门钥匙在传达室" }));
  await city.ledger.db.query("update tocsin.session set used_at = $1 where user_id = 'commander'", [Date.now() - 3_600_000]);
  accepted(await second.command("command.takeOver", { incidentId, fromUserId: "commander", reason: "原指挥员身体不适" }));
  const inner = ["席位交接延误", "原指挥员身体不适", "后门钥匙在传达室"];
  for (const seat of [ems, crew]) {
    const shown = await seat.incident(incidentId);
    assert.deepEqual([shown.clocks[0]?.reason?.code, shown.commander?.userId, shown.takenOver], ["OTHER", "commander2", undefined]);
    const { entries } = await seat.timeline(incidentId);
    assert.deepEqual(entries.find(({ type }) => type === "CommandTakenOver")?.data, { userId: "commander2", name: "值班长乙", orgPath: "CITY" });
    for (const value of [shown, entries, await seat.board()]) for (const canary of inner) assert.ok(!says(value, canary), `${canary} is read by who works with the desks`);
  }
  assert.equal((await asking.incident(incidentId)).support[0]?.answer?.text, "后门钥匙在传达室", "who asked has the answer");
  const told = await dispatcher.timeline(incidentId);
  for (const canary of inner) assert.ok(says(told, canary), `${canary} is the desks'`);
});

test("CMD-11, X-05: a desk whose unit was drawn off learns that it was and why, of the incident beyond its border neither number nor id; the other way round too; who looks at both reads both", async (t) => {
  const [d1, d2] = [await city.signIn("d1"), await city.signIn("d2")];
  const screen = await openScreen(t, d1);
  await onDuty(city, "E1");
  const left = await report(taker, { typeCode: "PO-04" });
  await order(dispatcher, left.id, ["E1"]);
  const gained = await report(taker, { place: MALL });
  accepted(await dispatcher.command("dispatch.reassign", { unitId: "E1", fromIncidentId: left.id, incidentId: gained.id, orderId: newUlid(), code: "LIFE_AT_RISK" }));
  await screen.until("it was drawn off", ({ incidents }) => incidents.get(left.id)?.orders[0]?.assignments[0]?.status === "SUPERSEDED");
  const draws = async (seat: Seated) => [(await seat.incident(left.id)).orders[0]?.assignments[0]?.drawnTo, (await seat.incident(gained.id)).orders[0]?.drawnFrom];
  const named = ({ id, no }: typeof left) => ({ incidentId: id, no, code: "LIFE_AT_RISK" });
  assert.deepEqual(await draws(dispatcher), [named(gained), named(left)]);
  assert.deepEqual([(await d1.incident(left.id)).orders[0]?.assignments[0]?.drawnTo, (await d2.incident(gained.id)).orders[0]?.drawnFrom], [{ code: "LIFE_AT_RISK" }, { code: "LIFE_AT_RISK" }]);
  for (const [seat, own, other] of [[d1, left, gained], [d2, gained, left]] as const) {
    await assert.rejects(seat.incident(other.id), /NOT_FOUND/);
    for (const value of [await seat.incident(own.id), await seat.timeline(own.id), await seat.board()]) assert.ok(!says(value, other.id) && !says(value, other.no));
  }
  for (const canary of [gained.id, gained.no]) assert.ok(!says(screen.messages, canary), `${canary} reaches the other district`);
});

test("CMD-02, LNK-12, X-05: a drawing that is shared and a matter that is handed over carry no id of their incident to whom that does not exist", async () => {
  const [d1, d2, urban] = [await city.signIn("d1"), await city.signIn("d2"), await city.signIn("urban")];
  const incident = await report(taker, { place: SCHOOL });
  const drawingId = newUlid();
  accepted(await d1.command("command.draw", { drawingId, incidentId: incident.id, kind: "ROUTE", points: [[112.003, 30.003], [112.006, 30.003]] }));
  accepted(await d1.command("command.shareDrawing", { drawingId, withOrgIds: ["D2"] }));
  const matterId = await openMatter(dispatcher, "URBAN_MGMT", { incidentId: incident.id });
  const drawn = async (seat: Seated) => (await seat.board()).drawings?.find(({ id }) => id === drawingId)?.incidentId;
  assert.deepEqual([await drawn(d1), await drawn(d2), await drawn(dispatcher)], [incident.id, null, incident.id]);
  assert.deepEqual([(await urban.matter(matterId)).matter.incidentId, (await dispatcher.matter(matterId)).matter.incidentId], [null, incident.id]);
  for (const value of [await d2.board(), await urban.board(), await urban.matter(matterId)]) for (const canary of [incident.id, incident.no]) assert.ok(!says(value, canary), canary);
});

test("INC-01, X-05: the id of a call, which runs on and can be guessed, opens nobody's incident to a machine of another place; whoever brought one in learns its number, and by asking again nothing that was found out since", async () => {
  const { key } = await (await city.signIn("commander")).makeKey("hospital", 30);
  const send = (body: object, idempotency = newUlid()) => post(city, null, commandPath("intake.receive"), body, { authorization: `Bearer ${key}`, "idempotency-key": idempotency });
  const call = { channel: "CALL_110" as const, providerCallId: "C-9001", noCallbackReason: "WITHHELD" as const, text: "商场三楼有人持刀", place: MALL };
  const theirs = await report(taker, call);
  const { status, body } = await send({ ...call, incidentId: newUlid(), text: "x" });
  assert.deepEqual([status, body["incidents"], body["repeated"]], [200, [], true]);
  for (const canary of [theirs.id, theirs.no, "商场三楼"]) assert.ok(!says(body, canary), canary);
  const [own, idempotency] = [newUlid(), newUlid()];
  const mine = { channel: "WEB", incidentId: own, noCallbackReason: "WITHHELD", text: "转院途中事故", place: MALL };
  const numberOf = ({ body }: Awaited<ReturnType<typeof send>>) => (body["incidents"] as { readonly no: string }[])[0]?.no;
  const no = numberOf(await send(mine, idempotency));
  accepted(await dispatcher.command("intake.addFact", { incidentId: own, key: "smell", value: "后座有人昏迷", critical: false }));
  accepted(await dispatcher.command("intake.addNote", { incidentId: own, text: "已联系家属" }));
  const again = await send(mine, idempotency);
  assert.equal(numberOf(again), no);
  assert.equal((await dispatcher.incident(own)).no, no);
  assert.ok(!says(again.body, "后座有人昏迷") && !says(again.body, "已联系家属"));
});
