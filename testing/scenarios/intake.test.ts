import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, openMatter, order, post, refusedWith, report } from "../scene.ts";
import { openScreen } from "../screen.ts";

let city: TestCity;
let taker: Seated;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  [taker, dispatcher] = await Promise.all([city.signIn("taker"), city.signIn("dispatcher")]);
});
after(() => city.close());

const call = (more: Partial<CommandPayload["intake.receive"]> = {}): CommandPayload["intake.receive"] => ({ incidentId: newUlid(), channel: "CALL_110", noCallbackReason: "SILENT_CALL", text: "", place: { ...SCHOOL, point: null }, ...more });
const receive = (more: Partial<CommandPayload["intake.receive"]> = {}) => taker.command("intake.receive", call(more));

test("INC-01: type, place in words and a call-back number or a coded reason are enough; nothing else is asked, and never who somebody is", async () => {
  for (const noCallbackReason of ["SILENT_CALL", "ANONYMOUS", "DEVICE", "WITHHELD", "OFFICER"] as const) {
    const [incident] = accepted(await receive({ noCallbackReason })).incidents;
    assert.match(incident!.no, /^20260302-\d{5}$/);
    assert.deepEqual([incident!.status, incident!.flags], ["RECEIVED", ["PLACE_UNKNOWN"]], "words without a point are to be located");
  }
  assert.deepEqual(refusedWith(await receive({ noCallbackReason: undefined }), "CALLBACK_REQUIRED").params["fields"], ["/callback", "/noCallbackReason"]);
  for (const place of [undefined, { ...SCHOOL, addressText: " \t ", point: null }]) refusedWith(await receive({ place }), "PLACE_REQUIRED");
});

test("INC-01: what has no place stands on every board of the city until somebody locates it; then the area's own desk has it", async (t) => {
  const [city1, west] = [await openScreen(t, dispatcher), await openScreen(t, await city.signIn("d1"))];
  const [incident] = accepted(await receive({ place: undefined, placeUnknown: "UNKNOWN", typeCode: "CR-04" })).incidents;
  await city1.until("the incident without a place", ({ incidents }) => incidents.get(incident!.id)?.flags.includes("PLACE_UNKNOWN") === true);
  assert.equal(west.state().incidents.has(incident!.id), false);
  accepted(await taker.command("intake.locate", { incidentId: incident!.id, place: SCHOOL }));
  await west.until("the located incident", ({ incidents }) => incidents.get(incident!.id)?.orgPath === "CITY.D1.S11.P111");
  await city1.until("the flag gone", ({ incidents }) => incidents.get(incident!.id)?.flags.length === 0);
});

test("INC-01: five minutes ahead is believed, a millisecond more is refused; 4,000 characters are kept, one more is refused", async () => {
  const ahead = city.clock.now() + 300_000;
  assert.equal(accepted(await receive({ occurredAt: ahead })).incidents[0]?.occurredAt, ahead);
  refusedWith(await receive({ occurredAt: ahead + 1 }), "TIME_IN_FUTURE");
  assert.equal(accepted(await receive({ text: "火".repeat(4_000) })).incidents[0]?.text.length, 4_000);
  assert.equal(refusedWith(await receive({ text: "火".repeat(4_001) }), "VALIDATION_FAILED").fields?.[0]?.path, "$.text");
});

test("INC-01: a point outside the service area wants a confirmation, and is flagged", async () => {
  const far = { ...SCHOOL, point: { lon: 113, lat: 31 } };
  refusedWith(await receive({ place: far }), "OUTSIDE_SERVICE_AREA");
  const [incident] = accepted(await receive({ place: far, confirmOutside: true })).incidents;
  assert.deepEqual([incident?.orgPath, incident?.flags], ["CITY", ["OUTSIDE_AREA"]]);
  refusedWith(await receive({ typeCode: "ZZ-99" }), "UNKNOWN_TYPE");
});

test("INC-03: with a type and a point only the order goes out while the call goes on; each later fact reaches the unit's screen", async (t) => {
  const seats = await onDuty(city, "U1");
  const phone = await openScreen(t, seats.get("U1")!);
  const incidentId = newUlid();
  accepted(await receive({ incidentId, typeCode: "FR-01", place: { ...SCHOOL, addressText: "" } }));
  accepted(await taker.command("dispatch.issueOrder", { incidentId, orderId: newUlid(), unitIds: ["U1"], preDispatch: true, overrideReason: "LOCAL_KNOWLEDGE" }));
  await phone.until("the order", ({ incidents }) => incidents.get(incidentId)?.orders[0]?.preDispatch === true);
  for (const [key, value] of [["floor", 3], ["trapped", 2], ["smoke", true], ["where", "东侧楼梯"]] as const) {
    accepted(await taker.command("intake.addFact", { incidentId, key, value, critical: key === "trapped" }));
    await phone.until(`the fact ${key}`, ({ incidents }) => incidents.get(incidentId)?.facts.some((fact) => fact.key === key && fact.value === value) === true);
  }
  accepted(await dispatcher.command("intake.cancel", { incidentId, reason: "误报" }));
});

test("INC-03: two seats that change one field at the same moment, twenty times: one wins, the other is shown both values and has to choose", async () => {
  const incident = await report(taker, { typeCode: "CR-04", text: "0" });
  for (let round = 1; round <= 20; round++) {
    const from = (await taker.incident(incident.id)).text;
    const write = (seat: Seated, to: string) => seat.command("intake.amend", { incidentId: incident.id, field: "text", from, to });
    const answers = await Promise.all([write(taker, `接警 ${round}`), write(dispatcher, `调度 ${round}`)]);
    const winner = answers.findIndex(({ ok }) => ok);
    const lost = refusedWith(answers[1 - winner]!, "FIELD_CONFLICT");
    const [kept, yours] = winner === 0 ? [`接警 ${round}`, `调度 ${round}`] : [`调度 ${round}`, `接警 ${round}`];
    assert.deepEqual([lost.params["current"], lost.params["yours"], (await taker.incident(incident.id)).text], [kept, yours, kept]);
  }
});

test("INC-04: one agency leads at any time, each sets its own status, and leaving the room takes the incident off the screen", async (t) => {
  const ems = await city.signIn("ems");
  const screen = await openScreen(t, ems);
  const incident = await report(dispatcher, { typeCode: "TR-01" });
  assert.equal(incident.leadAgency, "TRAFFIC_POLICE");
  accepted(await dispatcher.command("intake.inviteAgency", { incidentId: incident.id, agency: "EMS" }));
  accepted(await ems.command("intake.joinRoom", { incidentId: incident.id }));
  refusedWith(await ems.command("intake.setLeadAgency", { incidentId: incident.id, agency: "EMS", reason: "x" }), "FORBIDDEN");
  for (const agency of ["EMS", "POLICE", "EMS"]) {
    accepted(await dispatcher.command("intake.setLeadAgency", { incidentId: incident.id, agency, reason: "改主责" }));
    assert.equal((await dispatcher.incident(incident.id)).leadAgency, agency);
  }
  accepted(await dispatcher.command("intake.setLeadAgency", { incidentId: incident.id, agency: "POLICE", reason: "改主责" }));
  accepted(await ems.command("intake.setAgencyStatus", { incidentId: incident.id, status: "UNDER_WAY" }));
  const { room, status } = await dispatcher.incident(incident.id);
  assert.deepEqual([room.map((seat) => [seat.agency, seat.status]), status], [[["EMS", "UNDER_WAY"]], "CLASSIFIED"], "its own status, nobody else's");
  await screen.until("the shared incident", ({ incidents }) => incidents.get(incident.id)?.room[0]?.status === "UNDER_WAY");
  accepted(await ems.command("intake.leaveRoom", { incidentId: incident.id }));
  await screen.until("the incident gone", ({ incidents }) => !incidents.has(incident.id));
  accepted(await dispatcher.command("intake.addNote", { incidentId: incident.id, text: "120 已离开" }));
  await assert.rejects(ems.incident(incident.id), /NOT_FOUND/);
});

test("INC-06: closing names every gap, no step can be skipped, and a case leaves only its number and the receiving unit behind", async () => {
  const seats = await onDuty(city, "U1");
  const unit = seats.get("U1")!;
  const incident = await report(dispatcher, { typeCode: undefined, text: "听不清" });
  const close = (outcomeCode: string, more: { caseRef?: string; text?: string } = {}) => dispatcher.command("intake.close", { incidentId: incident.id, outcomeCode, text: "", ...more });
  assert.deepEqual(refusedWith(await close("HANDLED_ON_SITE"), "CLOSE_BLOCKED").params["gaps"], ["TYPE", "ARRIVAL", "FIRST_FEEDBACK"]);
  assert.deepEqual(refusedWith(await close("CASE_REFERRED"), "CLOSE_BLOCKED").params["gaps"], ["TYPE", "ARRIVAL", "FIRST_FEEDBACK", "CASE_REF"]);
  refusedWith(await close("NO_SUCH_CODE"), "UNKNOWN_OUTCOME");
  accepted(await dispatcher.command("intake.classify", { incidentId: incident.id, typeCode: "CR-03" }));
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  const step = { incidentId: incident.id, orderId, unitId: "U1" };
  const arrive = () => unit.command("dispatch.arrive", { ...step, mode: "CONFIRMED" });
  assert.deepEqual(refusedWith(await unit.command("dispatch.enRoute", step), "STATE_CONFLICT").params["allowed"], ["ACKNOWLEDGED", "DECLINED", "RECALLED", "SUPERSEDED"]);
  refusedWith(await arrive(), "STATE_CONFLICT");
  refusedWith(await unit.command("dispatch.complete", step), "STATE_CONFLICT");
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await unit.command(name, step));
  accepted(await arrive());
  assert.deepEqual(refusedWith(await close("HANDLED_ON_SITE"), "CLOSE_BLOCKED").params["gaps"], ["FIRST_FEEDBACK"]);
  accepted(await unit.command("dispatch.handle", step));
  accepted(await unit.command("dispatch.feedback", { ...step, kind: "FIRST", text: "现场已控制" }));
  assert.deepEqual(refusedWith(await close("CASE_REFERRED"), "CLOSE_BLOCKED").params["gaps"], ["CASE_REF"]);
  refusedWith(await taker.command("intake.close", { incidentId: incident.id, outcomeCode: "HANDLED_ON_SITE", text: "" }), "P1_CLOSE_FORBIDDEN");
  const closed = accepted(await close("CASE_REFERRED", { caseRef: "A429901-2026-0007", text: "刑侦大队" })).incidents.find(({ id }) => id === incident.id)!;
  assert.deepEqual([closed.status, closed.outcome?.caseRef, closed.outcome?.text], ["CLOSED", "A429901-2026-0007", "刑侦大队"]);
  assert.equal((await dispatcher.unit("U1")).assignment, null, "the unit is free again");
  refusedWith(await dispatcher.command("intake.addFact", { incidentId: incident.id, key: "late", value: 1 }), "STATE_CONFLICT");
});

test("INC-06: thirty days to the millisecond an incident can be reopened, with a reason, and not later", async () => {
  const from = city.clock.now();
  const [kept, late] = [await report(dispatcher), await report(dispatcher)];
  for (const { id } of [kept, late]) accepted(await dispatcher.command("intake.close", { incidentId: id, outcomeCode: "FALSE_ALARM", text: "误报" }));
  const reopen = (incidentId: string, reason = "又有人报警") => dispatcher.command("intake.reopen", { incidentId, reason });
  refusedWith(await reopen(kept.id, ""), "VALIDATION_FAILED");
  city.clock.set(from + 30 * 86_400_000);
  assert.equal(accepted(await reopen(kept.id)).incidents[0]?.status, "CLASSIFIED");
  refusedWith(await reopen(kept.id), "STATE_CONFLICT");
  city.clock.advance(1);
  assert.equal(refusedWith(await reopen(late.id), "REOPEN_EXPIRED").message, "超过可重开期限(30 天)");
  accepted(await dispatcher.command("intake.close", { incidentId: kept.id, outcomeCode: "INVALID", text: "" }));
});

test("INC-07: two hundred reports in bursts of fifty, many sent twice: none lost, none doubled, and the most urgent goes out amid them", async (t) => {
  const screen = await openScreen(t, dispatcher);
  await onDuty(city, "U6");
  const sent: string[] = [];
  const numbers: string[] = [];
  for (let second = 0; second < 4; second++) {
    const calls = Array.from({ length: 50 }, (_, n) => ({ key: newUlid(), payload: call({ typeCode: n % 5 === 0 ? "PO-04" : "HP-06", text: `第${second}秒第${n}通`, place: MALL }) }));
    const answers = await Promise.all(calls.flatMap(({ key, payload }, n) => (n % 5 === 0 ? [0, 1] : [0]).map(() => post(city, taker, "/api/v1/intake/receive", payload, { "idempotency-key": key }))));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    sent.push(...calls.map(({ payload }) => payload.incidentId));
    numbers.push(...new Set(answers.map(({ body }) => (body["incidents"] as { no: string }[])[0]!.no)));
    city.clock.advance(1_000);
  }
  const urgent = await report(taker, { typeCode: "CR-03", place: MALL });
  await order(dispatcher, urgent.id, ["U6"]);
  const { incidents } = await dispatcher.board();
  const seen = incidents.map(({ id }) => id);
  assert.deepEqual(sent.filter((id) => !seen.includes(id)), [], "all queue visibly");
  assert.equal(seen.length, new Set(seen).size);
  assert.deepEqual([numbers.length, new Set(numbers).size], [200, 200]);
  const streams = await city.ledger.load(sent.map((id) => ({ kind: "incident", id })));
  assert.deepEqual([streams.length, [...new Set(streams.map(({ version }) => version))]], [200, [2]], "received and classified once each");
  await screen.until("all of them on the screen", (state) => [...sent, urgent.id].every((id) => state.incidents.has(id)));
});

test("GOV-02: who called 110 from a number that is their own does not work on it: no board, stream, record, room or command of theirs has it, others do, and each try is in the audit", async (t) => {
  const [taker, desk, auditor] = await Promise.all([city.signIn("taker"), city.signIn("dispatcher"), city.signIn("auditor")]);
  assert.deepEqual(await desk.declareNumbers(["+86 139 0000 7788"]), { count: 1 });
  const screen = await openScreen(t, desk);
  const mine = await report(taker, { callback: "13900007788", text: "我家被撬" });
  const other = await report(taker, { callback: "13900007789", text: "邻居家被撬" });
  await screen.until("the other call", ({ incidents }) => incidents.has(other.id));
  assert.ok(!screen.state().incidents.has(mine.id));
  await assert.rejects(desk.incident(mine.id), /RECUSED/);
  refusedWith(await desk.command("intake.addNote", { incidentId: mine.id, text: "我自己来处理" }), "RECUSED");
  assert.ok(!(await desk.incidents({ open: true })).incidents.some(({ id }) => id === mine.id));
  const seen = await (await city.signIn("commander")).incident(mine.id);
  assert.ok(!JSON.stringify(seen).includes("dispatcher"), "nobody is told who it is");

  // The second call about it comes from the desk's own number: what it worked on until now is taken from it.
  accepted(await taker.command("intake.addReport", { incidentId: other.id, channel: "CALL_110", callback: "139-0000-7788", text: "我也听见了" }));
  await screen.until("it gone", ({ incidents }) => !incidents.has(other.id));
  screen.close();
  const { rows } = await auditor.audit({ from: city.clock.now() - 60_000, to: city.clock.now() + 1_000, account: "dispatcher", object: mine.id });
  assert.deepEqual(rows.map(({ outcome, action }) => [outcome, action.split(" ").at(-1)]).sort(), [["REFUSED", "/api/v1/incidents/:id"], ["REFUSED", "intake.addNote"]]);
  assert.deepEqual(await desk.declareNumbers([]), { count: 0 });
  await assert.rejects(desk.incident(mine.id), /RECUSED/, "what has been is not undone by taking the number back");
  await assert.rejects(desk.declareNumbers(["张三"]), /VALIDATION_FAILED/);

  // What belongs to the call stays away too, also after it is closed, and at a server that starts then.
  const [commander, commandPostId] = [await city.signIn("commander"), newUlid()];
  await onDuty(city, "U3");
  const matterId = await openMatter(taker, "URBAN_MGMT", { incidentId: mine.id });
  accepted(await commander.command("command.openPost", { commandPostId, incidentId: mine.id, name: "现场指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }, { role: "MEDICAL", orgId: "EM" }], forces: [{ id: "F1", name: "一组", leaderUnitId: "U3", unitIds: ["U3"], objectiveId: null }], objectives: [] }));
  const kept = async (who: string, seat: Seated): Promise<void> => {
    for (const ask of [() => seat.matter(matterId), () => seat.commandPost(commandPostId)]) await assert.rejects(ask(), /NOT_FOUND/, who);
    refusedWith(await seat.command("linkage.withdraw", { matterId }), "NOT_FOUND");
  };
  await kept("open", desk);
  accepted(await commander.command("command.standDown", { commandPostId, reason: "险情排除" }));
  accepted(await commander.command("intake.close", { incidentId: mine.id, outcomeCode: "FALSE_ALARM", text: "" }));
  await kept("closed", desk);
  await city.restart();
  await kept("at a new server", await city.signIn("dispatcher"));
  assert.equal((await (await city.signIn("commander")).matter(matterId)).matter.id, matterId, "others read on");
});
