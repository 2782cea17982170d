import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { REFUSAL_CODES, refusalStatus, refusalText, refuse, type RefusalCode } from "@tocsin/contract/refusal.ts";
import { commandPath } from "@tocsin/contract/routes.ts";
import type { Refused } from "@tocsin/contract/views.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import { STANDARD, TEST_CITY, startCity, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, order, post, report } from "../scene.ts";

const { roles: rights, index } = loadServedCity(TEST_CITY, STANDARD);
const rows = index.city.roles;
let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

test("X-05: every command is somebody's, and every role's commands exist", () => {
  const groups = new Set(COMMAND_NAMES.map((name) => name.slice(0, name.indexOf("."))));
  const known = (entry: string): boolean => (COMMAND_NAMES as string[]).includes(entry) || (entry.endsWith(".*") && groups.has(entry.slice(0, -2)));
  assert.deepEqual(rows.flatMap(({ role, commands }) => commands.filter((entry) => !known(entry)).map((entry) => `${role}: ${entry}`)), []);
  const people = rows.filter(({ role }) => role !== "SIMULATION");
  assert.deepEqual(COMMAND_NAMES.filter((name) => !people.some(({ role }) => rights.mayCommand(role, name))), [], "the simulated world alone is nobody");
  assert.ok(rows.every(({ nameZh, nameEn }) => nameZh !== "" && nameEn !== ""));
});

test("X-05: what the catalogue denies a role, the role does not have", () => {
  const denied: Readonly<Record<string, readonly string[]>> = {
    CALL_TAKER: ["intake.setPriority", "dispatch.recall", "command.take"], DISPATCHER: ["intake.setPriority"], STATION_ROOM: ["intake.setPriority", "command.take"],
    UNIT: ["dispatch.issueOrder", "intake.close", "dispatch.mruAlarm"], MRU_CONTACT: ["intake.receive", "dispatch.issueOrder", "intake.addNote"],
    PARTNER_DESK: ["intake.close", "intake.setLeadAgency"], AUDITOR: COMMAND_NAMES, SYS_ADMIN: COMMAND_NAMES,
    SUPERVISION: COMMAND_NAMES.filter((name) => name !== "command.reviewPlan" && !name.startsWith("governance.") && !name.startsWith("supervision.")),
  };
  for (const [role, commands] of Object.entries(denied)) assert.deepEqual(commands.filter((name) => rights.mayCommand(role, name)), [], role);
  for (const role of ["SYS_ADMIN", "AUDITOR"]) for (const view of ["BOARD", "INCIDENT", "OWN_ORDERS", "SHARED_INCIDENT", "CALLBACK_NUMBER", "POLICE_NOTES"] as const) assert.equal(rights.maySee(role, view), false, `${role} ${view}`);
});

test("X-05: what a seat is told that it may do is what the door lets it do", async () => {
  for (const account of ["taker", "dispatcher", "room11", "u1", "mt1", "ems", "auditor", "admin"]) {
    const seat = await city.signIn(account);
    const { commands } = await seat.me();
    assert.deepEqual(commands, COMMAND_NAMES.filter((name) => index.city.accounts.find(({ id }) => id === account)!.grants.some(({ role }) => rights.mayCommand(role, name))), account);
  }
  const auditor = await city.signIn("auditor");
  const incident = await report(await city.signIn("taker"));
  for (const ask of [() => auditor.incident(incident.id), () => auditor.timeline(incident.id)]) await assert.rejects(ask(), /FORBIDDEN/);
  assert.deepEqual((await auditor.board()).incidents, []);
});

test("X-14: every refusal has its sentence in both languages with the same blanks, and a status of its own kind", () => {
  const blanks = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
  for (const code of REFUSAL_CODES) {
    const [zh, en] = [refusalText(refuse(code), "zh"), refusalText(refuse(code), "en")];
    assert.match(zh, /\p{Script=Han}/u, code);
    assert.doesNotMatch(en, /\p{Script=Han}/u, code);
    assert.deepEqual(blanks(zh), blanks(en), code);
    assert.match(code, /^[A-Z][A-Z0-9_]+$/);
    assert.ok([401, 403, 404, 408, 409, 410, 413, 422, 423, 429, 503].includes(refusalStatus(code)), code);
  }
});

test("X-03, X-14: a refusal for its state names what may follow, and says so where nothing may", () => {
  const said = (allowed: readonly string[]) => (["zh", "en"] as const).map((language) => refusalText(refuse("STATE_CONFLICT", { status: "HELD", allowed }), language));
  assert.deepEqual(said(["TAKEN", "RETIRED"]), ["当前状态「HELD」不能执行该操作,可转为:TAKEN、RETIRED", "Not possible while HELD; allowed next: TAKEN, RETIRED"]);
  assert.deepEqual(said([]), ["当前状态「HELD」不能执行该操作,可转为:无", "Not possible while HELD; allowed next: none"]);
});

test("X-14: refusals that the running server gives have no blank left unfilled, in either language", async () => {
  const seats = await onDuty(city, "U1", "U2", "U6");
  const [dispatcher, commander, chief] = await Promise.all(["dispatcher", "commander", "chief11"].map((account) => city.signIn(account)));
  const one = await report(dispatcher!, { place: SCHOOL });
  const two = await report(dispatcher!, { place: MALL });
  const { orderId } = await order(dispatcher!, one.id, ["U1"]);
  accepted(await commander!.command("command.take", { incidentId: two.id }));
  const id = { incidentId: one.id };
  const step = { ...id, orderId, unitId: "U1" };
  const u1 = seats.get("U1")!;
  const call = { channel: "CALL_110", callback: "110", text: "", place: SCHOOL };
  const provoked: readonly (readonly [RefusalCode, typeof u1, string, object])[] = [
    ["VALIDATION_FAILED", u1, "intake.addNote", {}], ["PROHIBITED_FIELD", u1, "intake.addNote", { watchlist: 1 }], ["NOT_FOUND", u1, "intake.addNote", { incidentId: newUlid(), text: "x" }],
    ["FORBIDDEN", u1, "intake.cancel", { ...id, reason: "x" }], ["STATE_CONFLICT", u1, "dispatch.handle", step], ["JURISDICTION_NO_DECLINE", u1, "dispatch.decline", { ...step, code: "JURISDICTION" }],
    ["UNKNOWN_TYPE", dispatcher!, "intake.classify", { ...id, typeCode: "ZZ-99" }], ["UNKNOWN_OUTCOME", dispatcher!, "intake.close", { ...id, outcomeCode: "NONE", text: "" }],
    ["CLOSE_BLOCKED", dispatcher!, "intake.close", { ...id, outcomeCode: "RESCUED", text: "" }], ["UNKNOWN_UNIT", dispatcher!, "dispatch.issueOrder", { ...id, orderId: newUlid(), unitIds: ["U99"] }],
    ["UNIT_TAKEN", dispatcher!, "dispatch.issueOrder", { ...id, orderId: newUlid(), unitIds: ["U1"] }], ["UNIT_NOT_AVAILABLE", dispatcher!, "dispatch.issueOrder", { ...id, orderId: newUlid(), unitIds: ["U5"] }],
    ["OVERRIDE_REASON_REQUIRED", dispatcher!, "dispatch.issueOrder", { ...id, orderId: newUlid(), unitIds: ["U6"] }], ["NO_UNITS", dispatcher!, "dispatch.issueOrder", { ...id, orderId: newUlid(), unitIds: [] }],
    ["NOT_IN_COMMAND", dispatcher!, "dispatch.issueOrder", { incidentId: two.id, orderId: newUlid(), unitIds: ["U6"], overrideReason: "COMMANDER" }],
    ["NOT_IN_COMMAND", commander!, "command.offerHandover", { ...id, toUserId: "commander2" }], ["HANDOVER_NOT_OFFERED", commander!, "command.acceptHandover", id],
    ["UNKNOWN_ACCOUNT", commander!, "command.offerHandover", { incidentId: two.id, toUserId: "x" }], ["NO_SUCCESSOR", commander!, "command.offerHandover", { incidentId: two.id, toUserId: "u1" }],
    ["FIELD_CONFLICT", dispatcher!, "intake.amend", { ...id, field: "text", from: "?", to: "!" }], ["CANNOT_MERGE_SELF", dispatcher!, "intake.merge", { ...id, duplicateId: one.id }],
    ["NOT_MERGED", dispatcher!, "intake.unmerge", { ...id, duplicateId: two.id, reason: "x" }], ["NO_SUCH_ORDER", chief!, "dispatch.seeCopy", { ...id, orderId: newUlid(), orgId: "S11" }],
    ["NO_SUCH_ASSIGNMENT", dispatcher!, "dispatch.recall", { ...id, orderId, unitId: "U2", reason: "x" }], ["NO_SUCH_CLOCK", dispatcher!, "dispatch.explainBreach", { ...id, clockId: "X.1", code: "OTHER" }],
    ["NOT_BREACHED", dispatcher!, "dispatch.explainBreach", { ...id, clockId: "REACT.1", code: "OTHER" }], ["NOT_IN_ROOM", dispatcher!, "intake.leaveRoom", id],
    ["REASON_REQUIRED", dispatcher!, "dispatch.setUnitStatus", { unitId: "U2", status: "UNAVAILABLE" }], ["PATROL_NOT_RUNNING", u1, "dispatch.endPatrol", { unitId: "U1" }],
    ["VERSION_CONFLICT", dispatcher!, "intake.classify", { ...id, typeCode: "CR-04", expectedVersion: 999 }],
    ["PLACE_REQUIRED", dispatcher!, "intake.receive", { ...call, incidentId: newUlid(), place: undefined }], ["CALLBACK_REQUIRED", dispatcher!, "intake.receive", { ...call, incidentId: newUlid(), callback: undefined }],
    ["TIME_IN_FUTURE", dispatcher!, "intake.receive", { ...call, incidentId: newUlid(), occurredAt: city.clock.now() + 3_600_000 }],
    ["OUTSIDE_SERVICE_AREA", dispatcher!, "intake.receive", { ...call, incidentId: newUlid(), place: { ...SCHOOL, point: { lon: 1, lat: 1 } } }],
  ];
  for (const [code, seat, name, payload] of provoked) {
    for (const [language, script] of [["zh-CN", true], ["en", false]] as const) {
      const { body, status } = await post(city, seat, commandPath(name), payload, { "accept-language": language });
      const refused = body as unknown as Refused;
      assert.deepEqual([refused.code, status], [code, refusalStatus(code)], `${name}: ${JSON.stringify(body).slice(0, 300)}`);
      assert.doesNotMatch(refused.message, /\{\w+\}|undefined|null|\[object/, `${code}: ${refused.message}`);
      assert.equal(/\p{Script=Han}/u.test(refused.message.replaceAll(/[“「][^”」]*[”」]|值班长甲/gu, "")), script, `${code} in ${language}: ${refused.message}`);
    }
  }
});
