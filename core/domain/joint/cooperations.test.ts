import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import { isHolding } from "@tocsin/contract/joint/pool.ts";
import type { CooperationEvent } from "@tocsin/contract/events.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { DAY, HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, openIncident } from "@tocsin/testing/model/city-model.ts";
import { evolveCooperation } from "./evolve-cooperation.ts";

const city: City = { ...tinyCity, capabilities: [{ code: "DEEP_WATER", nameZh: "深水救援", nameEn: "Deep water" }] };
const west = actor({ userId: "west", name: "西区", role: "DISPATCHER", orgPath: "CITY.D1" });
const chief = actor({ userId: "chief", name: "西区值班长", role: "DUTY_COMMANDER", orgPath: "CITY.D1" });
const east = actor({ userId: "east", name: "东区", role: "DISPATCHER", orgPath: "CITY.D2" });
const over = actor({ userId: "over", name: "市局值班长", role: "DUTY_COMMANDER", orgPath: "CITY" });
const ems = actor({ userId: "ems", name: "急救", role: "PARTNER_DESK", orgPath: "CITY.EM", agency: "EMS" });
const station = actor({ userId: "s11", name: "一所", role: "STATION_ROOM", orgPath: "CITY.D1.S11" });
const station2 = actor({ userId: "s12", name: "二所", role: "STATION_ROOM", orgPath: "CITY.D1.S12" });
const watcher = actor({ userId: "watcher", role: "SUPERVISION", orgPath: "CITY" });

type Asked = CommandPayload["joint.initiate"];
const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);
const operation = { kind: "OPERATION", class: "RESCUE", mode: "REQUEST", capabilities: ["DEEP_WATER"] } as const;
const base = { subject: operation, goal: "湖区打捞搜救", legalBasis: "《突发事件应对法》第四十八条", urgency: "P1", partnerIds: ["D2", "EM"] } as const;

/** One that was asked for, by the west unless somebody else does. */
function asked(model: CityModel, changes: Partial<Asked> = {}, who = west) {
  const cooperationId = model.newId();
  const result = model.send("joint.initiate", { ...structuredClone(base) as unknown as Asked, ...changes, cooperationId }, who);
  const send = <Name extends CommandName>(name: Name, more: Omit<CommandPayload[Name], "cooperationId">, by = west): string => codeOf(model.send(name, { cooperationId, ...more } as CommandPayload[Name], by));
  return { cooperationId, code: codeOf(result), send, now: (): Cooperation => model.cooperations.get(cooperationId)! };
}
const accepting = (partnerId: string): Omit<CommandPayload["joint.answer"], "cooperationId"> => ({ partnerId, answer: "ACCEPTED", resources: ["冲锋舟 2 艘"] });

test("JNT-01: a request is answered within its limit with what is given or a code; it starts after another person of the needed level approved, and closes when every side appraised", () => {
  const model = cityModel(city);
  const { send, now, code } = asked(model);
  assert.equal(code, "accepted");
  assert.deepEqual(now().parties.map(({ dueAt }) => dueAt - model.now()), [10 * MINUTE, 10 * MINUTE]);
  assert.equal(send("joint.start", {}), "JOINT_UNAPPROVED");
  assert.equal(send("joint.approve", {}), "JOINT_OWN_REQUEST");
  assert.equal(send("joint.approve", {}, east), "JOINT_LEVEL_NEEDED", "a district beside it is none above it");
  assert.equal(send("joint.approve", {}, station), "JOINT_LEVEL_NEEDED");
  assert.equal(send("joint.approve", {}, chief), "accepted");
  assert.equal(send("joint.start", {}), "JOINT_NOBODY");
  assert.equal(send("joint.answer", accepting("D2"), ems), "JOINT_NOT_ASKED");
  assert.equal(send("joint.answer", { partnerId: "D2", answer: "ACCEPTED" }, east), "JOINT_RESOURCES");
  assert.equal(send("joint.answer", { partnerId: "EM", answer: "DECLINED", code: "NO_SUCH" }, ems), "DECLINE_CODE_REQUIRED");
  assert.equal(send("joint.answer", accepting("D2"), east), "accepted");
  assert.equal(send("joint.answer", { partnerId: "EM", answer: "DECLINED", code: "NO_RESOURCE" }, ems), "accepted");
  assert.equal(send("joint.start", {}, east), "JOINT_NOT_LEAD");
  assert.equal(send("joint.start", {}), "accepted");
  const due = model.now() + HOUR;
  assert.equal(send("joint.setTask", { taskId: "T1", text: "北岸下水", partnerId: "EM", dueAt: due }), "JOINT_NOT_PARTNER", "who declined has no task");
  assert.equal(send("joint.setTask", { taskId: "T1", text: "北岸下水", partnerId: "D2", dueAt: due }), "accepted");
  assert.equal(send("joint.receiveTask", { taskId: "T1" }), "NOT_YOUR_TASK");
  assert.equal(send("joint.receiveTask", { taskId: "T1" }, east), "accepted");
  assert.notEqual(now().tasks[0]?.receivedAt, null);
  assert.equal(send("joint.end", { reason: "够了" }), "JOINT_REPORT_FIRST");
  assert.equal(send("joint.report", { result: "已救起", sideEffects: "" }), "POST_TASKS_OPEN");
  assert.equal(send("joint.endTask", { taskId: "T1", state: "DONE", note: "已完成" }, east), "accepted");
  assert.equal(send("joint.report", { result: "已救起", sideEffects: "" }), "accepted");
  assert.equal(send("joint.appraise", { score: 5, text: "到得快" }), "accepted");
  assert.equal(send("joint.appraise", { score: 5, text: "再评" }), "STATE_CONFLICT");
  assert.equal(send("joint.appraise", { score: 4, text: "" }, ems), "JOINT_NOT_PARTNER");
  assert.equal(now().status, "REPORTED");
  assert.equal(send("joint.appraise", { score: 4, text: "配合好" }, east), "accepted");
  assert.deepEqual([now().status, now().ended?.how], ["CLOSED", "CLOSED"]);
});

test("JNT-01: silence goes up level by level with the same time, and above the top it counts as none; late appraisals are named; supervision stops one that runs", () => {
  const model = cityModel(city);
  const { send, now } = asked(model, { partnerIds: ["S21"] });
  model.advance(10 * MINUTE);
  assert.deepEqual([now().parties[0]?.escalatedTo, now().parties[0]?.answer], ["CITY.D2", null]);
  assert.equal(send("joint.answer", accepting("S21"), over), "JOINT_NOT_ASKED", "the city hears of it only when the district was silent");
  model.advance(10 * MINUTE);
  assert.equal(now().parties[0]?.escalatedTo, "CITY");
  model.advance(10 * MINUTE);
  assert.deepEqual([now().status, now().ended?.how, now().parties[0]?.answer?.answer], ["EXPIRED", "SILENT", "SILENT"]);
  const second = asked(model, { partnerIds: ["S21"] });
  model.advance(10 * MINUTE);
  assert.equal(second.send("joint.answer", accepting("S21"), east), "accepted", "the level above answers for it");
  second.send("joint.approve", {}, chief);
  second.send("joint.start", {});
  second.send("joint.report", { result: "完成", sideEffects: "" });
  model.advance(7 * DAY);
  assert.notEqual(second.now().overdueAt, null);
  assert.equal(second.send("supervision.stopJoint", { reason: "越权" }, watcher), "accepted");
  assert.equal(second.now().status, "STOPPED");
  assert.equal(codeOf(model.send("joint.start", { cooperationId: second.cooperationId }, west)), "STATE_CONFLICT");
});

test("JNT-01, JNT-05, X-10: outside the city's classes, aimed at a person, without a campaign's target, measures or end, nothing is begun", () => {
  const model = cityModel(city);
  const campaign = { problem: "PO-05", places: ["S11"], measures: ["夜间巡逻", "商户约谈"], owner: "S11", indicators: ["噪声警情减半"] };
  const subject = { ...operation, capabilities: [], mode: "CAMPAIGN", campaign } as const;
  const until = model.now() + 30 * DAY;
  for (const [changes, code] of [
    [{ subject: { ...operation, class: "TRAFFIC" } }, "JOINT_CLASS"], [{ goal: "监控张三住处" }, "JOINT_PERSON"], [{ goal: "查 420101199001011234" }, "JOINT_PERSON"],
    [{ subject: { ...operation, capabilities: ["TELEPATHY"] } }, "VALIDATION_FAILED"], [{ partnerIds: [] }, "VALIDATION_FAILED"], [{ partnerIds: ["D1"] }, "VALIDATION_FAILED"], [{ until: model.now() - 1 }, "JOINT_TIME"],
    [{ subject: { ...operation, mode: "CAMPAIGN" }, until }, "VALIDATION_FAILED"], [{ subject }, "VALIDATION_FAILED"], [{ subject: { ...subject, campaign: { ...campaign, measures: ["盯控重点人员"] } }, until }, "JOINT_PERSON"],
    [{ subject: { ...subject, campaign: { ...campaign, problem: "XX-99" } }, until }, "UNKNOWN_TYPE"], [{ subject: { ...subject, campaign: { ...campaign, places: ["NOWHERE"] } }, until }, "VALIDATION_FAILED"],
    [{ subject: { ...operation, mode: "ROUTINE" } }, "VALIDATION_FAILED"],
  ] as const) assert.equal(asked(model, structuredClone(changes) as unknown as Partial<Asked>).code, code, JSON.stringify(changes));
  assert.equal(model.cooperations.size, 0);
  const { send, now } = asked(model, { subject: structuredClone(subject) as unknown as Asked["subject"], urgency: "P3", until });
  send("joint.answer", accepting("D2"), east);
  send("joint.approve", {}, over);
  send("joint.start", {});
  assert.equal(send("joint.report", { result: "噪声警情由 40 起降到 12 起", sideEffects: " " }), "JOINT_SIDE_EFFECTS");
  model.advance(31 * DAY);
  assert.notEqual(now().overdueAt, null, "past its end without a report");
  assert.equal(send("joint.report", { result: "降到 12 起", sideEffects: "两家商户提前打烊" }), "accepted");
  assert.equal(asked(model, { subject: { ...operation, capabilities: [], mode: "WHOLE", campaign } as unknown as Asked["subject"], until: model.now() + DAY }).now().approval?.level, "CITY", "a campaign of the whole city is the city's to approve");
});

test("JNT-05: a routine assessment comes back at its cadence; a session that was missed is named until one is held", () => {
  const model = cityModel(city);
  const { send, now } = asked(model, { subject: { ...operation, capabilities: [], mode: "ROUTINE", cadenceDays: 7 } as unknown as Asked["subject"] });
  send("joint.answer", accepting("D2"), east);
  send("joint.approve", {}, chief);
  send("joint.start", {});
  model.advance(7 * DAY);
  assert.notEqual(now().overdueAt, null);
  assert.equal(send("joint.holdMeeting", { text: "本周噪声集中在周六夜间", decisions: [{ taskId: "A1", text: "周六增派一车", partnerId: "D2", dueAt: model.now() + DAY }] }, east), "accepted");
  assert.deepEqual([now().overdueAt, now().sessionDueAt, now().tasks[0]?.meeting], [null, model.now() + 7 * DAY, 1]);
});

test("JNT-04: who sits in on demand sees the matter from its beginning to its end and that matter only; more time is the host's to give; the end of the matter ends it", () => {
  const model = cityModel(city);
  const incidentId = openIncident(model, "FR-02");
  const seat = { kind: "EMBEDDING", form: "ON_DEMAND", seats: 2 } as const;
  const [from, until] = [model.now() + HOUR, model.now() + 3 * HOUR];
  const sits = (): boolean => model.incident(incidentId).scope.includes("CITY.EM");
  assert.equal(asked(model, { subject: seat, partnerIds: ["EM"], from, until }).code, "VALIDATION_FAILED", "on demand is for a matter");
  assert.equal(asked(model, { subject: seat, partnerIds: ["EM"], incidentId, from }).code, "VALIDATION_FAILED", "and has an end");
  const { send, now } = asked(model, { subject: seat, partnerIds: ["EM"], incidentId, from, until });
  assert.equal(send("joint.answer", { partnerId: "EM", answer: "ACCEPTED" }, ems), "accepted");
  assert.equal(sits(), false);
  model.advance(HOUR);
  assert.deepEqual([sits(), now().begunAt], [true, from]);
  assert.equal(send("joint.askTime", { until: until + HOUR, reason: "尚需核对" }, ems), "accepted");
  assert.equal(send("joint.answerTime", { granted: true, reason: "同意" }, ems), "JOINT_NOT_LEAD", "nobody grants it to himself");
  assert.equal(send("joint.answerTime", { granted: true, reason: "同意" }), "accepted");
  model.advance(2 * HOUR);
  assert.equal(sits(), true);
  model.advance(HOUR);
  assert.deepEqual([sits(), now().status, now().ended?.how], [false, "CLOSED", "TIME_OVER"]);
  const again = asked(model, { subject: { ...seat, form: "WITH_MATTER" }, partnerIds: ["EM"], incidentId });
  again.send("joint.answer", { partnerId: "EM", answer: "ACCEPTED" }, ems);
  assert.equal(sits(), true);
  assert.equal(asked(model, { subject: seat, partnerIds: ["EM"], incidentId, until: model.now() + HOUR }).code, "JOINT_SEATED");
  assert.equal(codeOf(model.send("intake.cancel", { incidentId, reason: "误报" })), "accepted");
  assert.deepEqual([sits(), again.now().ended?.how], [false, "MATTER_CLOSED"]);
});

test("JNT-10: of two overlapping bookings the second is refused, save that a commander lets a more urgent one take its place; what is not back is overdue and stays in use", () => {
  const model = cityModel(city);
  const { send, now, code } = asked(model, { subject: { kind: "POOL", name: "无人机一组", equipment: "DRONE_TEAM" }, partnerIds: [] });
  assert.equal(code, "accepted");
  const [two, four] = [model.now() + 4 * HOUR, model.now() + 6 * HOUR];
  const want = { from: two, until: four, urgency: "P3", purpose: "水域巡查" } as const;
  assert.equal(send("joint.book", want, east), "accepted");
  assert.equal(send("joint.book", { ...want, from: two + HOUR, until: four + HOUR }, ems), "POOL_TAKEN");
  assert.equal(send("joint.book", { ...want, urgency: "P1", preempt: true }, station), "POOL_TAKEN", "only a commander pre-empts");
  assert.equal(send("joint.book", { ...want, urgency: "P3", preempt: true }, chief), "POOL_TAKEN", "and only for what is more urgent");
  assert.equal(send("joint.book", { ...want, from: four, until: four + HOUR }, ems), "accepted", "one after the other is no overlap");
  assert.equal(send("joint.book", { ...want, urgency: "P1", preempt: true, purpose: "搜救" }, chief), "accepted");
  assert.deepEqual(now().bookings.map(({ state, gaveWayTo }) => [state, gaveWayTo]), [["PRE_EMPTED", 3], ["BOOKED", null], ["BOOKED", null]]);
  assert.equal(send("joint.moveBooking", { no: 3, state: "OUT", note: "电池 4 块,完好" }, east), "JOINT_NOT_ASKED");
  assert.equal(send("joint.moveBooking", { no: 3, state: "OUT", note: "电池 4 块,完好" }, chief), "accepted");
  assert.equal(send("joint.end", { reason: "维修" }), "POOL_OUT");
  model.advance(6 * HOUR);
  assert.equal(now().bookings[2]?.overdueAt, four);
  assert.equal(send("joint.book", { ...want, from: model.now() + DAY, until: model.now() + 2 * DAY }, east), "POOL_TAKEN", "nobody knows when it comes back");
  assert.equal(send("joint.moveBooking", { no: 3, state: "BACK", note: "桨叶有划痕" }, chief), "accepted");
  assert.equal(send("joint.moveBooking", { no: 3, state: "CHECKED", note: "已更换桨叶" }), "accepted");
  assert.equal(send("joint.end", { reason: "维修" }), "accepted");
});

test("JNT-08, JNT-09: a channel of one level; decisions have an owner and a date; a quarter without a meeting is named; contacts are checked every ninety days; a thread goes up the line", () => {
  const model = cityModel(city);
  const channel: Asked["subject"] = { kind: "CHANNEL", level: "STATION", fields: [] };
  assert.equal(asked(model, { subject: channel, partnerIds: ["D2"] }, station).code, "JOINT_LEVEL");
  const low = asked(model, { subject: channel, partnerIds: ["S12"], urgency: "P3" }, station);
  low.send("joint.answer", { partnerId: "S12", answer: "ACCEPTED" }, station2);
  const high = asked(model, { subject: { kind: "CHANNEL", level: "BUREAU", fields: ["TRAFFIC_SAFETY", "WATERS"] }, partnerIds: ["D2"], urgency: "P3" });
  high.send("joint.answer", { partnerId: "D2", answer: "ACCEPTED" }, east);
  assert.equal(high.now().status, "EXECUTING");
  assert.equal(high.send("joint.holdMeeting", { field: "WATERS", text: "汛期联巡", decisions: [{ taskId: "D1", text: "定联巡路线", partnerId: "D2", dueAt: model.now() - 1 }] }), "TASK_DUE_PAST");
  assert.equal(high.send("joint.holdMeeting", { field: "DATA", text: "x", decisions: [] }), "VALIDATION_FAILED");
  assert.equal(high.send("joint.holdMeeting", { field: "WATERS", text: "汛期联巡", decisions: [{ taskId: "D1", text: "定联巡路线", partnerId: "D2", dueAt: model.now() + DAY }] }), "accepted");
  assert.equal(high.send("joint.setContact", { post: "指挥室值班", phone: "0710-110" }), "accepted");
  const dueAt = model.now() + 5 * DAY;
  assert.equal(low.send("joint.setTask", { taskId: "T1", text: "学府路口信号配时", partnerId: "S12", dueAt }, station), "accepted");
  assert.equal(low.send("joint.noteTask", { taskId: "T1", text: "需要分局协调交管" }, station2), "accepted");
  assert.equal(low.send("joint.raiseTask", { taskId: "T1", toCooperationId: low.cooperationId, partnerId: "S12", dueAt }, station), "JOINT_NOT_ABOVE");
  assert.equal(low.send("joint.raiseTask", { taskId: "T1", toCooperationId: high.cooperationId, partnerId: "D1", dueAt }, station), "accepted");
  assert.deepEqual([low.now().tasks[0]?.state, high.now().tasks.at(-1)?.thread.map(({ text }) => text)], ["RAISED", ["需要分局协调交管"]]);
  // 2026-03-02 → the first quarter ends at the beginning of April.
  model.advance(31 * DAY);
  assert.deepEqual(high.now().missed, [{ quarter: "2026-Q1", fields: ["TRAFFIC_SAFETY"] }]);
  assert.notEqual(high.now().tasks[0]?.overdueAt, null);
  model.advance(61 * DAY);
  assert.notEqual(high.now().contacts[0]?.overdueAt, null);
  model.advance(31 * DAY);
  assert.deepEqual(high.now().missed.at(-1), { quarter: "2026-Q2", fields: ["TRAFFIC_SAFETY", "WATERS"] });
});

test("JNT-01, JNT-10: whatever anybody tries in whatever order, the events fold to what stands, nothing starts unapproved, and nothing is lent twice at a time", () => {
  const who = fc.constantFrom(west, chief, east, over, ems, station, watcher);
  const hour = fc.integer({ min: 1, max: 12 });
  const step = fc.oneof(
    fc.record({ what: fc.constant("op" as const), who, no: fc.integer({ min: 0, max: 7 }) }),
    fc.record({ what: fc.constant("book" as const), who, from: hour, length: hour, urgency: fc.constantFrom("P1" as const, "P2" as const, "P3" as const), preempt: fc.boolean() }),
    fc.record({ what: fc.constant("move" as const), who, no: fc.integer({ min: 1, max: 5 }), state: fc.constantFrom("OUT" as const, "BACK" as const, "CHECKED" as const, "CANCELLED" as const) }),
    fc.record({ what: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 400 }) }),
  );
  fc.assert(fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
    const model = cityModel(city, { onDuty: false });
    const [op, pool] = [asked(model), asked(model, { subject: { kind: "POOL", name: "艇", equipment: "BOAT" }, partnerIds: [] })];
    for (const each of steps) {
      if (each.what === "wait") model.advance(each.minutes * MINUTE);
      else if (each.what === "book") pool.send("joint.book", { from: model.now() + each.from * HOUR, until: model.now() + (each.from + each.length) * HOUR, urgency: each.urgency, purpose: "巡查", preempt: each.preempt }, each.who);
      else if (each.what === "move") pool.send("joint.moveBooking", { no: each.no, state: each.state, note: "记" }, each.who);
      else {
        const tries = [() => op.send("joint.approve", {}, each.who), () => op.send("joint.start", {}, each.who), () => op.send("joint.answer", accepting("D2"), each.who), () => op.send("joint.answer", { partnerId: "EM", answer: "DECLINED", code: "NO_RESOURCE" }, each.who), () => op.send("joint.report", { result: "完成", sideEffects: "无" }, each.who), () => op.send("joint.appraise", { score: 3, text: "" }, each.who), () => op.send("joint.end", { reason: "停" }, each.who), () => op.send("joint.setTask", { taskId: `T${model.log.length}`, text: "巡查", partnerId: "D2", dueAt: model.now() + HOUR }, each.who)];
        tries[each.no]!();
      }
      const [running, lent] = [op.now(), pool.now()];
      if (running.startedAt !== null) assert.ok(running.approval?.by !== null && running.approval?.by.name !== running.initiator.name && running.parties.some(({ answer }) => answer?.answer === "ACCEPTED"));
      const held = lent.bookings.filter(isHolding);
      for (const [at, a] of held.entries()) for (const b of held.slice(at + 1)) assert.ok(a.until <= b.from || b.until <= a.from, `${a.no} and ${b.no}`);
      assert.ok(lent.bookings.filter(({ state }) => state === "OUT").length <= 1, "one thing is with one borrower");
    }
    for (const { now, cooperationId } of [op, pool]) {
      const told = model.log.flatMap((event) => (event.kind === "cooperation" && event.id === cooperationId ? [event as CooperationEvent] : []));
      assert.deepEqual(told.reduce<Cooperation | null>(evolveCooperation, null), now());
    }
  }), { numRuns: 40 });
});
