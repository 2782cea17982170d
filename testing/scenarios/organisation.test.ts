import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { callOrder } from "@tocsin/contract/joint/cooperation.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { dayText } from "@tocsin/kernel/instant.ts";
import { copyCity } from "../city-copy.ts";
import { serveCity, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, openMatter, order, post, refusedWith, report } from "../scene.ts";
import { openScreen } from "../screen.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

const types = async (account: string, incidentId: string) => (await (await city.signIn(account)).timeline(incidentId)).entries;

test("ORG-01: one order of the city reaches the post and every site group of its area in one message; district and station get a copy, nobody relays", async (t) => {
  await onDuty(city, "U1", "MT1", "MT2");
  const accounts = ["u1", "mt1", "mt2", "d1", "room11"] as const;
  const screens = new Map(await Promise.all(accounts.map(async (account) => [account, await openScreen(t, await city.signIn(account))] as const)));
  const [commander, elsewhere] = [await city.signIn("commander"), await openScreen(t, await city.signIn("mt3"))];
  const incident = await report(commander, { place: SCHOOL });
  const { orderId } = await order(commander, incident.id, [], { orgIds: ["P111"] });
  for (const [account, screen] of screens) {
    await screen.until(`the order at ${account}`, ({ incidents }) => incidents.get(incident.id)?.orders.some(({ id }) => id === orderId) === true);
    const fanOut = screen.messages.filter((message) => message.t === "upsert" && message.incidents.some(({ id, orders }) => id === incident.id && orders.length > 0));
    assert.equal(fanOut.length, 1, `${account} learns of it by one message`);
  }
  const seen = await commander.incident(incident.id);
  assert.deepEqual(seen.orders.map(({ id }) => id), [orderId], "one order id carries all receipts");
  assert.deepEqual(seen.orders[0]!.assignments.map(({ unitId }) => unitId).sort(), ["MT1", "MT2", "U1"]);
  assert.deepEqual(seen.orders[0]!.copies.map(({ level, seenAt }) => [level, seenAt]), [["DISTRICT", null], ["STATION", null], ["POST", null], ["MRU", null], ["MRU", null]]);
  assert.deepEqual([...elsewhere.state().incidents.keys()], []);
  await assert.rejects((await city.signIn("mt3")).incident(incident.id), /NOT_FOUND/);
  for (const screen of [...screens.values(), elsewhere]) screen.close();
  accepted(await commander.command("intake.cancel", { incidentId: incident.id, reason: "演练结束" }));
});

test("ORG-01: a site group whose team is off shift gets its copy too, and sees the incident", async () => {
  await onDuty(city, "U1", "MT1");
  const commander = await city.signIn("commander");
  accepted(await commander.command("dispatch.setUnitStatus", { unitId: "MT2", status: "OFF_DUTY" }));
  const incident = await report(commander, { place: SCHOOL });
  const { orderId } = await order(commander, incident.id, [], { orgIds: ["P111"] });
  const [sent] = (await commander.incident(incident.id)).orders;
  assert.deepEqual(sent?.assignments.map(({ unitId }) => unitId).sort(), ["MT1", "U1"]);
  assert.ok(sent?.copies.some(({ orgId }) => orgId === "M2"), "every site group of the area is told");
  const group = await city.signIn("mt2");
  assert.equal((await group.incident(incident.id)).id, incident.id);
  accepted(await group.command("dispatch.seeCopy", { incidentId: incident.id, orderId, orgId: "M2" }));
  assert.equal((await commander.incident(incident.id)).orders[0]?.copies.find(({ orgId }) => orgId === "M2")?.seenAt, city.clock.now());
  accepted(await commander.command("intake.cancel", { incidentId: incident.id, reason: "演练结束" }));
});

test("ORG-01: a tree with a wrong parent level, a circle or a second parent does not start, and each is named by line and field", async () => {
  for (const [from, to, fault] of [
    ["P111,S11,POST", "P111,D1,POST", /organisation\.csv:\d+ parent ORG_PARENT_LEVEL_INVALID/],
    ["S11,D1,STATION", "S11,P111,STATION", /organisation\.csv:\d+ parent ORG_PARENT_LEVEL_INVALID/],
    ["M1,P111,MRU", "M1,P111,MRU,SITE_GROUP,又一,Again,URBAN,CENTRAL,SITE_OPERATOR,429901,112.0041,30.0081\nM1,P112,MRU", /organisation\.csv:\d+ parent ORG_PARENT_LEVEL_INVALID M1 /],
  ] as const) {
    const copy = copyCity();
    try {
      copy.change("organisation.csv", from, to);
      await assert.rejects(serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir }), fault, to);
    } finally {
      copy.remove();
    }
  }
});

test("ORG-02: the post acknowledges before the station has opened its copy", async () => {
  const seats = await onDuty(city, "U1");
  const commander = await city.signIn("commander");
  const incident = await report(commander);
  const { orderId } = await order(commander, incident.id, ["U1"]);
  accepted(await seats.get("U1")!.command("dispatch.acknowledge", { incidentId: incident.id, orderId, unitId: "U1" }));
  const [sent] = (await commander.incident(incident.id)).orders;
  assert.deepEqual([sent?.assignments[0]?.status, sent?.copies.find(({ orgId }) => orgId === "S11")?.seenAt], ["ACKNOWLEDGED", null]);
  accepted(await commander.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("ORG-02: a station vetoes until the last second of its window, with a reason; the city's screens show it at once, and the order cannot go on", async (t) => {
  const seats = await onDuty(city, "U1");
  const [commander, chief, room, d2] = await Promise.all(["commander", "chief11", "room11", "d2"].map((account) => city.signIn(account)));
  const screen = await openScreen(t, commander!);
  const incident = await report(commander!);
  const { orderId } = await order(commander!, incident.id, ["U1"]);
  const veto = { incidentId: incident.id, orderId, orgId: "S11", reason: "学校正在放学,警车不能进入" };
  const bare = await post(city, chief!, "/api/v1/dispatch/veto", { incidentId: incident.id, orderId, orgId: "S11" });
  assert.deepEqual([bare.status, (bare.body["fields"] as { path: string }[])[0]?.path], [422, "$.reason"], "no veto without a reason");
  for (const reason of ["", " \t\n\u3000"]) assert.deepEqual(refusedWith(await chief!.command("dispatch.veto", { ...veto, reason }), "VALIDATION_FAILED").fields?.map(({ path }) => path), ["$.reason"], "and blanks are none");
  refusedWith(await room!.command("dispatch.veto", veto), "FORBIDDEN");
  refusedWith(await d2!.command("dispatch.veto", veto), "NOT_FOUND");
  city.clock.advance(60_000);
  accepted(await chief!.command("dispatch.veto", veto));
  await screen.until("the suspended order", ({ incidents }) => incidents.get(incident.id)?.orders[0]?.suspended?.reason === veto.reason);
  refusedWith(await seats.get("U1")!.command("dispatch.acknowledge", { incidentId: incident.id, orderId, unitId: "U1" }), "ORDER_SUSPENDED");
  refusedWith(await chief!.command("dispatch.veto", veto), "ORDER_SUSPENDED");
  accepted(await commander!.command("dispatch.recall", { incidentId: incident.id, orderId, unitId: "U1", reason: "改派" }));
  const again = await order(commander!, incident.id, ["U1"]);
  city.clock.advance(60_001);
  refusedWith(await chief!.command("dispatch.veto", { ...veto, orderId: again.orderId }), "VETO_WINDOW_OVER");
  screen.close();
  accepted(await commander!.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("ORG-03: an incident keeps the matrix by which it was classified; publishing another changes the new ones only", async () => {
  const taker = await city.signIn("taker");
  const old = await report(taker, { typeCode: "PO-04" });
  assert.deepEqual([old.matrixVersion, old.priority], [3, "P3"]);
  const copy = copyCity();
  copy.change("city.yaml", "matrixVersion: 3", "matrixVersion: 4");
  copy.change("incident_types.csv", /^(PO-04,[^\n]*?),P3,/m, "$1,P2,");
  const next = await serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir });
  try {
    const there = await signInAt(next.url, "taker");
    const kept = await there.incident(old.id);
    assert.deepEqual([kept.matrixVersion, kept.priority], [3, "P3"]);
    accepted(await there.command("intake.classify", { incidentId: old.id, typeCode: "PO-04" }));
    assert.equal((await there.incident(old.id)).matrixVersion, 3, "the same class again is no new one");
    const fresh = await report(there, { typeCode: "PO-04" });
    assert.deepEqual([fresh.matrixVersion, fresh.priority], [4, "P2"]);
  } finally {
    await next.close();
    copy.remove();
  }
});

test("ORG-03: the limits belong to the matrix too: clocks that start under v4 on an incident of v3 have v3's, and so have its timers", async () => {
  await onDuty(city, "U1", "U2");
  const old = await report(await city.signIn("taker"));
  const copy = copyCity();
  copy.change("city.yaml", "matrixVersion: 3", "matrixVersion: 4");
  copy.change("deadlines.yaml", /^phase: .*$/m, "phase: { react: 61, enRoute: 181, onScene: 301 }");
  copy.change("deadlines.yaml", /^acknowledge: .*$/m, "acknowledge: { target: 20, escalate: 40, reassign: 900 }");
  const next = await serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir });
  try {
    const there = await signInAt(next.url, "dispatcher");
    const fresh = await report(there);
    const limits = async (incidentId: string, unitId: string): Promise<number[]> => (await order(there, incidentId, [unitId])).incident.clocks.filter(({ step }) => ["REACT", "EN_ROUTE", "ON_SCENE"].includes(step)).map(({ limitS }) => limitS);
    assert.deepEqual(await limits(old.id, "U1"), [60, 180, 300]);
    assert.deepEqual(await limits(fresh.id, "U2"), [61, 181, 301]);
    const escalated = async (incidentId: string): Promise<boolean> => {
      await next.timers.process();
      return (await there.timeline(incidentId)).entries.some(({ type }) => type === "OrderEscalated");
    };
    city.clock.advance(40_000);
    assert.deepEqual([await escalated(old.id), await escalated(fresh.id)], [false, true]);
    city.clock.advance(20_000);
    assert.equal(await escalated(old.id), true);
    // Put into another class, it comes under the matrix of the day.
    accepted(await there.command("intake.classify", { incidentId: old.id, typeCode: "CR-01" }));
    assert.deepEqual([(await there.incident(old.id)).matrixVersion, (await there.incident(old.id)).limits?.phase.react], [4, 61]);
    for (const incidentId of [old.id, fresh.id]) accepted(await there.command("intake.cancel", { incidentId, reason: "误报" }));
  } finally {
    await next.close();
    copy.remove();
  }
});

test("ORG-03: a matrix without a priority for some type is not published; every such type is named", async () => {
  const copy = copyCity();
  try {
    copy.change("incident_types.csv", /^(PO-04,[^\n]*?),P3,/m, "$1,,");
    copy.change("incident_types.csv", /^(TR-02,[^\n]*?),P3,/m, "$1,,");
    await assert.rejects(serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir }), /incident_types\.csv:1 priority MATRIX_INCOMPLETE [^\n]*PO-04[^\n]*TR-02/);
  } finally {
    copy.remove();
  }
});

test("ORG-14: an incident that needs traffic control goes to the traffic duty room; with no seat signed in for 30 s the city is told, and a crew on the road is no seat", async () => {
  await onDuty(city, "U2", "T1");
  const dispatcher = await city.signIn("dispatcher");
  const incident = await report(dispatcher, { typeCode: "TR-03" });
  await order(dispatcher, incident.id, ["T1"]);
  await city.pass(29);
  assert.ok(!(await types("dispatcher", incident.id)).some(({ type }) => type === "SeatEmpty"));
  await city.pass(1);
  const empty = (await types("dispatcher", incident.id)).filter(({ type }) => type === "SeatEmpty");
  assert.deepEqual(empty.map(({ data }) => data), [{ orgId: "TR", to: "CITY" }]);
  await city.pass(60);
  assert.equal((await types("dispatcher", incident.id)).filter(({ type }) => type === "SeatEmpty").length, 1);
  accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("ORG-14: the duty room sees the incident, and answers; signed in at another server it counts, signed out it does not", async (t) => {
  await onDuty(city, "U2");
  const dispatcher = await city.signIn("dispatcher");
  const other = await serveCity(city.databaseUrl, city.clock);
  try {
    const room = await signInAt(other.url, "traffic");
    const screen = await openScreen(t, room);
    const [first, second] = [await report(dispatcher, { typeCode: "TR-03" }), await report(dispatcher, { typeCode: "TR-03" })];
    const plain = await report(dispatcher);
    await order(dispatcher, first.id, ["U2"]);
    await screen.until("the incident for the seat", ({ incidents }) => incidents.get(first.id)?.seat?.orgId === "TR");
    await assert.rejects(room.incident(plain.id), /NOT_FOUND/);
    await city.pass(30);
    const log = await types("dispatcher", first.id);
    assert.deepEqual(log.filter(({ type }) => type.startsWith("Seat")).map(({ type }) => type), ["SeatRequired", "SeatAnswered"]);
    accepted(await dispatcher.command("intake.cancel", { incidentId: first.id, reason: "误报" }));
    await room.signOut();
    screen.close();
    await order(dispatcher, second.id, ["U2"]);
    await city.pass(30);
    assert.ok((await types("dispatcher", second.id)).some(({ type }) => type === "SeatEmpty"));
    refusedWith(await (await city.signIn("ems")).command("dispatch.answerSeat", { incidentId: second.id }), "NOT_FOUND");
    accepted(await (await city.signIn("traffic")).command("dispatch.answerSeat", { incidentId: second.id }));
    accepted(await dispatcher.command("intake.cancel", { incidentId: second.id, reason: "误报" }));
  } finally {
    await other.close();
  }
});

test("X-03: an order id is used once", async () => {
  await onDuty(city, "U1", "U2");
  const commander = await city.signIn("commander");
  const incident = await report(commander);
  const { orderId } = await order(commander, incident.id, ["U1"]);
  refusedWith(await commander.command("dispatch.issueOrder", { incidentId: incident.id, orderId, unitIds: ["U2"], overrideReason: "COMMANDER" }), "STATE_CONFLICT");
  refusedWith(await commander.command("dispatch.issueOrder", { incidentId: incident.id, orderId: newUlid(), unitIds: [], overrideReason: "COMMANDER" }), "NO_UNITS");
});

test("GOV-02: a crew's rights end with its shift: its incidents are gone, on an open stream too, only the next shift brings them back; on an open order it stays", async (t) => {
  const u3 = (await onDuty(city, "U3")).get("U3")!;
  const desk = await city.signIn("dispatcher");
  const incident = await report(desk, { place: SCHOOL });
  await order(desk, incident.id, ["U3"]);
  const screen = await openScreen(t, u3);
  await screen.until("its order", ({ incidents }) => incidents.has(incident.id));
  refusedWith(await u3.command("dispatch.setUnitStatus", { unitId: "U3", status: "OFF_DUTY" }), "STATE_CONFLICT");
  accepted(await desk.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
  assert.equal((await u3.incident(incident.id)).id, incident.id, "on shift it reads what it was at");
  accepted(await u3.command("dispatch.setUnitStatus", { unitId: "U3", status: "OFF_DUTY" }));
  await screen.until("the incident gone", ({ incidents }) => !incidents.has(incident.id));
  await assert.rejects(u3.incident(incident.id), /NOT_FOUND|FORBIDDEN/);
  refusedWith(await u3.command("intake.addNote", { incidentId: incident.id, text: "下班后的记录", visibility: "ALL" }), "NOT_FOUND");
  refusedWith(await u3.command("dispatch.setUnitStatus", { unitId: "U2", status: "AVAILABLE" }), "NOT_FOUND");
  accepted(await u3.command("dispatch.setUnitStatus", { unitId: "U3", status: "AVAILABLE" }));
  assert.equal((await u3.incident(incident.id)).id, incident.id, "at once, not when the server has noticed");
  screen.close();
});

/** Holds the log still for its readers, who look below the oldest transaction that runs (0003); answers how to let it go. */
async function holdLog(): Promise<() => Promise<void>> {
  const running = new pg.Client({ connectionString: city.databaseUrl });
  await running.connect();
  await running.query("begin");
  await running.query("select pg_current_xact_id()");
  return () => running.end();
}

test("GOV-02: end and beginning of a shift count with the next question, also while the server cannot follow its log", async (t) => {
  const u3 = (await onDuty(city, "U3")).get("U3")!;
  const desk = await city.signIn("dispatcher");
  const incident = await report(desk, { place: SCHOOL });
  await order(desk, incident.id, ["U3"]);
  accepted(await desk.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
  const screen = await openScreen(t, u3);
  assert.equal((await u3.incident(incident.id)).id, incident.id);
  const release = await holdLog();
  try {
    accepted(await u3.command("dispatch.setUnitStatus", { unitId: "U3", status: "OFF_DUTY" }));
    await assert.rejects(u3.incident(incident.id), /NOT_FOUND|FORBIDDEN/);
    refusedWith(await u3.command("intake.addNote", { incidentId: incident.id, text: "下班后的记录", visibility: "ALL" }), "NOT_FOUND");
    accepted(await u3.command("dispatch.setUnitStatus", { unitId: "U3", status: "AVAILABLE" }));
    assert.equal((await u3.incident(incident.id)).id, incident.id);
    accepted(await u3.command("dispatch.setUnitStatus", { unitId: "U3", status: "OFF_DUTY" }));
    await assert.rejects(u3.incident(incident.id), /NOT_FOUND|FORBIDDEN/, "the second end as the first");
  } finally {
    await release();
  }
  await screen.until("what the log says once it is followed again", ({ units }) => units.get("U3")?.status === "OFF_DUTY");
  await assert.rejects(u3.incident(incident.id), /NOT_FOUND|FORBIDDEN/);
  accepted(await u3.command("dispatch.setUnitStatus", { unitId: "U3", status: "AVAILABLE" }));
});

test("ORG-13: a liaison of a town sees the matters shared with it and no incident; in the minute in which the term ends the access stops, on an open stream too", async (t) => {
  const [dispatcher, town] = await Promise.all([city.signIn("dispatcher"), city.signIn("town")]);
  const incident = await report(dispatcher, { place: SCHOOL });
  const matterId = await openMatter(dispatcher, "TOWNSHIP", { item: "TS-01" });
  const screen = await openScreen(t, town);
  assert.ok(screen.state().matters.has(matterId) && !screen.state().incidents.has(incident.id));
  await assert.rejects(town.incident(incident.id), /NOT_FOUND/);
  const end = Date.UTC(2026, 2, 2, 15);
  city.clock.set(end - 1);
  assert.equal((await town.matter(matterId)).matter.id, matterId);
  city.clock.set(end);
  await assert.rejects(town.matter(matterId), /NOT_FOUND|FORBIDDEN/);
  refusedWith(await town.command("linkage.sign", { matterId }), "NOT_FOUND");
  await screen.until("the matter gone", ({ matters }) => !matters.has(matterId));
  screen.close();
});

test("LNK-09: the month is over and the partner's desk is asked; a day later without its word the entry is UNVERIFIED on every screen and its deputy is called first; what another corrects holds once the partner agrees", async (t) => {
  const cooperationId = newUlid();
  const [west, partner] = [await city.signIn("d1"), await city.signIn("ems")];
  accepted(await west.command("joint.initiate", { cooperationId, subject: { kind: "CHANNEL", level: "BUREAU", fields: [] }, goal: "联动值班名录", legalBasis: "联动协议", urgency: "P3", partnerIds: ["EM"] }));
  accepted(await partner.command("joint.answer", { cooperationId, partnerId: "EM", answer: "ACCEPTED" }));
  accepted(await partner.command("joint.setContact", { cooperationId, post: "调度值班", phone: "0710-120", deputyPost: "带班主任", deputyPhone: "0710-121" }));
  const { contactDays, contactAnswerHours } = (await west.city()).joint;
  assert.deepEqual([contactDays, contactAnswerHours], [30, 24]);
  const from = city.clock.now();
  const fires = async (at: number): Promise<void> => {
    city.clock.set(at);
    await city.processTimers();
  };
  await fires(from + 30 * 86_400_000);
  const [desk, ems] = [await city.signIn("d1"), await city.signIn("ems")];
  const [screen, asked] = [await openScreen(t, desk), await openScreen(t, ems)];
  const order = (at: typeof screen): string[] => callOrder(at.state().cooperations.get(cooperationId)!.contacts[0]!).map(({ phone }) => phone);
  await asked.until("the question", ({ cooperations }) => cooperations.get(cooperationId)?.contacts[0]?.askedAt === from + 30 * 86_400_000);
  await fires(from + 31 * 86_400_000 - 1);
  assert.deepEqual([order(asked), asked.state().cooperations.get(cooperationId)?.contacts[0]?.overdueAt], [["0710-120", "0710-121"], null]);
  await fires(from + 31 * 86_400_000);
  for (const each of [screen, asked]) await each.until("that it is unverified", ({ cooperations }) => cooperations.get(cooperationId)?.contacts[0]?.overdueAt === from + 31 * 86_400_000);
  assert.deepEqual(order(screen), ["0710-121", "0710-120"], "the deputy first");
  refusedWith(await desk.command("joint.confirmContact", { cooperationId }), "CONTACT_MISSING");
  accepted(await desk.command("joint.proposeContact", { cooperationId, partnerId: "EM", post: "调度值班", phone: "0710-122", reason: "原号停用" }));
  await asked.until("the correction", ({ cooperations }) => cooperations.get(cooperationId)?.contacts[0]?.proposed?.phone === "0710-122");
  assert.deepEqual(order(asked), ["0710-121", "0710-120"], "it holds nothing yet");
  accepted(await ems.command("joint.answerContact", { cooperationId, granted: true }));
  await screen.until("what the partner agreed to", ({ cooperations }) => cooperations.get(cooperationId)?.contacts[0]?.overdueAt === null);
  assert.deepEqual(order(screen), ["0710-122"]);
});

test("GOV-03: figures of a month that is over are drafted by one seat and published by another, then read by everybody with method and correction; a draft is read by nobody outside", async (t) => {
  const read = async (path: string) => {
    const answer = await fetch(`${city.url}${path}`);
    return { status: answer.status, text: await answer.text(), policy: answer.headers.get("content-security-policy") ?? "" };
  };
  const dispatcher = await city.signIn("dispatcher");
  const month = dayText(city.clock.now()).slice(0, 7);
  const path = ROUTES.publicMonth.replace(":month", month);
  refusedWith(await (await city.signIn("commander")).command("publications.draft", { month }), "PUBLICATION_MONTH");
  for (let no = 0; no < 6; no++) await report(dispatcher, { typeCode: "CP-01", place: MALL, drill: no === 5 });
  city.clock.advance(31 * 86_400_000);
  const [commander, overseer, district] = await Promise.all(["commander", "overseer", "d1"].map((account) => city.signIn(account))) as [Seated, Seated, Seated];
  refusedWith(await district.command("publications.draft", { month }), "FORBIDDEN");
  refusedWith(await overseer.command("publications.draft", { month }), "FORBIDDEN");
  const screen = await openScreen(t, overseer);
  const [drafted] = accepted(await commander.command("publications.draft", { month })).publications!;
  await screen.until("the draft, where it is published", ({ publications }) => publications.get(month)?.draft?.no === 1);
  assert.deepEqual([(await read(path)).status, (await read(ROUTES.publicFigures)).text], [404, JSON.stringify({ months: [] })]);
  refusedWith(await overseer.command("supervision.publishFigures", { month, draftVersion: drafted!.version + 1 }), "VERSION_CONFLICT");
  accepted(await overseer.command("supervision.publishFigures", { month, draftVersion: drafted!.version }));
  refusedWith(await commander.command("publications.draft", { month }), "PUBLICATION_PUBLISHED");
  const [again] = accepted(await commander.command("publications.correct", { month, reason: "<b>漏计</b>两个单元" })).publications!;
  assert.equal((JSON.parse((await read(path)).text) as { versions: unknown[] }).versions.length, 1, "what is drafted is not public");
  accepted(await overseer.command("supervision.publishFigures", { month, draftVersion: again!.version }));
  const { versions } = JSON.parse((await read(path)).text) as { versions: { no: number; reason: string | null; method: unknown[]; tables: { id: string; rows: { total: number | null; cells: (number | null)[] }[]; city: { total: number | null } }[] }[] };
  assert.deepEqual(versions.map(({ no, reason, method, tables }) => [no, reason, method.length > 0, tables.map(({ id }) => id)]), [1, 2].map((no) => [no, no === 1 ? null : "<b>漏计</b>两个单元", true, ["RESPONSE", "MATTERS", "COMPLAINTS"]]));
  assert.equal(versions[0]!.tables[2]!.city.total, 5, "the month's complaints are counted, a drill is not (X-09)");
  for (const { rows } of versions.flatMap(({ tables }) => tables)) assert.ok(rows.flatMap(({ total, cells }) => [total, ...cells]).every((count) => count === null || count === 0 || count >= 5));
  const [page, csv] = await Promise.all([read("/figures"), read(`${path}?format=csv&version=1`)]);
  assert.ok(page.text.includes("&lt;b&gt;漏计") && page.text.includes("第 1 版") && !/<script|<b>/.test(page.text) && page.policy.startsWith("default-src 'none'; style-src 'sha256-"));
  assert.ok(csv.text.startsWith("month,version,table,area") && csv.text.includes(`${month},1,COMPLAINTS,ALL,`));
  assert.equal((await read(`${path}?version=3`)).status, 404);
  for (const typed of ["2026-13", "1999-01", "%3Cscript%3E", "2026-01&month=2026-02"]) {
    const { status, text } = await read(`/figures?month=${typed}`);
    assert.ok(status === 404 && text.includes("这个月份没有公开数据") && !text.includes("<script"), typed);
  }
});
