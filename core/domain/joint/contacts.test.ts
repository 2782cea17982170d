import assert from "node:assert/strict";
import { test } from "node:test";
import { callOrder } from "@tocsin/contract/joint/cooperation.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { DAY, HOUR, SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { indexCity } from "../organisation/index-city.ts";
import { agencyDuties, dutyEntries } from "./duty-catalogue.ts";
import { actor, type CityModel, cityModel } from "@tocsin/testing/model/city-model.ts";

const city: City = { ...tinyCity, joint: { ...tinyCity.joint, contactDays: 30, contactAnswerHours: 24 } };
const west = actor({ userId: "west", role: "DISPATCHER", orgPath: "CITY.D1" });
const ems = actor({ userId: "ems", role: "PARTNER_DESK", orgPath: "CITY.EM", agency: "EMS" });
const stranger = actor({ userId: "tr", role: "DISPATCHER", orgPath: "CITY.TR" });

/** A channel of the district with the ambulance centre, which has named its liaison and a deputy. */
function channel() {
  const model = cityModel(city, { onDuty: false });
  const cooperationId = model.newId();
  const send = <Name extends CommandName>(name: Name, more: Omit<CommandPayload[Name], "cooperationId">, who = ems): string => {
    const result: ReturnType<CityModel["send"]> = model.send(name, { cooperationId, ...more } as CommandPayload[Name], who);
    return result.ok ? "accepted" : result.error.code;
  };
  assert.equal(send("joint.initiate", { subject: { kind: "CHANNEL", level: "BUREAU", fields: [] }, goal: "联动值班", legalBasis: "联动协议", urgency: "P3", partnerIds: ["EM"] }, west), "accepted");
  assert.equal(send("joint.answer", { partnerId: "EM", answer: "ACCEPTED" }), "accepted");
  assert.equal(send("joint.confirmContact", {}), "CONTACT_MISSING");
  assert.equal(send("joint.setContact", { post: "调度值班", phone: "0710-120", deputyPost: "带班", deputyPhone: "0710-121" }), "accepted");
  const contact = () => model.cooperations.get(cooperationId)!.contacts.find(({ orgId }) => orgId === "EM")!;
  return { model, send, contact, order: () => callOrder(contact()).map(({ as }) => as) };
}

test("LNK-09: every month the liaison is asked; without a word in 24 h the entry is UNVERIFIED and the deputy is called first, until the organisation confirms", () => {
  const { model, send, contact, order } = channel();
  const began = model.now();
  model.advance(30 * DAY - SECOND);
  assert.deepEqual([contact().askedAt, order()], [undefined, ["LIAISON", "DEPUTY"]]);
  model.advance(SECOND);
  assert.deepEqual([contact().askedAt, contact().dueAt], [began + 30 * DAY, began + 31 * DAY]);
  model.advance(24 * HOUR - SECOND);
  assert.deepEqual([contact().overdueAt, order()], [null, ["LIAISON", "DEPUTY"]]);
  model.advance(SECOND);
  assert.deepEqual([contact().overdueAt, order()], [began + 31 * DAY, ["DEPUTY", "LIAISON"]]);
  assert.equal(send("joint.confirmContact", {}, stranger), "JOINT_NOT_PARTNER");
  assert.equal(send("joint.confirmContact", {}, west), "CONTACT_MISSING", "nobody confirms for another");
  assert.equal(send("joint.confirmContact", {}), "accepted");
  assert.deepEqual([contact().overdueAt, contact().askedAt, order(), contact().dueAt], [null, undefined, ["LIAISON", "DEPUTY"], model.now() + 30 * DAY]);
  model.advance(30 * DAY);
  assert.equal(send("joint.confirmContact", {}), "accepted");
  model.advance(2 * DAY);
  assert.equal(contact().overdueAt, null, "answered in time");
});

test("LNK-09: a utility, railway or volunteer force that the city's file names as an organisation stands in the catalogue as the ambulance centre does", () => {
  const ambulance = city.orgs.find(({ id }) => id === "EM")!;
  const model = cityModel({ ...city, orgs: [...city.orgs, { ...ambulance, id: "RAIL", nameZh: "轨道交通调度中心", nameEn: "Rail control", agency: "RAIL", path: "CITY.RAIL" }] }, { onDuty: false });
  const rail = actor({ userId: "rail", role: "PARTNER_DESK", orgPath: "CITY.RAIL", agency: "RAIL" });
  const cooperationId = model.newId();
  assert.ok(model.send("joint.initiate", { cooperationId, subject: { kind: "CHANNEL", level: "BUREAU", fields: [] }, goal: "联动值班", legalBasis: "联动协议", urgency: "P3", partnerIds: ["RAIL"] }, west).ok);
  assert.ok(model.send("joint.answer", { cooperationId, partnerId: "RAIL", answer: "ACCEPTED" }, rail).ok);
  assert.ok(model.send("joint.setContact", { cooperationId, post: "行车调度", phone: "0710-3450100" }, rail).ok);
  model.advance(31 * DAY);
  assert.deepEqual(model.cooperations.get(cooperationId)!.contacts.map(({ orgId, overdueAt }) => [orgId, overdueAt === null]), [["RAIL", false]]);
  assert.ok(model.send("joint.confirmContact", { cooperationId }, rail).ok);
});

test("LNK-09: a change that another puts forward holds nothing until the organisation itself says yes; a deputy is a line of its own", () => {
  const { send, contact } = channel();
  const change = { partnerId: "EM", post: "急救指挥", phone: "0710-122", reason: "电话已换" };
  assert.equal(send("joint.answerContact", { granted: true }), "CONTACT_UNPROPOSED");
  assert.equal(send("joint.proposeContact", change), "VALIDATION_FAILED", "one's own is set, not put forward");
  assert.equal(send("joint.proposeContact", { ...change, partnerId: "D1" }), "CONTACT_MISSING");
  assert.equal(send("joint.proposeContact", { ...change, partnerId: "D2" }, west), "VALIDATION_FAILED");
  for (const deputy of [{ deputyPost: "带班" }, { deputyPhone: "0710-123" }, { deputyPost: "带班", deputyPhone: change.phone }]) assert.equal(send("joint.proposeContact", { ...change, ...deputy }, west), "VALIDATION_FAILED");
  assert.equal(send("joint.proposeContact", change, west), "accepted");
  assert.deepEqual([contact().phone, contact().proposed?.phone], ["0710-120", "0710-122"]);
  assert.equal(send("joint.answerContact", { granted: true }, west), "CONTACT_MISSING");
  assert.equal(send("joint.answerContact", { granted: false }), "REASON_REQUIRED");
  assert.equal(send("joint.answerContact", { granted: false, reason: "未换" }), "accepted");
  assert.deepEqual([contact().phone, contact().proposed], ["0710-120", undefined]);
  assert.equal(send("joint.proposeContact", change, west), "accepted");
  assert.equal(send("joint.answerContact", { granted: true }), "accepted");
  assert.deepEqual([contact().post, contact().phone, contact().deputy, contact().proposed], ["急救指挥", "0710-122", undefined, undefined]);
});

test("CMD-09, LNK-09: of an agency the catalogue says whether its desk has an entry and stands by it; a station below the desk speaks for itself alone, the police and site groups are asked nothing", () => {
  const ambulance = city.orgs.find(({ id }) => id === "EM")!;
  const base = { ...ambulance, id: "EM-1", parent: "EM", path: "CITY.EM.EM-1", level: "STATION" as const };
  const index = indexCity({ ...city, orgs: [...city.orgs, base, { ...base, id: "SITE", parent: "D1", path: "CITY.D1.SITE", level: "MRU", agency: "SITE_OPERATOR" }] });
  const { model, send } = channel();
  const says = (agency: string): string | undefined => agencyDuties(dutyEntries(model.cooperations.values()), index)(agency)?.state;
  assert.deepEqual(["EMS", "GAS", "POLICE", "SITE_OPERATOR"].map(says), ["VERIFIED", "UNLISTED", undefined, undefined]);
  model.advance(31 * DAY);
  assert.equal(says("EMS"), "UNVERIFIED");
  const open = [...model.cooperations.values()];
  assert.equal(agencyDuties(dutyEntries(open.map((each) => ({ ...each, status: "CLOSED" as const }))), index)("EMS")?.state, "UNLISTED", "what has ended says nothing");
  assert.equal(agencyDuties(dutyEntries(open.map((each) => ({ ...each, contacts: each.contacts.map((contact) => ({ ...contact, orgId: "EM-1" })) }))), index)("EMS")?.state, "UNLISTED");
  assert.equal(send("joint.confirmContact", {}), "accepted");
  assert.equal(says("EMS"), "VERIFIED");
});
