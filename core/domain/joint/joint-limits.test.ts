import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, cityModel } from "@tocsin/testing/model/city-model.ts";
import { jointDeadlines } from "./joint-deadlines.ts";

const city: City = { ...tinyCity, capabilities: [{ code: "DEEP_WATER", nameZh: "深水救援", nameEn: "Deep water" }] };
const west = actor({ userId: "west", name: "西区", role: "DISPATCHER", orgPath: "CITY.D1" });
const chief = actor({ userId: "chief", name: "西区值班长", role: "DUTY_COMMANDER", orgPath: "CITY.D1" });
const east = actor({ userId: "east", name: "东区", role: "DISPATCHER", orgPath: "CITY.D2" });
const ems = actor({ userId: "ems", name: "急救", role: "PARTNER_DESK", orgPath: "CITY.EM", agency: "EMS" });

type Asked = CommandPayload["joint.initiate"];

/** One that the west asks for. */
function begun(changes: Partial<Asked>) {
  const model = cityModel(city);
  const cooperationId = model.newId();
  const send = <Name extends CommandName>(name: Name, more: Omit<CommandPayload[Name], "cooperationId">, by = west): string => {
    const made = model.send(name, { cooperationId, ...more } as CommandPayload[Name], by);
    return made.ok ? "accepted" : made.error.code;
  };
  assert.equal(send("joint.initiate", { subject: { kind: "POOL", name: "无人机一组", equipment: "DRONE_TEAM" }, goal: "全区共用", legalBasis: "联动协议第五条", urgency: "P3", partnerIds: [], ...changes }), "accepted");
  const now = () => model.cooperations.get(cooperationId)!;
  return { model, send, now, limits: (): string[] => jointDeadlines(now()).map(({ id }) => id) };
}

const move = (no: number, state: "OUT" | "BACK" | "CHECKED" | "CANCELLED") => ({ no, state, note: "电池 4 块" });
const span = (from: number, hours: number) => ({ from, until: from + hours * HOUR, urgency: "P3" as const, purpose: "水域巡查" });

test("JNT-10: what is lent goes out to one borrower at a time: not before another's time is over, nor while another has it, late or not", () => {
  const { model, send, now } = begun({});
  const at = model.now();
  assert.equal(send("joint.book", span(at + HOUR, 2), east), "accepted");
  assert.equal(send("joint.book", span(at + 3 * HOUR, 2), ems), "accepted");
  assert.equal(send("joint.moveBooking", move(2, "OUT"), ems), "POOL_TAKEN", "two hours early it would be missing to whoever comes before");
  assert.equal(send("joint.moveBooking", move(1, "OUT"), east), "accepted", "an hour early takes it from nobody");
  assert.equal(send("joint.moveBooking", move(2, "OUT"), ems), "POOL_TAKEN");
  model.advance(3 * HOUR);
  assert.deepEqual([now().bookings[0]?.overdueAt, send("joint.moveBooking", move(2, "OUT"), ems)], [at + 3 * HOUR, "POOL_TAKEN"], "its time has come, and it is not there");
  assert.equal(send("joint.moveBooking", move(1, "BACK"), east), "accepted");
  assert.equal(send("joint.moveBooking", move(2, "OUT"), ems), "accepted");
});

test("JNT-10: what is overdue its owner may take back without the borrower's word, and then nothing keeps it from the next; before that only the borrower can say that it gave it back", () => {
  const { model, send, now } = begun({});
  assert.equal(send("joint.book", span(model.now(), 1), east), "accepted");
  assert.equal(send("joint.moveBooking", move(1, "OUT"), east), "accepted");
  assert.equal(send("joint.moveBooking", move(1, "BACK")), "JOINT_NOT_ASKED");
  model.advance(HOUR);
  assert.equal(send("joint.book", span(model.now() + HOUR, 1), ems), "POOL_TAKEN");
  assert.equal(send("joint.moveBooking", move(1, "BACK"), ems), "JOINT_NOT_ASKED");
  for (const state of ["BACK", "CHECKED"] as const) assert.equal(send("joint.moveBooking", move(1, state)), "accepted");
  assert.equal(send("joint.book", span(model.now() + HOUR, 1), ems), "accepted");
  assert.equal(now().bookings[0]?.state, "CHECKED");
});

test("JNT-10: something whose time in the pool is over while it is lent out stays there until it is back", () => {
  const { model, send, now, limits } = begun({ until: cityModel(city).now() + 3 * HOUR });
  assert.equal(send("joint.book", span(model.now() + HOUR, 1), east), "accepted");
  model.advance(HOUR);
  assert.equal(send("joint.moveBooking", move(1, "OUT"), east), "accepted");
  model.advance(5 * HOUR);
  assert.deepEqual([now().status, limits()], ["EXECUTING", []]);
  for (const [state, by] of [["BACK", east], ["CHECKED", west]] as const) assert.equal(send("joint.moveBooking", move(1, state), by), "accepted");
  assert.deepEqual(limits(), ["over"]);
  model.advance(MINUTE);
  assert.deepEqual([now().status, now().ended?.how], ["CLOSED", "TIME_OVER"]);
});

test("JNT-01: an operation that nobody approves in the time of an answer is named as late, however many have said yes, until somebody does", () => {
  const { model, send, now, limits } = begun({ subject: { kind: "OPERATION", class: "RESCUE", mode: "REQUEST", capabilities: ["DEEP_WATER"] }, goal: "湖区打捞搜救", urgency: "P1", partnerIds: ["D2"] });
  assert.equal(send("joint.answer", { partnerId: "D2", answer: "ACCEPTED", resources: ["冲锋舟 2 艘"] }, east), "accepted");
  assert.deepEqual([limits(), now().approval], [["late/APPROVAL"], { level: "DISTRICT", by: null, dueAt: model.now() + 10 * MINUTE }], "all have answered, and its clock runs");
  model.advance(10 * MINUTE - 1);
  assert.equal(now().overdueAt, null);
  model.advance(1);
  assert.deepEqual([now().overdueAt, now().status, limits()], [model.now(), "INITIATED", []]);
  assert.equal(send("joint.approve", {}, chief), "accepted");
  assert.deepEqual([now().overdueAt, now().status], [null, "APPROVED"]);
});
