import assert from "node:assert/strict";
import { test } from "node:test";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import { activate, chief, district, outsider, partner, responseCity, responseOf, responsePlan, room, states, taskOf } from "@tocsin/testing/model/response-city.ts";
import { actor, openIncident } from "@tocsin/testing/model/city-model.ts";
import { replay, stateHash } from "./replay.ts";

const codeOf = (result: Result<unknown, Refusal>): string => (result.ok ? "accepted" : result.error.code);
const SECOND = 1_000;

test("CMD-08: raising issues only what the graver level adds; lowering cancels what has not begun and leaves what has for a decision", () => {
  const { city, incidentId } = responseCity();
  const id = activate(city, incidentId, "III");
  assert.deepEqual(states(city, id), { SHUT: "ISSUED", MEASURE: "WAITING", "EDGE/LINE": "ISSUED", "EDGE/GATES": "WAITING" });
  assert.ok(city.send("command.startTask", { activationId: id, taskId: "EDGE/LINE" }, chief).ok);
  assert.ok(city.send("intake.addFact", { incidentId, key: "gasSmell", value: true, critical: false }).ok);
  const before = responseOf(city, id).tasks;
  assert.ok(city.send("command.setPlanLevel", { activationId: id, level: "I", reason: "扩散" }, chief).ok);
  assert.deepEqual(responseOf(city, id).tasks.slice(0, 4), before, "existing tasks keep their state");
  assert.deepEqual(states(city, id), { SHUT: "ISSUED", MEASURE: "WAITING", "EDGE/LINE": "STARTED", "EDGE/GATES": "WAITING", SWEEP: "WAITING", LIFT: "WAITING" });
  city.send("command.finishTask", { activationId: id, taskId: "EDGE/LINE" }, chief);
  city.send("command.startTask", { activationId: id, taskId: "EDGE/GATES" }, chief);
  city.send("command.finishTask", { activationId: id, taskId: "EDGE/GATES" }, chief);
  assert.ok(city.send("command.startTask", { activationId: id, taskId: "SWEEP" }, chief).ok);
  assert.ok(city.send("command.setPlanLevel", { activationId: id, level: "IV", reason: "受控" }, chief).ok);
  assert.deepEqual(states(city, id), { SHUT: "ISSUED", MEASURE: "CANCELLED", "EDGE/LINE": "DONE", "EDGE/GATES": "DONE", SWEEP: "STARTED", LIFT: "CANCELLED" });
  assert.deepEqual(responseOf(city, id).tasks.filter(({ toDecide }) => toDecide).map((task) => task.id), ["SWEEP"]);
  assert.ok(city.send("command.keepTask", { activationId: id, taskId: "SWEEP" }, chief).ok);
  assert.equal(codeOf(city.send("command.keepTask", { activationId: id, taskId: "SWEEP" }, chief)), "STATE_CONFLICT");
  assert.equal(responseOf(city, id).status, "ADJUSTED");
  assert.equal(replay(city.log).stateHash, stateHash(city));
});

test("CMD-08: a plan ends by the commander alone, with no critical task open, and an incident not before its plan; a review is by somebody else", () => {
  const { city, incidentId } = responseCity();
  const id = activate(city, incidentId, "IV");
  const end = (who = chief): string => codeOf(city.send("command.terminatePlan", { activationId: id, reason: "险情排除" }, who));
  assert.equal(end(district), "NOT_IN_COMMAND");
  assert.equal(end(), "TASKS_OPEN");
  assert.equal(codeOf(city.send("intake.cancel", { incidentId, reason: "误报" }, chief)), "RESPONSE_RUNNING");
  assert.equal(codeOf(city.send("intake.merge", { incidentId: openIncident(city, "FR-02"), duplicateId: incidentId }, chief)), "RESPONSE_RUNNING");
  assert.equal(codeOf(city.send("command.skipTask", { activationId: id, taskId: "SHUT", reason: "已断气" }, partner)), "NOT_IN_COMMAND");
  assert.ok(city.send("command.skipTask", { activationId: id, taskId: "SHUT", reason: "已断气" }, chief).ok);
  city.send("command.startTask", { activationId: id, taskId: "EDGE/LINE" }, chief);
  city.send("command.finishTask", { activationId: id, taskId: "EDGE/LINE", note: "已封闭" }, chief);
  assert.equal(end(), "accepted");
  assert.deepEqual(states(city, id), { SHUT: "SKIPPED", "EDGE/LINE": "DONE", "EDGE/GATES": "CANCELLED" });
  assert.equal(end(), "STATE_CONFLICT");
  assert.equal(city.incident(incidentId).responses?.[0]?.running, false);
  assert.equal(codeOf(city.send("command.reviewPlan", { activationId: id, text: "到位及时" }, chief)), "REVIEW_OWN_WORK");
  assert.equal(codeOf(city.send("command.reviewPlan", { activationId: id, text: "到位及时" }, outsider)), "accepted");
  assert.equal(responseOf(city, id).status, "REVIEWED");
});

test("CMD-08: level IV is a duty commander's, III a district's, II and I the city's; an unpublished version and a second run are refused", () => {
  const { city } = responseCity();
  const incidentId = openIncident(city, "FR-02");
  const start = (level: "I" | "II" | "III" | "IV", who = chief, more: object = {}): string => codeOf(city.send("command.activatePlan", { activationId: city.newId(), incidentId, planId: "GAS-LEAK", level, ...more }, who));
  assert.equal(start("IV", actor({ role: "DISPATCHER" })), "LEVEL_NOT_YOURS");
  assert.equal(start("II", district), "LEVEL_NOT_YOURS");
  assert.equal(start("III", actor({ role: "DUTY_COMMANDER", orgPath: "CITY.D1.S11" })), "LEVEL_NOT_YOURS");
  assert.equal(start("IV", chief, { planVersion: 2 }), "PLAN_NOT_PUBLISHED");
  assert.equal(start("IV", chief, { planId: "NO-PLAN" }), "PLAN_NOT_PUBLISHED");
  assert.equal(start("III", district), "accepted");
  assert.equal(start("IV"), "PLAN_RUNNING");
  const [id] = [...city.activations.keys()];
  assert.equal(codeOf(city.send("command.setPlanLevel", { activationId: id!, level: "I", reason: "扩散" }, district)), "LEVEL_NOT_YOURS");
  assert.equal(codeOf(city.send("command.setPlanLevel", { activationId: id!, level: "III", reason: "再看" }, district)), "STATE_CONFLICT");
});

test("CMD-04, CMD-08: of an incident that somebody commands, that one sets the levels, or a seat of a level above; no other beside, who would call off what the commander has set going", () => {
  const { city, incidentId } = responseCity();
  const start = (incident: string, who = chief): string => codeOf(city.send("command.activatePlan", { activationId: city.newId(), incidentId: incident, planId: "GAS-LEAK", level: "III" }, who));
  assert.deepEqual([start(incidentId, district), start(incidentId, outsider)], ["NOT_IN_COMMAND", "NOT_IN_COMMAND"]);
  const id = activate(city, incidentId, "III");
  const set = (level: "II" | "III" | "IV", who: typeof chief): string => codeOf(city.send("command.setPlanLevel", { activationId: id, level, reason: "态势" }, who));
  assert.deepEqual([set("IV", outsider), set("IV", district), set("IV", chief)], ["NOT_IN_COMMAND", "NOT_IN_COMMAND", "accepted"]);
  const theirs = openIncident(city, "FR-02");
  assert.ok(city.send("command.take", { incidentId: theirs }, district).ok);
  assert.equal(start(theirs), "accepted", "the city, of an incident that a district commands");
  const proposed = openIncident(city, "FR-02");
  const activationId = city.newId();
  assert.ok(city.send("command.take", { incidentId: proposed }, chief).ok);
  assert.ok(city.system({ name: "system.proposePlan", payload: { activationId, incidentId: proposed, planId: "GAS-LEAK" } }).ok);
  const dismiss = (who: typeof chief): string => codeOf(city.send("command.dismissPlan", { activationId, reason: "已排除" }, who));
  assert.deepEqual([dismiss(district), dismiss(outsider), dismiss(chief)], ["NOT_IN_COMMAND", "NOT_IN_COMMAND", "accepted"]);
});

test("CMD-04, CMD-05, CMD-08: an incident that somebody commands, that has a command post or a running response is merged away by nobody else, cancelled and handed over by nobody, until these have ended", () => {
  const { city, incidentId } = responseCity();
  const other = openIncident(city, "FR-02");
  const merge = (who = chief): string => codeOf(city.send("intake.merge", { incidentId: other, duplicateId: incidentId }, who));
  const cancel = (): string => codeOf(city.send("intake.cancel", { incidentId, reason: "误报" }, chief));
  assert.deepEqual([merge(district), merge(actor())], ["NOT_IN_COMMAND", "NOT_IN_COMMAND"]);
  const commandPostId = city.newId();
  const forces = [{ id: "F1", name: "疏散专班", leaderUnitId: "U1", unitIds: ["U1"], objectiveId: null }];
  assert.ok(city.send("command.openPost", { commandPostId, incidentId, name: "指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }], forces }, chief).ok);
  assert.deepEqual([merge(), cancel()], ["POST_STANDS", "POST_STANDS"]);
  const matterId = city.newId();
  assert.ok(city.send("linkage.open", { matterId, incidentId, to: "EMS", danger: false, text: "转急救", urgency: "GENERAL", caller: { notice: "INFORMED", withheld: true } }, chief).ok);
  assert.ok(city.send("linkage.sign", { matterId }, partner).ok);
  assert.equal(city.incident(incidentId).status, "CLASSIFIED", "signed over there, and not ended here");
  assert.ok(city.send("command.standDown", { commandPostId, reason: "处置完毕" }, chief).ok);
  assert.equal(merge(), "accepted");
});

test("CMD-08: a proposal that the facts took back comes again when they call for it; one that a person turned down at a graver level only; one that a response overtook is no more proposed for that", () => {
  const { city, incidentId } = responseCity();
  const propose = (activationId = city.newId()): string => {
    const made = city.system({ name: "system.proposePlan", payload: { activationId, incidentId, planId: "GAS-LEAK" } });
    return made.ok ? `${responseOf(city, activationId).status} ${responseOf(city, activationId).advised?.level ?? "-"}` : made.error.code;
  };
  const [first, second, third] = [city.newId(), city.newId(), city.newId()];
  assert.equal(propose(first), "PROPOSED IV");
  for (const [typeCode, said] of [["PO-05", "DISMISSED IV"], ["FR-02", "STATE_CONFLICT"]] as const) {
    assert.ok(city.send("intake.classify", { incidentId, typeCode }, chief).ok);
    assert.equal(propose(first), said);
  }
  assert.equal(propose(second), "PROPOSED IV", "put right again");
  assert.ok(city.send("command.dismissPlan", { activationId: second, reason: "已关阀" }, chief).ok);
  assert.equal(propose(), "STATE_CONFLICT", "a person's no");
  assert.ok(city.send("intake.addFact", { incidentId, key: "trapped", value: 5 }, chief).ok);
  assert.equal(propose(third), "PROPOSED III", "graver than what was turned down");
  activate(city, incidentId, "III");
  assert.equal(propose(third), "DISMISSED III");
  assert.deepEqual(city.incident(incidentId).pastProposals, [{ planId: "GAS-LEAK", level: "IV", turnedDown: true, times: 2 }]);
  assert.equal(replay(city.log).stateHash, stateHash(city));
});

test("CMD-09: what stands against a plan warns, is kept with the response, and forbids nothing", () => {
  const { city, incidentId } = responseCity({ ...responsePlan, contacts: [{ ...responsePlan.contacts[0]!, failedAt: "2026-11-02" }] });
  const id = activate(city, incidentId, "IV");
  assert.deepEqual(responseOf(city, id).degraded.map(({ code }) => code), ["CONTACT_FAILED", "DUTY_UNLISTED", "RESOURCE_SHORT"]);
  assert.match(responseOf(city, id).degraded[1]!.zh, /没有列入联动值班名录/);
});

test("CMD-07: a module alone: every value that is missing or out of range is named; its tasks have ids of their own each time, and no level touches them", () => {
  const { city, incidentId } = responseCity();
  const activationId = city.newId();
  const call = (args: Record<string, unknown>, who = chief): Result<unknown, Refusal> => city.send("command.callModule", { activationId, incidentId, module: "CORDON", args: args as never }, who);
  const wrong = call({ gates: 99, colour: "RED" });
  assert.ok(!wrong.ok && wrong.error.code === "MODULE_ARGUMENTS");
  assert.deepEqual(wrong.error.params["fields"], ["/args/area", "/args/gates", "/args/colour"]);
  assert.equal(codeOf(call({ area: { radiusM: 200 }, gates: 2 }, district)), "NOT_IN_COMMAND");
  assert.ok(call({ area: { radiusM: 200 }, gates: 2 }).ok);
  assert.ok(call({ area: { radiusM: 400 }, gates: 3 }).ok);
  assert.deepEqual(Object.keys(states(city, activationId)).toSorted(), ["CORDON-1/GATES", "CORDON-1/LINE", "CORDON-2/GATES", "CORDON-2/LINE"]);
  assert.match(taskOf(city, activationId, "CORDON-2/GATES").dutyZh, /3 处/);
  assert.equal(codeOf(city.send("command.callModule", { activationId: city.newId(), incidentId, module: "NOWHERE", args: {} }, chief)), "UNKNOWN_MODULE");
  const id = activate(city, incidentId, "III");
  city.send("command.callModule", { activationId: id, incidentId, module: "CORDON", args: { area: { radiusM: 100 }, gates: 1 } }, chief);
  city.send("command.setPlanLevel", { activationId: id, level: "IV", reason: "受控" }, chief);
  assert.equal(taskOf(city, id, "CORDON-1/LINE").state, "ISSUED");
});

test("CMD-08: a task is its owner's, found in the incident's own organisation; partners see no others'; it goes to another desk or a unit with a reason", () => {
  const { city, incidentId } = responseCity();
  const id = activate(city, incidentId, "IV");
  assert.deepEqual(responseOf(city, id).tasks.map((task) => [task.id, task.owner.orgPath]), [["SHUT", "CITY.EM"], ["EDGE/LINE", "CITY.D1"], ["EDGE/GATES", "CITY.D1"]]);
  const start = (taskId: string, who: typeof chief): string => codeOf(city.send("command.startTask", { activationId: id, taskId }, who));
  assert.equal(start("EDGE/LINE", partner), "NO_SUCH_TASK");
  assert.equal(start("EDGE/LINE", room), "NOT_YOUR_TASK");
  assert.ok(city.send("command.reassignTask", { activationId: id, taskId: "EDGE/LINE", unitId: "U1", reason: "就近" }, district).ok);
  assert.equal(taskOf(city, id, "EDGE/LINE").owner.orgPath, "CITY.D1.S11.P111");
  const crew = (unitId: string): typeof chief => actor({ userId: unitId, role: "UNIT", unitId, orgPath: "CITY.D1.S11.P111" });
  assert.equal(start("EDGE/LINE", crew("U2")), "NO_SUCH_TASK");
  assert.equal(start("EDGE/LINE", crew("U1")), "accepted");
  assert.equal(start("EDGE/LINE", crew("U1")), "STATE_CONFLICT");
  assert.equal(start("EDGE/GATES", room), "NOT_YOUR_TASK");
  assert.equal(codeOf(city.send("command.finishTask", { activationId: id, taskId: "SHUT" }, partner)), "STATE_CONFLICT");
});

test("CMD-08, X-06: a limit reached exactly is kept, a second later it is missed, once, and goes before the organisation above", () => {
  const { city, incidentId } = responseCity();
  const id = activate(city, incidentId, "IV");
  const line = (): ReturnType<typeof taskOf> => taskOf(city, id, "EDGE/LINE");
  city.advance(line().startS * SECOND);
  assert.equal(line().startMissedAt, null);
  city.advance(SECOND);
  assert.deepEqual([line().startMissedAt, line().escalatedTo], [city.now(), "CITY"]);
  city.send("command.startTask", { activationId: id, taskId: "EDGE/LINE" }, district);
  city.advance(3_600 * SECOND);
  assert.deepEqual([line().dueMissedAt !== null, city.log.filter(({ type }) => type === "TaskLimitMissed").length], [true, 4]);
  assert.equal(replay(city.log).stateHash, stateHash(city));
});

test("X-09: a response to a drill is one of a drill", () => {
  const { city } = responseCity();
  const incidentId = openIncident(city, "FR-02", { drill: true });
  assert.equal(responseOf(city, activate(city, incidentId, "IV")).drill, true);
});

test("CMD-06, CMD-08: a response is of the version that holds, and goes by it whatever is published meanwhile; one that is retired is started no more", () => {
  const { city, incidentId } = responseCity();
  const first = [...city.plans.values()].find(({ plan, status }) => plan !== null && status === "PUBLISHED")!;
  const id = activate(city, incidentId, "IV");
  const next = city.newId();
  const [author, approver] = [actor({ userId: "author" }), actor({ userId: "approver" })];
  const content = { ...responsePlan, tasks: responsePlan.tasks.map((task) => (task.id === "SHUT" ? { ...task, dutyZh: "关闭上游两级阀门并回报编号" } : task)) };
  const life = [city.send("plans.draft", { planVersionId: next, follows: first.id }, author), city.send("plans.edit", { planVersionId: next, content }, author), city.send("plans.submit", { planVersionId: next }, author), city.send("plans.approve", { planVersionId: next }, approver), city.send("plans.publish", { planVersionId: next }, approver)];
  assert.ok(life.every(({ ok }) => ok));
  assert.ok(city.send("command.setPlanLevel", { activationId: id, level: "III", reason: "多人被困" }, chief).ok);
  assert.deepEqual([responseOf(city, id).plan!.version, taskOf(city, id, "SHUT").dutyZh], [1, responsePlan.tasks[0]!.dutyZh]);
  const other = openIncident(city, "FR-02");
  assert.equal(codeOf(city.send("command.activatePlan", { activationId: city.newId(), incidentId: other, planId: "GAS-LEAK", planVersion: 1, level: "IV" }, chief)), "PLAN_NOT_PUBLISHED");
  const later = activate(city, other, "IV");
  assert.deepEqual([responseOf(city, later).plan!.version, taskOf(city, later, "SHUT").dutyZh], [2, "关闭上游两级阀门并回报编号"]);
  assert.notEqual(responseOf(city, later).plan!.checksum, responseOf(city, id).plan!.checksum);
  assert.ok(city.send("plans.retire", { planVersionId: next, reason: "停用" }, approver).ok);
  assert.equal(codeOf(city.send("command.activatePlan", { activationId: city.newId(), incidentId: openIncident(city, "FR-02"), planId: "GAS-LEAK", level: "IV" }, chief)), "PLAN_NOT_PUBLISHED");
});
