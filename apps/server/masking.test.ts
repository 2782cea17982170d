import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { loadServedCity } from "./load-served-city.ts";
import { maskIncident, maskNumber, receiptOf, seesReview, shownReview, seesMatter, seesNotice, seesRoom, seesUnit, sightOf, worksWithPost } from "./masking.ts";
import { activationSight } from "./activation-sight.ts";
import type { Session } from "./session.ts";
import type { Activation } from "@tocsin/contract/command/activation.ts";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { RoomCircle } from "@tocsin/contract/command/room.ts";
import type { Review } from "@tocsin/contract/command/review.ts";
import type { Drawn } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Notice } from "@tocsin/contract/command/notice.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { fileURLToPath } from "node:url";

const folder = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { index, roles } = loadServedCity(folder("testing/fixtures/city"), folder("cities/standard"));

const seat = (role: string, orgPath: string, more: Partial<Session> = {}): Session => ({ userId: "x", name: "x", grants: [{ role, orgPath }], unitId: null, agency: "POLICE", ...more });
const incident = (more: Partial<Incident> = {}): Incident =>
  ({ id: "I", orgPath: "CITY.D1.S11", scope: ["CITY.D1.S11"], leadAgency: "POLICE", reports: [{ callback: "13812345678" }], notes: [{ visibility: "ALL" }, { visibility: "POLICE" }], orders: [], clocks: [], outcome: null, feedback: [], support: [], room: [], ...more }) as unknown as Incident;
const assigned = (unitId: string, agency = "POLICE") => ({ id: `O-${unitId}`, copies: [{ orgId: "D1" }], recommendation: {}, note: "后门进", guidance: { typeCode: "PO-01", version: 1, issuedAt: 0, handlingPoints: [{ zh: "分开双方" }] }, assignments: [{ unitId, agency, status: "EN_ROUTE", rank: 2, endReason: null }] }) as unknown as Incident["orders"][number];
const seen = (session: Session, record: Incident): Incident | null => {
  const sight = sightOf(session, record, roles, index);
  return sight === null ? null : maskIncident(record, sight);
};

test("INC-04: a masked number keeps its ends and nothing else", () => {
  assert.deepEqual(["13812345678", "+86 138-1234-5678", "110", "02787654321"].map(maskNumber), ["138****5678", "+86*******5678", "***", "027****4321"]);
  fc.assert(fc.property(fc.stringMatching(/^[0-9]{7,20}$/), (number) => maskNumber(number).length === number.length && (number.length === 7 || maskNumber(number).includes("*"))));
});

test("R54: a sealed number shows to nobody, whoever may ask for it; one of before keeps its ends for those without the right", () => {
  const sealed = incident({ reports: [{ callback: "sealed:I:YWJj" }] as unknown as Incident["reports"] });
  for (const role of ["DISPATCHER", "CALL_TAKER", "STATION_ROOM"]) assert.equal(seen(seat(role, "CITY"), sealed)?.reports[0]?.callback, "***", role);
});

test("X-05: what lies outside every grant is not there; inside, roles see what their views open", () => {
  assert.equal(seen(seat("DISPATCHER", "CITY.D2"), incident()), null);
  assert.equal(seen(seat("DISPATCHER", "CITY.D1.S1"), incident()), null, "a path is not a text prefix");
  assert.equal(seen(seat("SYS_ADMIN", "CITY"), incident()), null);
  assert.equal(seen(seat("AUDITOR", "CITY"), incident()), null);
  assert.deepEqual(seen(seat("DISPATCHER", "CITY"), incident())?.notes.length, 2);
  const taker = seen(seat("CALL_TAKER", "CITY"), incident());
  assert.deepEqual([taker?.notes.length, taker?.reports[0]?.callback], [1, "13812345678"]);
  assert.equal(seen(seat("STATION_ROOM", "CITY.D1.S11"), incident())?.reports[0]?.callback, "138****5678");
});

test("X-05, DSP-02: a unit sees an incident only with an order of its own; of others on it that they come, not what they were told", () => {
  const unit = seat("UNIT", "CITY.D1.S11", { unitId: "U1" });
  assert.equal(seen(unit, incident({ orders: [assigned("U2")] })), null);
  const own = seen(unit, incident({ orders: [assigned("U1"), assigned("U2")], feedback: [{ unitId: "U2" }, { unitId: "U1" }] as Incident["feedback"] }));
  assert.deepEqual(own?.orders.map(({ id, copies, recommendation, note }) => [id, copies, recommendation, note]), [["O-U1", [], null, "后门进"], ["O-U2", [], null, ""]]);
  assert.deepEqual([own?.orders[1]?.guidance.handlingPoints, own?.orders[1]?.assignments.map((a) => [a.unitId, a.status, a.rank])], [[], [["U2", "EN_ROUTE", null]]]);
  assert.deepEqual(own?.feedback.map(({ unitId }) => unitId), ["U1"]);
});

test("DSP-02: an offer of responsibility is shown to the unit that must answer it, and to no other crew on the scene", () => {
  const offered = assigned("U1");
  const handover = { toUnitId: "U2", reason: "辖区单位", at: 7, declinedAt: null };
  const record = incident({ orders: [{ ...offered, assignments: offered.assignments.map((a) => ({ ...a, handover })) }, assigned("U2"), assigned("U3")] });
  const offerOf = (unitId: string) => seen(seat("UNIT", "CITY.D1.S11", { unitId }), record)?.orders[0]?.assignments[0]?.handover;
  assert.deepEqual([offerOf("U1"), offerOf("U2"), offerOf("U3")], [handover, handover, undefined]);
});

test("INC-04, JNT-03: how it ended is everybody's who worked on it, the number of the case the desks' alone", () => {
  const closed = incident({ scope: ["CITY.D1.S11", "CITY.EM"], orders: [assigned("U1")], outcome: { code: "CASE", text: "移交", caseRef: "A-17", at: 9, by: "x" }, room: [{ agency: "EMS", leftAt: null }] as unknown as Incident["room"], clocks: [] });
  assert.deepEqual([seat("PARTNER_DESK", "CITY.EM", { agency: "EMS" }), seat("UNIT", "CITY.D1.S11", { unitId: "U1" }), seat("DISPATCHER", "CITY")].map((one) => [seen(one, closed)?.outcome?.code, seen(one, closed)?.outcome?.caseRef]), [["CASE", null], ["CASE", null], ["CASE", "A-17"]]);
});

test("DSP-10: a site's contact sees what reached its site, not what lies in the street before it", () => {
  const contact = seat("MRU_CONTACT", "CITY.D1.S11.P111.M1", { unitId: "MT1", agency: "SITE_OPERATOR" });
  assert.equal(seen(contact, incident({ scope: ["CITY.D1.S11.P111"] })), null);
  assert.notEqual(seen(contact, incident({ scope: ["CITY.D1.S11.P111", "CITY.D1.S11.P111.M1"] })), null);
});

test("INC-04: a partner sees while it sits in the room or has been let in, and no more after it left", () => {
  const ems = seat("PARTNER_DESK", "CITY.EM", { agency: "EMS" });
  const room = (leftAt: number | null) => [{ agency: "EMS", leftAt }] as unknown as Incident["room"];
  assert.equal(seen(ems, incident()), null);
  const joined = seen(ems, incident({ scope: ["CITY.D1", "CITY.EM"], room: room(null), orders: [assigned("U1"), assigned("E1", "EMS")] }));
  assert.deepEqual([joined?.notes.length, joined?.reports[0]?.callback, joined?.orders.map(({ id, note }) => [id, note])], [1, "138****5678", [["O-U1", ""], ["O-E1", "后门进"]]]);
  assert.notEqual(seen(ems, incident({ scope: ["CITY.D1", "CITY.EM"] })), null);
  assert.equal(seen(ems, incident({ scope: ["CITY.D1", "CITY.EM"], room: room(5) })), null);
});

test("X-05, INC-01: the receipt of a report is for who brought it in, and says nothing of who was sent, of what was found out or of others' reports", () => {
  const whole = incident({ no: "20260302-0001", orders: [assigned("U1")], facts: [{}] as unknown as Incident["facts"], room: [{ agency: "EMS", leftAt: null }] as unknown as Incident["room"], reports: [{ by: "x", callback: null }, { by: "y", callback: null }] as unknown as Incident["reports"] });
  const receipt = receiptOf({ userId: "x" }, whole);
  assert.deepEqual([receipt?.no, receipt?.orders, receipt?.notes, receipt?.facts, receipt?.room, receipt?.reports.map(({ by }) => by)], ["20260302-0001", [], [], [], [], ["x"]]);
  assert.equal(receiptOf({ userId: "z" }, whole), null);
});

test("LNK-01, X-05: a letter is read by the desks of its area and by whom it is from or to, not by another place of the same agency", () => {
  const letter = (from: string, to: string) => ({ scope: ["CITY.D1.S11"], letter: { from, to } }) as unknown as Notice;
  const reads = (session: Session, ...parties: [string, string]): boolean => seesNotice(session, letter(...parties), roles, index);
  assert.deepEqual([reads(seat("LINK_COORDINATOR", "CITY"), "S11", "URBAN_MGMT"), reads(seat("DEPT_LIAISON", "CITY", { agency: "URBAN_MGMT" }), "S11", "URBAN_MGMT"), reads(seat("PARTNER_DESK", "CITY.D1"), "S11", "URBAN_MGMT")], [true, true, true]);
  assert.deepEqual([reads(seat("DEPT_LIAISON", "CITY", { agency: "MARKET" }), "S11", "URBAN_MGMT"), reads(seat("PARTNER_DESK", "CITY.D2"), "S11", "URBAN_MGMT")], [false, false]);
});

test("CMD-12, X-05: who has a task of a review beyond its border reads that, and neither number, type nor id of what it looks back on", () => {
  const task = (id: string, orgPath: string) => ({ id, text: id, orgId: orgPath.split(".").at(-1)!, orgPath, done: null });
  const review = { id: "R", incidentId: "I", commandPostId: null, advisoryId: null, title: "20260302-0007", typeCode: "CR-03", priority: "P1", readers: ["CITY.D1"], signed: null, tasks: [task("T1", "CITY.D1"), task("T2", "CITY.D2")] } as unknown as Review;
  const [own, other] = [seat("DISPATCHER", "CITY.D1"), seat("DISPATCHER", "CITY.D2")];
  assert.ok(seesReview(other, review, roles, index));
  assert.equal(shownReview(own, review, roles, index), review);
  const shown = shownReview(other, review, roles, index);
  assert.deepEqual([shown.title, shown.incidentId, shown.typeCode, shown.priority, shown.tasks.map(({ id }) => id)], ["—", null, null, null, ["T2"]]);
});

test("GOV-02, X-05: two seats with the same key get the same bytes", () => {
  const drawnFrom: Drawn = { code: "OTHER", incidentId: "I2", no: "20260302-0002", scope: ["CITY.D1.S11"] };
  const record = incident({ orders: [{ ...assigned("U1"), drawnFrom }, assigned("E1", "EMS")] });
  const crew = seat("UNIT", "CITY.D1.S11", { unitId: "U1" });
  // Of one crew, one has called about the other incident from a number of their own (GOV-02).
  const seats = [seat("DISPATCHER", "CITY"), seat("DISPATCHER", "CITY.D1"), seat("CALL_TAKER", "CITY"), seat("STATION_CHIEF", "CITY.D1.S11"), crew, { ...crew, recusedFrom: new Set(["I2"]) }];
  const byKey = new Map<string, string>();
  for (const one of seats) {
    const sight = sightOf(one, record, roles, index)!;
    const bytes = JSON.stringify(maskIncident(record, sight));
    assert.equal(byKey.get(sight.key) ?? bytes, bytes);
    byKey.set(sight.key, bytes);
  }
  assert.equal(byKey.size, 6);
});

test("CMD-02: a unit is seen by those who watch its area, and by itself", () => {
  const unit = { id: "U1", scope: ["CITY.D1.S11.P111"] };
  assert.deepEqual(
    [seat("DISPATCHER", "CITY"), seat("DISPATCHER", "CITY.D2"), seat("UNIT", "CITY.D1.S11.P111", { unitId: "U1" }), seat("UNIT", "CITY.D1.S11.P111", { unitId: "U9" }), seat("POST_LEADER", "CITY.D1.S11.P111")].map((one) => seesUnit(one, unit, roles)),
    [true, false, true, false, true],
  );
});

const urban = seat("DEPT_LIAISON", "CITY", { agency: "URBAN_MGMT" });
const hotline = seat("PARTNER_DESK", "CITY", { agency: "HOTLINE" });

test("LNK-08, X-05: a department's desk at the city's path sees the matters of its department there, none between organisations of the police", () => {
  const matter = (...parties: string[]): Matter => ({ scope: ["CITY.D1.S11"], opener: parties[0], custody: { owner: parties[1] ?? parties[0], passes: [], returns: [], offer: null }, assistants: [], conferences: [] }) as unknown as Matter;
  const sees = (who: Session, ...parties: string[]): boolean => seesMatter(who, matter(...parties), roles, index);
  assert.deepEqual([sees(urban, "POLICE", "S11"), sees(urban, "D1"), sees(urban, "EM"), sees(urban, "S11", "URBAN_MGMT")], [false, false, false, true]);
  assert.deepEqual([sees(seat("DEPT_LIAISON", "CITY", { agency: "EMS" }), "POLICE", "EM"), sees(seat("DEPT_LIAISON", "CITY.D1.S11"), "HOTLINE", "S11"), sees(seat("DEPT_LIAISON", "CITY.D1.S11"), "HOTLINE", "S12")], [true, true, false]);
  assert.ok(sees(seat("LINK_COORDINATOR", "CITY", { agency: "GOV_CENTRE" }), "POLICE", "S11"), "who coordinates an area sees all of it");
});

test("CMD-05, CMD-08, X-05: it has no part in a command post that the city holds, in its rooms, nor in tasks of the police", () => {
  const post = { scope: ["CITY"], holders: [{ role: "DEPUTY", orgId: "CITY" }] } as unknown as CommandPost;
  const circle: RoomCircle = { units: [], agencies: [], seats: [{ orgPath: "CITY", role: null }] };
  const force = { commandPostId: "P", forceId: "F", name: "f" };
  const task = (orgPath: string, escalatedTo: string | null = null): Activation => ({ orgPath: "CITY.D1", tasks: [{ owner: { orgPath }, unitId: null, escalatedTo }] }) as unknown as Activation;
  const has = (who: Session) => [worksWithPost(who, post, roles, index), seesRoom(who, { scope: ["CITY"], circle, force }, roles, index), activationSight(who, task("CITY.D1.S11"), roles, index), activationSight(who, task("CITY.EM", "CITY"), roles, index)];
  assert.deepEqual(has(hotline), [false, false, null, null]);
  assert.deepEqual(has(seat("PARTNER_DESK", "CITY", { agency: "EMS" })), [false, false, null, "OWN"], "what is its department's below its place is its own");
  assert.deepEqual(has(seat("PARTNER_DESK", "CITY")), [true, true, "OWN", "OWN"], "a seat of the very organisation has its part, whatever its role opens");
});
