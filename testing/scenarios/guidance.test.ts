import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { SCHOOL, accepted, onDuty, order, post, refusedWith, report } from "../scene.ts";
import { until } from "../until.ts";
import { openScreen } from "../screen.ts";

let city: TestCity;
let dispatcher: Seated;
let taker: Seated;
before(async () => {
  city = await startCity();
  [dispatcher, taker] = await Promise.all([city.signIn("dispatcher"), city.signIn("taker")]);
});
after(() => city.close());

const end = async (incidentId: string) => accepted(await dispatcher.command("intake.close", { incidentId, outcomeCode: "FALSE_ALARM", text: "" }));
const log = async (incidentId: string, type: string) => (await dispatcher.timeline(incidentId)).entries.filter((entry) => entry.type === type);

/** An incident with U1 under way. */
async function underWay(typeCode = "CR-03") {
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const incident = await report(taker, { typeCode, place: SCHOOL });
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  const step = { incidentId: incident.id, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await u1.command(name, step));
  city.clock.advance(1_000);
  return { u1, id: incident.id, step };
}

test("SCN-02: the order brings hints of type and place, points with their version, and kit in the same message; what is overdue is unverified, not hidden", async (t) => {
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const phone = await openScreen(t, u1);
  const incident = await report(taker, { typeCode: "FR-02", place: SCHOOL });
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  await phone.until("the order", ({ incidents }) => incidents.has(incident.id));
  const first = phone.messages.find((message) => message.t === "upsert" && message.incidents.some(({ id }) => id === incident.id));
  assert.ok(first?.t === "upsert");
  const { guidance } = first.incidents.find(({ id }) => id === incident.id)!.orders[0]!;
  assert.deepEqual([guidance.typeCode, guidance.isDefault, guidance.issuedAt], ["FR-02", false, city.clock.now()]);
  assert.ok(guidance.version >= 1 && guidance.crewMin >= 1);
  for (const part of [guidance.riskHints, guidance.handlingPoints, guidance.kit]) assert.ok(part.length > 0 && part.every(({ zh, en }) => zh !== "" && en !== ""));
  assert.deepEqual(guidance.premiseHazards.map(({ hazard, source, verifiedAt, unverified }) => [hazard.zh, source, verifiedAt, unverified]), [
    ["食堂液化气瓶 12 只", "消防检查", "2026-03-01", false],
    ["东门常闭", "派出所走访", "2024-01-10", true],
  ]);
  const read = { incidentId: incident.id, orderId, unitId: "U1", version: guidance.version };
  city.clock.advance(7_000);
  accepted(await u1.command("guidance.markRead", { ...read, deviceAt: city.clock.now() - 2_000 }));
  city.clock.advance(1_000);
  accepted(await u1.command("guidance.markRead", read));
  const reads = await log(incident.id, "GuidanceRead");
  assert.deepEqual(reads.map(({ data, at }) => [(data as { version: number }).version, at]), [[guidance.version, city.clock.now() - 1_000]], "the first reading, with version and time");
  await end(incident.id);
});

test("SCN-02: without a type the general points go out and say so; from 19:00 on the night is a hint", async () => {
  await onDuty(city, "U1", "U2");
  const before = city.clock.now();
  const incident = await report(taker, { typeCode: undefined });
  const packOf = async (unitId: string) => (await order(dispatcher, incident.id, [unitId])).incident.orders.at(-1)!.guidance;
  city.clock.set(Date.UTC(2026, 2, 2, 11) - 1);
  const day = await packOf("U1");
  city.clock.set(Date.UTC(2026, 2, 2, 11));
  const night = await packOf("U2");
  assert.deepEqual([day.isDefault, day.version, day.typeCode], [true, 0, null]);
  assert.ok(day.handlingPoints.length > 0);
  assert.equal(night.riskHints.length, day.riskHints.length + 1);
  city.clock.set(before);
  accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("SCN-03: steps that come twice, out of order, or late from a device change nothing twice; both times are kept", async () => {
  const { u1, id, step } = await underWay();
  const deviceAt = city.clock.now();
  const key = newUlid();
  city.clock.advance(600_000);
  const arrive = () => u1.command("dispatch.arrive", { ...step, mode: "CONFIRMED", deviceAt }, { key });
  accepted(await arrive());
  assert.equal(accepted(await arrive()).repeated, true);
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) refusedWith(await u1.command(name, { ...step, deviceAt }), "STATE_CONFLICT");
  const arrivals = await log(id, "AssignmentArrived");
  assert.deepEqual(arrivals.map(({ at, data }) => [at, (data as { deviceAt: number }).deviceAt]), [[deviceAt + 600_000, deviceAt]]);
  const onScene = (await dispatcher.incident(id)).clocks.find(({ step: name }) => name === "ON_SCENE")!;
  assert.notEqual(onScene.breachedAt, null, "an old time of the device moves no limit");
  await end(id);
});

test("SCN-03, X-10: a capture of a face, an identity card or a number plate is refused by its field, wherever it hides", async () => {
  const { u1, step } = await underWay();
  accepted(await u1.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await u1.command("dispatch.handle", step));
  const feedback = { ...step, kind: "FIRST", text: "到场" };
  for (const [more, field] of [
    [{ faceTemplate: "x" }, "$.faceTemplate"], [{ facts: { idCardNo: "429" } }, "$.facts.idCardNo"], [{ facts: { plateTrace: true } }, "$.facts.plateTrace"],
    [{ media: [{ mediaId: newUlid(), voiceprint: "x" }] }, "$.media[0].voiceprint"],
  ] as const) {
    const answer = await post(city, u1, "/api/v1/dispatch/feedback", { ...feedback, ...more });
    assert.deepEqual([answer.status, answer.body["code"], (answer.body["params"] as { field: string }).field], [422, "PROHIBITED_FIELD", field]);
  }
  const unhashed = await post(city, u1, "/api/v1/dispatch/feedback", { ...feedback, media: [{ mediaId: newUlid(), mime: "image/png" }] });
  assert.deepEqual([unhashed.status, (unhashed.body["fields"] as { path: string }[]).map(({ path }) => path)], [422, ["$.media[0].sha256"]], "no picture without its hash");
  for (const [recording, path] of [[{ reference: "BWC-0302/17" }, "$.recording.announced"], [{ reference: "BWC-0302/17", announced: false }, "$.recording.announced"], [{ reference: "张三的录像", announced: true }, "$.recording.reference"]] as const) {
    const answer = await post(city, u1, "/api/v1/dispatch/feedback", { ...feedback, recording });
    assert.deepEqual([answer.status, (answer.body["fields"] as { path: string }[])[0]?.path], [422, path], "a recording is linked by its number, and only if it was announced");
  }
  const told = accepted(await u1.command("dispatch.feedback", { ...step, kind: "FIRST", text: "到场", recording: { reference: "BWC-0302/17", announced: true } }));
  assert.deepEqual(told.incidents[0]!.feedback.at(-1)?.recording, { reference: "BWC-0302/17", announced: true });
  await end(step.incidentId);
});

test("SCN-03: a position older than the city believes proposes no arrival", async () => {
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const at = city.clock.now();
  const here = { unitId: "U1", lon: SCHOOL.point.lon, lat: SCHOOL.point.lat };
  assert.equal((await u1.sendPositions([{ ...here, at }])).accepted, 1);
  city.clock.advance(120_001);
  const { id, step } = await underWay();
  city.clock.advance(1_000);
  assert.equal((await u1.sendPositions([{ ...here, at: at + 1_000 }])).accepted, 1, "a late one from the device's queue");
  await city.pass(20);
  const assignment = async () => (await dispatcher.incident(id)).orders[0]!.assignments[0]!;
  assert.deepEqual([(await assignment()).arrivalProposedAt, (await assignment()).status], [null, "EN_ROUTE"]);
  const fresh = city.clock.now();
  assert.equal((await u1.sendPositions([{ ...here, at: fresh }])).accepted, 1);
  await city.pass(1);
  await until(async () => (await assignment()).arrivalProposedAt !== null);
  accepted(await u1.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  await end(id);
});

test("SCN-05: an urgent fact that a unit has not seen at 60 s raises one alarm; one that was seen in time raises none", async () => {
  const { u1, id } = await underWay();
  const add = async (key: string) => accepted(await dispatcher.command("intake.addFact", { incidentId: id, key, value: "有毒气体", critical: true })).incidents.find((one) => one.id === id)!.facts.at(-1)!;
  const [seen, missed] = [await add("gas"), await add("leak")];
  await city.pass(59);
  accepted(await u1.command("guidance.markFactRead", { incidentId: id, unitId: "U1", factId: seen.id }));
  assert.deepEqual(await log(id, "FactUnread"), []);
  await city.pass(1);
  await city.pass(60);
  assert.deepEqual((await log(id, "FactUnread")).map(({ data }) => data), [{ factId: missed.id, unitId: "U1" }]);
  const after = (await dispatcher.incident(id)).facts;
  assert.deepEqual(after.map(({ readBy, alarmed }) => [readBy, alarmed]), [[["U1"], []], [[], ["U1"]]]);
  await end(id);
});

test("SCN-02, SCN-05, X-05: a crew under way that goes to another thing than it was sent to has the new guidance with its own order, must see what it is now, and no partner reads that guidance", async () => {
  const { u1, id, step } = await underWay("PO-05");
  accepted(await u1.command("guidance.markRead", { ...step, version: 1 }));
  const before = (await u1.incident(id)).orders[0]!.guidance;
  accepted(await dispatcher.command("intake.inviteAgency", { incidentId: id, agency: "EMS" }));
  accepted(await dispatcher.command("intake.classify", { incidentId: id, typeCode: "FR-02" }));
  const { orders, facts } = await u1.incident(id);
  assert.deepEqual([before.typeCode, orders[0]!.guidance.typeCode, orders[0]!.assignments[0]!.guidanceReadAt], ["PO-05", "FR-02", null]);
  assert.notDeepEqual(orders[0]!.guidance.handlingPoints, before.handlingPoints);
  assert.deepEqual(facts.map(({ key, critical, readBy }) => [key, critical, readBy]), [["nowType", true, []]]);
  const renewals = async (seat: Seated) => (await seat.timeline(id)).entries.filter(({ type }) => type === "GuidanceRenewed").length;
  assert.deepEqual([await renewals(u1), await renewals(await city.signIn("ems"))], [1, 0]);
  await city.pass(61);
  assert.deepEqual((await u1.incident(id)).facts[0]!.alarmed, ["U1"]);
  await end(id);
});

test("SCN-05: what becomes known after the unit has completed goes to the room, not to the unit", async (t) => {
  const { u1, id, step } = await underWay();
  const phone = await openScreen(t, u1);
  accepted(await u1.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await u1.command("dispatch.handle", step));
  accepted(await dispatcher.command("intake.addFact", { incidentId: id, key: "people", value: 4 }));
  await phone.until("the earlier fact", ({ incidents }) => incidents.get(id)?.facts.length === 1);
  accepted(await u1.command("dispatch.feedback", { ...step, kind: "FINAL", text: "处置完毕" }));
  accepted(await u1.command("dispatch.complete", step));
  city.clock.advance(1_000);
  accepted(await dispatcher.command("intake.addFact", { incidentId: id, key: "gas", value: "有毒气体", critical: true }));
  accepted(await dispatcher.command("intake.addNote", { incidentId: id, text: "室内后续" }));
  await city.pass(61);
  assert.deepEqual(await log(id, "FactUnread"), [], "no alarm for who is no longer there");
  const seen = await u1.incident(id);
  assert.deepEqual([seen.facts.map(({ key }) => key), seen.notes], [["people"], []]);
  assert.ok(!JSON.stringify(await u1.timeline(id)).includes("有毒气体"));
  assert.ok(!JSON.stringify(phone.messages).includes("有毒气体"));
  assert.deepEqual((await dispatcher.incident(id)).facts.map(({ key }) => key), ["people", "gas"]);
  await end(id);
});

test("SCN-05: the first report is due half an hour after arrival: at the second it is met, one later breached", async () => {
  for (const [seconds, breached] of [[1_800, false], [1_801, true]] as const) {
    const { u1, id, step } = await underWay();
    accepted(await u1.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
    accepted(await u1.command("dispatch.handle", step));
    await city.pass(seconds);
    accepted(await u1.command("dispatch.feedback", { ...step, kind: "FIRST", text: "首报" }));
    const clock = (await dispatcher.incident(id)).clocks.find((one) => one.step === "FIRST_FEEDBACK")!;
    assert.deepEqual([clock.limitS, clock.breachedAt !== null, clock.doneAt !== null], [1_800, breached, true]);
    await end(id);
  }
});

test("SCN-01: what a unit asks of the desk behind it gets an owner and two minutes; the answer is pushed and stored, and what nobody answers in time goes to the shift lead", async (t) => {
  const { u1, id } = await underWay();
  const phone = await openScreen(t, u1);
  const ask = async (kind: "GAS_SHUTOFF" | "PLACE", text: string) => accepted(await u1.command("dispatch.requestSupport", { incidentId: id, unitId: "U1", kind, text })).incidents.find((one) => one.id === id)!.support.at(-1)!;
  const [shutoff, place] = [await ask("GAS_SHUTOFF", "3 号楼总阀在哪"), await ask("PLACE", "")];
  assert.equal(shutoff.dueAt, city.clock.now() + 120_000);
  city.clock.advance(30_000);
  const desk = await city.signIn("dispatcher2");
  const take = (seat: Seated) => seat.command("dispatch.acceptSupport", { incidentId: id, requestId: shutoff.id });
  refusedWith(await take(u1), "FORBIDDEN");
  accepted(await take(desk));
  accepted(await take(desk));
  refusedWith(await take(dispatcher), "SUPPORT_TAKEN");
  const requestOf = async (requestId: string) => (await dispatcher.incident(id)).support.find((one) => one.id === requestId)!;
  assert.deepEqual([(await requestOf(shutoff.id)).owner?.name, (await requestOf(shutoff.id)).dueAt], ["调度员乙", city.clock.now() + 120_000]);
  await city.pass(89);
  assert.deepEqual(await log(id, "SupportEscalated"), []);
  await city.pass(1);
  assert.deepEqual((await log(id, "SupportEscalated")).map(({ data }) => data), [{ requestId: place.id }], "nobody took it on: two minutes from when it was asked");
  await city.pass(30);
  assert.deepEqual((await log(id, "SupportEscalated")).map(({ data }) => (data as { requestId: string }).requestId), [place.id, shutoff.id], "taken on and not answered: two minutes from then, once each");
  accepted(await desk.command("dispatch.answerSupport", { incidentId: id, requestId: shutoff.id, text: "东侧绿化带内，燃气 24 小时电话已转接" }));
  await phone.until("the answer", ({ incidents }) => incidents.get(id)?.support.find((one) => one.id === shutoff.id)?.answer?.text.startsWith("东侧") === true);
  refusedWith(await take(desk), "STATE_CONFLICT");
  await city.pass(121);
  assert.equal((await log(id, "SupportEscalated")).length, 2);
  await end(id);
});

test("SCN-02: an order says which warnings hold at its place now, the gravest first and whose they are; not those elsewhere, over or dismissed", async () => {
  await onDuty(city, "U1");
  const commander = await city.signIn("commander");
  const raise = async (headline: string, level: "RED" | "BLUE", radiusM: number, kind: "WEATHER" | "EVENT" = "WEATHER") => {
    const advisoryId = newUlid();
    accepted(await commander.command("command.raiseAdvisory", { advisoryId, kind, level, headline, sender: "市气象台", identifier: headline, expires: city.clock.now() + 600_000, area: { desc: "", rings: [], circles: [{ lon: 112.0041 + (radiusM === 0 ? 0.03 : 0), lat: 30.0081, radiusM: Math.max(100, radiusM) }] } }));
    return advisoryId;
  };
  const rain = await raise("暴雨", "BLUE", 500);
  const wind = await raise("大风", "RED", 500);
  const [far, dropped, party] = [await raise("雷电", "RED", 0), await raise("大雾", "RED", 500), await raise("灯会", "RED", 500, "EVENT")];
  accepted(await commander.command("command.dismissAdvisory", { advisoryId: dropped, reason: "已散" }));
  accepted(await commander.command("command.confirmAdvisory", { advisoryId: wind }));
  const incident = await report(taker, { place: SCHOOL });
  const { guidance } = (await order(dispatcher, incident.id, ["U1"])).incident.orders[0]!;
  assert.deepEqual(guidance.riskHints.slice(0, 2).map(({ zh }) => zh), ["红色预警：大风（来源：市气象台）", "蓝色预警：暴雨（来源：市气象台），未经本市确认"]);
  assert.ok(!JSON.stringify(guidance).match(/雷电|大雾|灯会/));
  for (const advisoryId of [rain, wind, far, dropped, party]) accepted(await commander.command("command.endAdvisory", { advisoryId }));
  await end(incident.id);
});

test("SCN-04, SCN-05, X-05: the officer at the scene gets what is known of place, type and plan with rule and reason, and where a new fact is from; nobody outside gets it", async () => {
  const before = await report(taker, { typeCode: "FR-02", place: SCHOOL });
  accepted(await dispatcher.command("intake.close", { incidentId: before.id, outcomeCode: "FALSE_ALARM", text: "" }));
  const { u1, id } = await underWay("PO-04");
  accepted(await dispatcher.command("intake.addFact", { incidentId: id, key: "smell", value: "走廊有燃气泄漏气味", critical: true }));
  const { matches } = await u1.matches(id);
  const ofRule = (ruleId: string) => matches.filter((match) => match.ruleId === ruleId);
  assert.deepEqual(ofRule("TYPE_BY_WORDS").map(({ typeCode }) => typeCode), ["FR-02"]);
  assert.ok(ofRule("SAME_PREMISE_12M").some(({ zh }) => zh.includes(before.no)), "the earlier one here");
  assert.deepEqual(ofRule("PREMISE_HAZARD").map(({ unverified }) => unverified), [false, true], "what is past its review is unverified, not hidden");
  assert.ok(matches.every(({ reasonZh, reasonEn, key }) => reasonZh !== "" && reasonEn !== "" && ["INCIDENT", "PLACE", "PLAN", "ASSET"].includes(key)));
  const beside = await report(taker, { typeCode: "PO-04", place: SCHOOL });
  const closureId = newUlid();
  const advisoryId = newUlid();
  accepted(await dispatcher.command("command.raiseAdvisory", { advisoryId, kind: "WEATHER", level: "RED", headline: "暴雨", expires: city.clock.now() + 600_000, area: { desc: "", rings: [], circles: [] } }));
  const found = async (ruleId: string) => (await u1.matches(id)).matches.filter((match) => match.ruleId === ruleId);
  assert.deepEqual((await found("OPEN_DUPLICATE")).map(({ subject }) => subject), [beside.id]);
  assert.deepEqual((await found("ADVISORY_HERE")).map(({ subject, unverified }) => [subject, unverified]), [[advisoryId, true]]);
  accepted(await dispatcher.command("roads.close", { closureId, roadIds: [(await dispatcher.nearRoads({ lon: 112.0041, lat: 30.0081 }, 400)).roads[0]!.id], effect: "CLOSED", reasonCode: "ACCIDENT", reason: "" }));
  assert.deepEqual((await found("ROAD_NEAR")).map(({ subject }) => subject), [closureId]);
  accepted(await u1.command("guidance.answerMatch", { incidentId: id, unitId: "U1", ruleId: "OPEN_DUPLICATE", subject: beside.id, reason: "NOT_SO", deviceAt: city.clock.now() - 5_000 }));
  assert.deepEqual((await dispatcher.matches(id)).matches.find(({ ruleId }) => ruleId === "OPEN_DUPLICATE")?.answer?.reason, "NOT_SO");
  accepted(await dispatcher.command("roads.open", { closureId }));
  accepted(await (await city.signIn("commander")).command("command.endAdvisory", { advisoryId }));
  accepted(await dispatcher.command("intake.cancel", { incidentId: beside.id, reason: "误报" }));
  assert.ok(!JSON.stringify(matches).includes("13812345678"));
  assert.equal((await u1.incident(id)).facts.at(-1)?.from, "CITY");
  const far = (await onDuty(city, "U6")).get("U6")!;
  await assert.rejects(far.matches(id), /NOT_FOUND/);
  await end(id);
});
