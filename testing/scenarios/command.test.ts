import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { roomOfForce } from "@tocsin/contract/command/room-id.ts";
import { SAMPLE_MODULE } from "@tocsin/engine/plans/sample-plan.ts";
import { activeClaims } from "@tocsin/ledger/claims.ts";
import { samplePng } from "@tocsin/server/features/media/sample-images.ts";
import { copyCity } from "../city-copy.ts";
import { responsePlan } from "../model/response-city.ts";
import { serveCity, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, order, post, refusedWith, report } from "../scene.ts";
import { openScreen, type Screen } from "../screen.ts";

const copy = copyCity();
let city: TestCity;
let dispatcher: Seated;
before(async () => {
  copy.put("plans/gas-leak.yaml", JSON.stringify(responsePlan));
  copy.put("plan-modules/cordon.yaml", JSON.stringify(SAMPLE_MODULE));
  copy.change("deadlines.yaml", /through: EMERGENCY/g, "through: EMS");
  city = await startCity({ cityDir: copy.dir });
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await city.close();
  copy.remove();
});

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

const CAP = { head: '<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">', area: "<area><areaDesc>一分局</areaDesc><circle>30.005,112.005 0.3</circle></area>" };
const alertOf = (identifier: string, more: { readonly type?: string; readonly status?: string; readonly references?: string; readonly severity?: string; readonly area?: string; readonly headline?: string; readonly minute?: number } = {}): string =>
  `${CAP.head}<identifier>${identifier}</identifier><sender>qx@xiaocheng.gov.cn</sender><sent>2026-03-02T09:${String(more.minute ?? 50)}:00+08:00</sent><status>${more.status ?? "Actual"}</status><msgType>${more.type ?? "Alert"}</msgType><scope>Public</scope>` +
  `${more.references === undefined ? "" : `<references>qx@xiaocheng.gov.cn,${more.references},2026-03-02T09:50:00+08:00</references>`}<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>${more.severity ?? "Severe"}</severity><certainty>Likely</certainty><headline>${more.headline ?? "暴雨橙色预警"}</headline>${more.area ?? CAP.area}</info></alert>`;

test("CMD-01: a partner's alerts come in by CAP 1.2, once each, newer over older; those of others, tests and attacks change nothing (R28, X-01, X-09)", async (t) => {
  const { key } = await (await city.signIn("commander")).makeKey("weather", 1);
  const send = async (xml: string | Uint8Array) => {
    const response = await fetch(`${city.url}/api/v1/advisories/cap`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/cap+xml" }, body: xml as BodyInit });
    const answer = (await response.json()) as { readonly outcome?: string; readonly why?: string; readonly code?: string; readonly advisoryId?: string; readonly fields?: readonly { readonly path: string }[] };
    return { ...answer, status: response.status, brief: answer.outcome === undefined ? `${response.status} ${answer.code}` : `${answer.outcome}${answer.why === null ? "" : ` ${answer.why}`}` };
  };
  const [desk, elsewhere] = await Promise.all([openScreen(t, dispatcher), openScreen(t, await city.signIn("d2"))]);
  const first = await send(alertOf("W1"));
  const id = first.advisoryId!;
  await desk.until("the advisory", ({ advisories }) => advisories.get(id)?.headline === "暴雨橙色预警");
  assert.deepEqual([first.brief, (await send(alertOf("W1"))).brief, (await send(alertOf("W1", { headline: "换了说法" }))).brief], ["RAISED", "KNOWN", "409 KEY_REUSED"]);
  const newer = alertOf("W2", { type: "Update", references: "W1", severity: "Extreme", headline: "暴雨红色预警", minute: 55 });
  assert.deepEqual([(await send(newer)).advisoryId, (await send(newer)).brief], [id, "KNOWN"]);
  assert.deepEqual((await send(alertOf("W1b", { type: "Update", references: "W1", minute: 52 }))).brief, "IGNORED ADVISORY_OLDER");
  await desk.until("the newer message", ({ advisories }) => advisories.get(id)?.level === "RED");
  assert.deepEqual(
    [await send(alertOf("T1", { status: "Test" })), await send(alertOf("F1", { area: "<area><areaDesc>别处</areaDesc><circle>50,8 5</circle></area>" })), await send(alertOf("C1", { type: "Cancel", references: "NONE" }))].map(({ brief }) => brief),
    ["IGNORED NOT_ACTUAL", "IGNORED OUTSIDE_SERVICE_AREA", "IGNORED NOTHING_TO_CANCEL"],
  );
  const attack = await send(alertOf("X1").replace("<alert ", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert '));
  const broken = await send(alertOf("X2", { area: "<area><areaDesc>a</areaDesc><circle>112.0,30.0 1</circle></area>" }));
  assert.deepEqual([attack.brief, broken.brief, broken.fields?.map(({ path }) => path)], ["422 CAP_REFUSED", "422 CAP_REFUSED", ["/alert/info/0/area/0/circle/0"]]);
  const drill = await send(alertOf("E1", { status: "Exercise" }));
  await desk.until("the exercise", ({ advisories }) => advisories.get(drill.advisoryId!)?.drill === true);
  assert.equal((await send(alertOf("W3", { type: "Cancel", references: "W2", minute: 58 }))).brief, "ENDED");
  await desk.until("the cancellation", ({ advisories }) => advisories.get(id)?.endReason === "CANCELLED");
  assert.equal(elsewhere.state().advisories.size, 0, "another district hears nothing of it");
});

test("CMD-01: an advisory that nobody answers is escalated by the platform itself; a commander's order follows from it, and what the unit does stands there", async (t) => {
  const commander = await city.signIn("commander");
  const screen = await openScreen(t, commander);
  const advisoryId = newUlid();
  accepted(await dispatcher.command("command.raiseAdvisory", { advisoryId, kind: "FLOOD", level: "RED", headline: "学府路下穿积水", area: { desc: "学府路", rings: [], circles: [{ lon: 112.005, lat: 30.005, radiusM: 200 }] } }));
  refusedWith(await dispatcher.command("command.confirmAdvisory", { advisoryId }), "FORBIDDEN");
  city.clock.advance(300_000);
  await city.processTimers();
  await screen.until("the escalation", ({ advisories }) => advisories.get(advisoryId)?.escalatedAt === city.clock.now());
  accepted(await commander.command("command.confirmAdvisory", { advisoryId }));
  const seats = await onDuty(city, "U1");
  const incident = await report(commander, { place: SCHOOL, advisoryId });
  const { orderId } = await order(commander, incident.id, ["U1"]);
  const step = { incidentId: incident.id, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await seats.get("U1")!.command(name, step));
  accepted(await seats.get("U1")!.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await seats.get("U1")!.command("dispatch.handle", step));
  accepted(await seats.get("U1")!.command("dispatch.feedback", { ...step, kind: "FIRST", text: "已设警戒" }));
  await screen.until("what was done", ({ advisories }) => advisories.get(advisoryId)?.actions[0]?.text === "已设警戒");
  assert.deepEqual((await commander.board()).advisories.find(({ id }) => id === advisoryId)?.orders.map((each) => each.orderId), [orderId]);
  accepted(await commander.command("intake.close", { incidentId: incident.id, outcomeCode: "HANDLED_ON_SITE", text: "" }));
  await screen.until("how it ended", ({ advisories }) => advisories.get(advisoryId)?.outcomes[0]?.outcomeCode === "HANDLED_ON_SITE");
  accepted(await commander.command("command.endAdvisory", { advisoryId }));
});

test("CMD-05, X-05: a command post is shared live with who has a part in it, a unit reads its own task force alone, and the log cites recorded events", async (t) => {
  const [chief, next, west, ems, east, overseer] = await Promise.all(["commander", "commander2", "d1", "ems", "d2", "overseer"].map((account) => city.signIn(account)));
  const seats = await onDuty(city, "U1", "U2", "U3");
  const incident = await report(dispatcher, { place: SCHOOL, typeCode: "FR-02" });
  const [u1, u3] = [await openScreen(t, seats.get("U1")!), await openScreen(t, seats.get("U3")!)];
  const partner = await openScreen(t, ems!);
  const commandPostId = newUlid();
  const force = (id: string, units: string[], objectiveId: string | null) => ({ id, name: `专班${id}`, leaderUnitId: units[0]!, unitIds: units, objectiveId });
  const opening = { commandPostId, incidentId: incident.id, name: "燃气泄漏指挥部", level: "II" as const, holders: [{ role: "DEPUTY" as const, orgId: "D1" }, { role: "MEDICAL" as const, orgId: "EM" }], forces: [force("F1", ["U1"], "O1"), force("F2", ["U2"], null)], objectives: [{ id: "O1", text: "疏散教学楼" }] };
  refusedWith(await dispatcher.command("command.openPost", opening), "FORBIDDEN");
  refusedWith(await chief!.command("command.openPost", { ...opening, holders: [] }), "POST_INCOMPLETE");
  accepted(await chief!.command("command.openPost", opening));
  assert.equal((await chief!.incident(incident.id)).commander?.userId, "commander");
  await Promise.all([u1.until("its task force", ({ commandPosts }) => commandPosts.has(commandPostId)), partner.until("the post", ({ commandPosts }) => commandPosts.get(commandPostId)?.holders.length === 2)]);
  const own = u1.state().commandPosts.get(commandPostId)!;
  assert.deepEqual([own.forces.map(({ id }) => id), own.objectives.map(({ text }) => text), own.holders, own.hands], [["F1"], ["疏散教学楼"], [], []]);
  assert.equal(u3.state().commandPosts.size, 0);
  assert.deepEqual(own.callSigns, { U1: u1.state().units.get("U1")?.callSign });
  const [roomId, inForce] = [roomOfForce(commandPostId, "F1"), { commandPostId, forceId: "F1" }];
  const photo = await seats.get("U1")!.uploadMedia(new Blob([new Uint8Array(samplePng())], { type: "image/png" }), roomId);
  await assert.rejects(seats.get("U2")!.uploadMedia(new Blob([new Uint8Array(samplePng())], { type: "image/png" }), roomId), /NOT_FOUND/);
  accepted(await seats.get("U1")!.command("rooms.post", { ...inForce, messageId: newUlid(), text: "东侧已疏散", media: [photo] }));
  refusedWith(await seats.get("U2")!.command("rooms.post", { ...inForce, messageId: newUlid(), text: "听得到吗" }), "NOT_IN_ROOM");
  refusedWith(await east!.command("rooms.post", { ...inForce, messageId: newUlid(), text: "听得到吗" }), "NOT_FOUND");
  await partner.until("what the force says", ({ rooms }) => rooms.get(roomId)?.messages[0]?.text === "东侧已疏散");
  accepted(await ems!.command("rooms.post", { ...inForce, messageId: newUlid(), text: "救护车在北门" }));
  await u1.until("what the desk says", ({ rooms }) => rooms.get(roomId)?.count === 2);
  await assert.rejects(seats.get("U2")!.room(roomId), /NOT_FOUND/);
  assert.equal((await fetch(seats.get("U1")!.mediaUrl(photo.mediaId), { headers: { authorization: `Bearer ${seats.get("U1")!.token}` } })).status, 200, "its own room's picture, without an order at the incident");
  await assert.rejects(east!.commandPost(commandPostId), /NOT_FOUND/);
  refusedWith(await east!.command("command.logEntry", { commandPostId, text: "x", source: "y" }), "NOT_FOUND");
  accepted(await ems!.command("command.logEntry", { commandPostId, text: "救护车 2 辆就位", source: "120" }));
  refusedWith(await west!.command("command.standDown", { commandPostId, reason: "x" }), "FORBIDDEN");
  accepted(await west!.command("command.setPostTask", { commandPostId, taskId: "T1", text: "核实人数", owner: { force: "F1" }, dueAt: city.clock.now() + 60_000 }));
  await u1.until("its task", ({ commandPosts }) => commandPosts.get(commandPostId)?.tasks.length === 1);
  await city.pass(61);
  await u1.until("that it is late", ({ commandPosts }) => commandPosts.get(commandPostId)?.tasks[0]?.overdueAt !== null);
  const view = await chief!.commandPost(commandPostId);
  assert.deepEqual(view.log.filter(({ ref }) => ref.startsWith("P")).map(({ ref, type }) => [ref, type]), [["P1", "PostOpened"], ["P2", "PostEntryAdded"], ["P3", "PostTaskSet"], ["P4", "PostTaskOverdue"]]);
  assert.ok(view.log.some(({ ref, type }) => ref === "I1" && type === "IncidentReceived") && !JSON.stringify(view).includes("13812345678"));
  assert.ok(view.draft.some(({ zh, cites }) => zh.includes("救护车 2 辆就位") && cites[0] === "P2"));
  assert.deepEqual((await seats.get("U1")!.commandPost(commandPostId)).log, [], "the log is the staff's");
  refusedWith(await chief!.command("command.issueReport", { commandPostId, lines: [{ text: "伤者 3 人", cites: ["P40"] }] }), "LOG_REF_UNKNOWN");
  accepted(await chief!.command("command.issueReport", { commandPostId, lines: view.draft.map(({ zh, cites }) => ({ text: zh, cites })) }));
  assert.deepEqual((await chief!.postSuccessors(commandPostId)).seats.filter(({ userId }) => userId === "commander2").length, 1);
  for (const [toUserId, code] of [["nobody-of-the-city", "UNKNOWN_ACCOUNT"], ["u1", "NO_SUCCESSOR"], ["hotline", "NO_SUCCESSOR"]] as const) {
    assert.deepEqual(refusedWith(await chief!.command("command.offerShift", { commandPostId, toUserId }), code).params["fields"], ["/toUserId"], toUserId);
  }
  accepted(await chief!.command("command.offerShift", { commandPostId, toUserId: "commander2", note: "20 点交接" }));
  accepted(await next!.command("command.acceptShift", { commandPostId }));
  assert.equal((await next!.incident(incident.id)).commander?.userId, "commander2", "one commander of both");
  refusedWith(await chief!.command("command.standDown", { commandPostId, reason: "x" }), "NOT_IN_COMMAND");
  refusedWith(await next!.command("command.standDown", { commandPostId, reason: "险情排除" }), "POST_TASKS_OPEN");
  accepted(await next!.command("command.setTaskForce", { commandPostId, force: force("F1", ["U3"], "O1") }));
  await city.pass(1);
  accepted(await next!.command("rooms.post", { ...inForce, messageId: newUlid(), text: "换班完毕" }));
  await u3.until("the room of its force", ({ rooms }) => rooms.get(roomId)?.count === 3);
  assert.deepEqual((await seats.get("U1")!.room(roomId)).messages.map(({ no }) => no), [1, 2], "who has left reads what was said until then");
  assert.deepEqual((await seats.get("U1")!.board()).rooms?.find(({ id }) => id === roomId)?.messages.length, 2);
  accepted(await next!.command("command.endPostTask", { commandPostId, taskId: "T1", state: "DONE" }));
  accepted(await next!.command("command.standDown", { commandPostId, reason: "险情排除" }));
  refusedWith(await seats.get("U3")!.command("rooms.post", { ...inForce, messageId: newUlid(), text: "还在" }), "STATE_CONFLICT");
  assert.deepEqual([(await seats.get("U3")!.room(roomId)).messages.length, (await seats.get("U3")!.room(roomId)).room.own], [3, null], "read-only after stand-down");
  refusedWith(await next!.command("supervision.signReview", { commandPostId, text: "自己签", findings: [] }), "FORBIDDEN");
  const { afterAction, draft } = await overseer!.commandPost(commandPostId);
  assert.deepEqual([draft, afterAction?.commanders.map(({ name }) => name), afterAction?.tasks], [[], ["值班长甲", "值班长乙"], { done: 1, late: 1, cancelled: 0, handedOver: 0, open: 0 }]);
  accepted(await overseer!.command("supervision.signReview", { commandPostId, text: "处置得当", findings: [] }));
  await end(next!, incident.id);
});

test("LNK-06, X-05: severity II starts the clocks of its reports; the platform says which is late, a report is drafted from the log, read by who leads, and the last one opens the way to the close", async () => {
  const [chief, next, ems, west] = await Promise.all(["commander", "commander2", "ems", "d1"].map((account) => city.signIn(account)));
  const incident = await report(dispatcher, { place: SCHOOL, typeCode: "FR-02" });
  const set = (seat: Seated, severity: "I" | "II" | "III", more: object = {}) => seat.command("linkage.setSeverity", { incidentId: incident.id, severity, ...more });
  const draft = await chief!.upwardDraft(incident.id);
  const up = (seat: Seated, kind: "PHONE" | "WRITTEN" | "CONTINUING" | "FINAL", more: object = {}) => seat.command("linkage.reportUp", { incidentId: incident.id, kind, lines: draft.lines.map(({ zh, cites }) => ({ text: zh, cites })), ...more });
  await assert.rejects(ems!.incident(incident.id), /NOT_FOUND/);
  refusedWith(await set(dispatcher, "II"), "FORBIDDEN");
  const began = city.clock.now();
  accepted(await set(chief!, "II"));
  const shown = await ems!.incident(incident.id);
  assert.deepEqual([shown.emergency?.severity, shown.clocks.filter(({ step }) => step.startsWith("REPORT")).map(({ step, limitS, startedAt }) => [step, limitS, startedAt - began])], ["II", [["REPORT_PHONE", 1800, 0], ["REPORT_WRITTEN", 3600, 0]]]);
  refusedWith(await set(chief!, "III", { reason: "误判" }), "COMMANDER_NEEDED");
  accepted(await chief!.command("command.take", { incidentId: incident.id }));
  refusedWith(await set(chief!, "III"), "REASON_REQUIRED");
  refusedWith(await set(next!, "III", { reason: "误判" }), "NOT_IN_COMMAND");
  await city.pass(1_860);
  const late = (await chief!.incident(incident.id)).clocks.find(({ step }) => step === "REPORT_PHONE")!;
  assert.equal(late.breachedAt, began + 1_801_000);
  refusedWith(await up(chief!, "PHONE", { at: began + 1_700_000 }), "BACKDATE");
  refusedWith(await up(dispatcher, "PHONE"), "NOT_IN_COMMAND");
  accepted(await up(chief!, "PHONE"));
  accepted(await up(chief!, "WRITTEN"));
  const after = (await ems!.incident(incident.id)).emergency!;
  assert.deepEqual([after.reports.map(({ kind, lateS }) => [kind, lateS]), after.lines.length], [[["PHONE", 60], ["WRITTEN", 0]], draft.lines.length]);
  assert.ok((await chief!.upwardDraft(incident.id)).lines.some(({ zh }) => zh.includes("II 级（重大）")));
  await assert.rejects(west!.upwardDraft(incident.id).then(() => ems!.upwardDraft(incident.id)), /FORBIDDEN/);
  const close = () => chief!.command("intake.close", { incidentId: incident.id, outcomeCode: "FALSE_ALARM", text: "" });
  assert.deepEqual(refusedWith(await close(), "CLOSE_BLOCKED").params["gaps"], ["FINAL_REPORT"]);
  accepted(await up(chief!, "FINAL"));
  accepted(await close());
});

test("JNT-01, JNT-04, JNT-10, X-02, X-05: districts and a partner work together: asked, answered, silence escalated, approved, carried out; a guest sees its one matter for its time; two at once book, one gets it", async (t) => {
  const [chief, west, east, ems, overseer] = await Promise.all(["commander", "d1", "d2", "ems", "overseer"].map((account) => city.signIn(account))) as [Seated, Seated, Seated, Seated, Seated];
  const [eastern, partner] = [await openScreen(t, east), await openScreen(t, ems)];
  const [cooperationId, silent] = [newUlid(), newUlid()];
  const asked = { subject: { kind: "OPERATION" as const, class: "RESCUE" as const, mode: "REQUEST" as const, capabilities: [] }, goal: "湖区联合搜救", legalBasis: "《突发事件应对法》第四十八条", urgency: "P1" as const };
  refusedWith(await west.command("joint.initiate", { ...asked, cooperationId, goal: "监控张三住处", partnerIds: ["D2"] }), "JOINT_PERSON");
  accepted(await west.command("joint.initiate", { ...asked, cooperationId, partnerIds: ["D2"] }));
  accepted(await west.command("joint.initiate", { ...asked, cooperationId: silent, partnerIds: ["EM"] }));
  await eastern.until("the request", ({ cooperations }) => cooperations.get(cooperationId)?.status === "INITIATED");
  assert.equal(partner.state().cooperations.has(cooperationId), false, "who is not asked does not see it");
  refusedWith(await ems.command("joint.answer", { cooperationId, partnerId: "D2", answer: "ACCEPTED", resources: ["x"] }), "NOT_FOUND");
  accepted(await east.command("joint.answer", { cooperationId, partnerId: "D2", answer: "ACCEPTED", resources: ["冲锋舟 2 艘"] }));
  refusedWith(await west.command("joint.start", { cooperationId }), "JOINT_UNAPPROVED");
  refusedWith(await west.command("joint.approve", { cooperationId }), "FORBIDDEN");
  accepted(await chief.command("joint.approve", { cooperationId }));
  accepted(await west.command("joint.start", { cooperationId }));
  accepted(await west.command("joint.setTask", { cooperationId, taskId: "T1", text: "东岸下水", partnerId: "D2", dueAt: city.clock.now() + 120_000 }));
  accepted(await east.command("joint.receiveTask", { cooperationId, taskId: "T1" }));
  accepted(await east.command("joint.endTask", { cooperationId, taskId: "T1", state: "DONE", note: "已搜索完毕" }));
  await city.pass(601);
  await partner.until("that its silence went up", ({ cooperations }) => cooperations.get(silent)?.parties[0]?.escalatedTo === "CITY");
  accepted(await chief.command("joint.answer", { cooperationId: silent, partnerId: "EM", answer: "DECLINED", code: "NO_RESOURCE" }));
  await partner.until("how it ended", ({ cooperations }) => cooperations.get(silent)?.status === "DECLINED");
  accepted(await west.command("joint.report", { cooperationId, result: "救起二人", sideEffects: "" }));
  accepted(await overseer.command("supervision.stopJoint", { cooperationId, reason: "督察叫停检验" }));

  const incident = await report(dispatcher, { place: SCHOOL, typeCode: "PO-05" });
  const embedding = newUlid();
  const until = city.clock.now() + 3_600_000;
  accepted(await west.command("joint.initiate", { cooperationId: embedding, subject: { kind: "EMBEDDING", form: "ON_DEMAND", seats: 1 }, goal: "核对伤情", legalBasis: "联动协议第三条", urgency: "P1", incidentId: incident.id, until, partnerIds: ["EM"] }));
  await assert.rejects(ems.incident(incident.id), /NOT_FOUND/);
  accepted(await ems.command("joint.answer", { cooperationId: embedding, partnerId: "EM", answer: "ACCEPTED" }));
  await partner.until("its one matter", ({ incidents }) => incidents.size === 1 && incidents.has(incident.id));
  accepted(await ems.command("joint.askTime", { cooperationId: embedding, until: until + 600_000, reason: "尚未核完" }));
  city.clock.set(until);
  await city.processTimers();
  await partner.until("that it is gone", ({ incidents }) => !incidents.has(incident.id));
  await assert.rejects(ems.incident(incident.id), /NOT_FOUND/);

  const pool = newUlid();
  accepted(await west.command("joint.initiate", { cooperationId: pool, subject: { kind: "POOL", name: "无人机一组", equipment: "DRONE_TEAM" }, goal: "全市共用", legalBasis: "装备共用规定", urgency: "P3", partnerIds: [] }));
  await partner.until("what is in the pool", ({ cooperations }) => cooperations.has(pool));
  const from = city.clock.now() + 60_000;
  const want = { cooperationId: pool, from, until: from + 7_200_000, urgency: "P2" as const, purpose: "水域巡查" };
  const tried = await Promise.all([east.command("joint.book", want), ems.command("joint.book", want)]);
  assert.deepEqual(tried.map((answer) => (answer.ok ? "booked" : answer.code)).sort(), ["POOL_TAKEN", "booked"]);
  await partner.until("the booking", ({ cooperations }) => cooperations.get(pool)?.bookings.length === 1);
  await end(dispatcher, incident.id);
});

const responses = (screen: Screen, incidentId: string) => [...screen.state().activations.values()].filter((one) => one.incidentId === incidentId);

test("CMD-07, CMD-08, X-01, X-02, X-05: a plan is proposed as facts call for it, one key starts it, and its tasks reach the desks and the unit that have them, and no others", async (t) => {
  const seats = await onDuty(city, "U1");
  const [commander, ems, east, overseer] = await Promise.all(["commander", "ems", "d2", "overseer"].map((account) => city.signIn(account)));
  const [desk, partner, phone, elsewhere] = await Promise.all([commander!, ems!, seats.get("U1")!, east!].map((seat) => openScreen(t, seat)));
  const incident = await report(dispatcher, { typeCode: "FR-02", text: "楼道有很浓的燃气味" });
  await desk!.until("the proposal", () => responses(desk!, incident.id)[0]?.advised?.level === "IV");
  accepted(await dispatcher.command("intake.addFact", { incidentId: incident.id, key: "trapped", value: 5, critical: false }));
  await desk!.until("a graver level", () => responses(desk!, incident.id)[0]?.advised?.level === "III");
  const [proposed] = responses(desk!, incident.id);
  const start = { activationId: proposed!.id, incidentId: incident.id, planId: "GAS-LEAK", level: "III" as const };
  refusedWith(await dispatcher.command("command.activatePlan", start), "FORBIDDEN");
  refusedWith(await commander!.command("command.activatePlan", { ...start, expectedVersion: proposed!.version - 1 }), "VERSION_CONFLICT");
  refusedWith(await commander!.command("command.activatePlan", { ...start, planVersion: 7 }), "PLAN_NOT_PUBLISHED");
  accepted(await commander!.command("command.activatePlan", { ...start, expectedVersion: proposed!.version }));
  accepted(await commander!.command("command.take", { incidentId: incident.id }));
  await partner!.until("its tasks", () => responses(partner!, incident.id).length === 1);
  const ofPartner = responses(partner!, incident.id)[0]!;
  assert.deepEqual([ofPartner.tasks.map(({ id }) => id), ofPartner.hands, ofPartner.degraded, JSON.stringify(ofPartner).includes("content")], [["SHUT", "MEASURE"], [], [], false]);
  const on = (taskId: string) => ({ activationId: start.activationId, taskId });
  refusedWith(await ems!.command("command.startTask", on("EDGE/LINE")), "NO_SUCH_TASK");
  refusedWith(await east!.command("command.startTask", on("SHUT")), "NOT_FOUND");
  accepted(await ems!.command("command.startTask", on("SHUT")));
  accepted(await commander!.command("command.reassignTask", { ...on("EDGE/LINE"), unitId: "U1", reason: "已在现场" }));
  await phone!.until("the crew's task", () => responses(phone!, incident.id)[0]?.tasks.map(({ id }) => id).join() === "EDGE/LINE");
  accepted(await seats.get("U1")!.command("command.startTask", on("EDGE/LINE")));
  await desk!.until("the crew at work", () => responses(desk!, incident.id)[0]?.tasks.find(({ id }) => id === "EDGE/LINE")?.state === "STARTED");
  const call = { activationId: start.activationId, incidentId: incident.id, module: "CORDON" };
  assert.deepEqual((refusedWith(await commander!.command("command.callModule", { ...call, args: { area: { radiusM: 9 } } }), "MODULE_ARGUMENTS").params as { fields?: unknown }).fields, ["/args/area", "/args/gates"]);
  const key = newUlid();
  for (const repeated of [false, true]) assert.equal(accepted(await commander!.command("command.callModule", { ...call, args: { area: { radiusM: 100 }, gates: 2 } }, { key: key })).repeated, repeated);
  assert.deepEqual(responses(elsewhere!, incident.id), []);
  await assert.rejects(east!.responses(incident.id), /NOT_FOUND/);
  city.clock.advance(121_000);
  await city.processTimers();
  await desk!.until("a limit that is missed", () => responses(desk!, incident.id)[0]?.tasks.find(({ id }) => id === "CORDON-1/LINE")?.startMissedAt != null);
  refusedWith(await commander!.command("command.terminatePlan", { activationId: start.activationId, reason: "排除" }), "TASKS_OPEN");
  for (const { id, critical } of responses(desk!, incident.id)[0]!.tasks) if (critical) accepted(await commander!.command("command.skipTask", { ...on(id), reason: "排除" }));
  refusedWith(await city.signIn("commander2").then((other) => other.command("command.terminatePlan", { activationId: start.activationId, reason: "排除" })), "NOT_IN_COMMAND");
  accepted(await commander!.command("command.terminatePlan", { activationId: start.activationId, reason: "险情排除" }));
  accepted(await overseer!.command("command.reviewPlan", { activationId: start.activationId, text: "按预案执行" }));
  const [kept] = (await commander!.responses(incident.id)).responses;
  assert.deepEqual([kept!.status, kept!.tasks.length, kept!.calls.length, (await commander!.board()).activations.some(({ id }) => id === kept!.id)], ["REVIEWED", 6, 1, false]);
});

test("CMD-08, X-09: a proposal goes when the facts no longer call for it, and comes again with them; a response to a drill is one of a drill", async (t) => {
  const screen = await openScreen(t, dispatcher);
  const incident = await report(dispatcher, { typeCode: "FR-02", drill: true });
  await screen.until("the proposal", () => responses(screen, incident.id)[0]?.status === "PROPOSED");
  assert.equal(responses(screen, incident.id)[0]!.drill, true);
  accepted(await dispatcher.command("intake.classify", { incidentId: incident.id, typeCode: "CR-03" }));
  await screen.until("no proposal", () => responses(screen, incident.id)[0]?.status === "DISMISSED");
  assert.ok(!(await dispatcher.board()).activations.some(({ incidentId }) => incidentId === incident.id));
  accepted(await dispatcher.command("intake.classify", { incidentId: incident.id, typeCode: "FR-02" }));
  await screen.until("the proposal again, as the type was put right", () => responses(screen, incident.id).some(({ status }) => status === "PROPOSED"));
  await end(dispatcher, incident.id);
});

test("CMD-02, X-04, X-05: what one desk draws all in its scope see at once, with author and age, units too; others when it is shared; hostile shapes are refused by their field", async (t) => {
  const [west, east] = [await city.signIn("d1"), await city.signIn("d2")];
  const seats = await onDuty(city, "U1", "U6");
  const [screen, phone, elsewhere, afar] = await Promise.all([dispatcher, seats.get("U1")!, east, seats.get("U6")!].map((seat) => openScreen(t, seat)));
  const drawingId = newUlid();
  const ring: [number, number][] = [[112.003, 30.003], [112.006, 30.003], [112.006, 30.006], [112.003, 30.003]];
  const body = { drawingId, kind: "CORDON", label: "学府路口", points: ring };
  for (const [more, path] of [
    [{ points: [...ring.slice(0, -1), ["x", 1]] }, "$.points[3][0]"], [{ points: [[112, 91], ...ring] }, "$.points[0][1]"], [{ points: Array.from({ length: 201 }, () => ring[0]) }, "$.points"], [{ points: [] }, "$.points"], [{ kind: "CIRCLE" }, "$.kind"], [{ zzz: 1 }, "$.zzz"],
  ] as const) {
    const answer = await post(city, west, "/api/v1/command/draw", { ...body, ...more });
    assert.deepEqual([answer.status, (answer.body["fields"] as { path: string }[]).map((field) => field.path).includes(path)], [422, true], path);
  }
  const endless = await post(city, west, "/api/v1/command/draw", JSON.stringify(body).replace("112.003", "1e999"));
  assert.deepEqual([endless.status, (endless.body["fields"] as { path: string }[])[0]?.path], [422, "$.points[0][0]"]);
  refusedWith(await west.command("command.draw", { ...body, kind: "CORDON", points: ring.slice(0, -1) }), "DRAWING_SHAPE");
  accepted(await west.command("command.draw", { ...body, kind: "CORDON" }));
  for (const each of [screen!, phone!]) await each.until("the cordon", ({ drawings }) => drawings.get(drawingId)?.changedByName === "江西区调度");
  assert.equal((await dispatcher.board()).drawings?.[0]?.layer, "CITY.D1");
  refusedWith(await east.command("command.undoDrawing", { drawingId }), "NOT_FOUND");
  assert.deepEqual([elsewhere!.state().drawings.size, afar!.state().drawings.size, (await east.board()).drawings], [0, 0, []]);
  accepted(await west.command("command.shareDrawing", { drawingId, withOrgIds: ["D2"] }));
  for (const each of [elsewhere!, afar!]) await each.until("what is shared", ({ drawings }) => drawings.has(drawingId));
  refusedWith(await east.command("command.undoDrawing", { drawingId }), "DRAWING_NOT_YOURS");
  accepted(await dispatcher.command("command.redraw", { drawingId, points: [...ring.slice(0, 3), [112.003, 30.007], ring[0]!] }));
  await phone!.until("its new form", ({ drawings }) => drawings.get(drawingId)?.points.length === 5);
  accepted(await west.command("command.undoDrawing", { drawingId }));
  accepted(await west.command("command.removeDrawing", { drawingId, reason: "警戒解除" }));
  await phone!.until("that it is gone", ({ drawings }) => drawings.get(drawingId)?.status === "REMOVED" && drawings.get(drawingId)?.points.length === 4);
  assert.deepEqual((await west.board()).drawings, []);
});
