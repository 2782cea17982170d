import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import type { CommandPostEvent } from "@tocsin/contract/events.ts";
import { DAY, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, openIncident } from "@tocsin/testing/model/city-model.ts";
import { evolvePost } from "./evolve-post.ts";

const chief = actor({ userId: "chief", name: "值班长甲", role: "DUTY_COMMANDER" });
const second = actor({ userId: "second", name: "值班长乙", role: "DUTY_COMMANDER" });
const deputy = actor({ userId: "deputy", role: "DISPATCHER", orgPath: "CITY.D1" });
const stranger = actor({ userId: "stranger", role: "DISPATCHER", orgPath: "CITY.D2" });
const watcher = actor({ userId: "watcher", role: "SUPERVISION" });
const city: City = { ...tinyCity, roles: [{ role: "DISPATCHER", nameZh: "调度员", nameEn: "Dispatcher", commands: [], views: [] }] };
type Open = CommandPayload["command.openPost"];

const parts = { name: "燃气泄漏指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }], forces: [{ id: "F1", name: "疏散专班", leaderUnitId: "U1", unitIds: ["U1", "U2"], objectiveId: "O1" }], objectives: [{ id: "O1", text: "疏散 3 栋楼" }] } as const;
const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);
const opening = (over: Partial<Open>): Open => ({ commandPostId: "01ARZ3NDEKTSV4RRFFQ69G5FAV", ...structuredClone(parts) as unknown as Omit<Open, "commandPostId">, ...over });

function opened(model = cityModel(city)) {
  const incidentId = openIncident(model, "FR-02");
  const commandPostId = model.newId();
  assert.equal(codeOf(model.send("command.openPost", opening({ commandPostId, incidentId }), chief)), "accepted");
  const send = <Name extends CommandName>(name: Name, more: Omit<CommandPayload[Name], "commandPostId">, who = chief): string => codeOf(model.send(name, { commandPostId, ...more } as CommandPayload[Name], who));
  return { model, incidentId, commandPostId, send, post: () => model.commandPosts.get(commandPostId)! };
}

test("CMD-05: a post over an incident of level II needs a deputy and a task force; whoever opens it commands the incident, and there is one post", () => {
  const model = cityModel(city);
  const incidentId = openIncident(model, "FR-02");
  const attempt = (over: Partial<Open>, who = chief): string => codeOf(model.send("command.openPost", opening({ commandPostId: model.newId(), incidentId, ...over }), who));
  assert.equal(attempt({ holders: [] }), "POST_INCOMPLETE");
  assert.equal(attempt({ forces: [] }), "POST_INCOMPLETE");
  const force = { ...parts.forces[0], unitIds: ["U1"] };
  for (const [forces, code] of [
    [[{ ...force, leaderUnitId: "U2" }], "LEADER_NOT_IN_FORCE"], [[{ ...force, unitIds: ["NONE"], leaderUnitId: "NONE" }], "UNKNOWN_UNIT"],
    [[force, { ...force, id: "F2" }], "UNIT_IN_TASK_FORCE"], [[{ ...force, objectiveId: "O9" }], "POST_PART_UNKNOWN"], [[force, force], "VALIDATION_FAILED"],
  ] as const) assert.equal(attempt({ forces: structuredClone(forces) as unknown as Open["forces"] }), code);
  assert.equal(attempt({ holders: [{ role: "DEPUTY", orgId: "NOWHERE" }] }), "VALIDATION_FAILED");
  assert.equal(attempt({ holders: [{ role: "DEPUTY", orgId: "D1", seat: "NO_ROLE" }] }), "VALIDATION_FAILED");
  assert.equal(attempt({ advisoryId: model.newId() }), "POST_SUBJECT");
  assert.equal(attempt({ forces: [{ ...force, unitIds: ["U6"], leaderUnitId: "U6" }] }, actor({ ...chief, orgPath: "CITY.D1" })), "NOT_FOUND", "a district's commander takes no unit of another district");
  assert.equal(model.send("command.take", { incidentId }, second).ok, true);
  assert.equal(attempt({}), "NOT_IN_COMMAND");
  assert.equal(attempt({}, second), "accepted");
  assert.equal(attempt({}, second), "POST_EXISTS");
  const [post] = [...model.commandPosts.values()];
  assert.deepEqual([post?.commander.userId, model.incident(incidentId).commander?.userId, model.incident(incidentId).postId], ["second", "second", post?.id]);
});

test("CMD-05: every task has an owner, a limit and a state; it is late once, and the post does not stand down while one is open", () => {
  const { model, incidentId, send, post } = opened();
  const dueAt = model.now() + 5 * MINUTE;
  const task = { taskId: "T1", text: "关闭燃气总阀", owner: { force: "F1" }, dueAt };
  assert.equal(send("command.setPostTask", { ...task, owner: { force: "F9" } }), "POST_PART_UNKNOWN");
  assert.equal(send("command.setPostTask", { ...task, owner: { orgId: "NOWHERE" } }), "VALIDATION_FAILED");
  assert.equal(send("command.setPostTask", { ...task, dueAt: model.now() }), "TASK_DUE_PAST");
  for (const taskId of ["T1", "T2", "T3"]) assert.equal(send("command.setPostTask", { ...task, taskId }), "accepted");
  assert.equal(send("command.dissolveTaskForce", { forceId: "F1", reason: "完成" }), "POST_INCOMPLETE");
  model.advance(5 * MINUTE - 1);
  assert.equal(post().tasks[0]?.overdueAt, null);
  model.advance(1 + MINUTE);
  assert.deepEqual(post().tasks.map(({ overdueAt }) => overdueAt), [dueAt, dueAt, dueAt]);
  assert.equal(model.log.filter(({ type }) => type === "PostTaskOverdue").length, 3, "once each");
  assert.equal(send("command.standDown", { reason: "险情排除" }), "POST_TASKS_OPEN");
  assert.equal(codeOf(model.send("intake.close", { incidentId, outcomeCode: "HANDLED", text: "" }, chief)), "CLOSE_BLOCKED");
  assert.equal(send("command.endPostTask", { taskId: "T1", state: "DONE" }, deputy), "accepted");
  assert.equal(send("command.endPostTask", { taskId: "T1", state: "DONE" }), "STATE_CONFLICT");
  assert.equal(send("command.endPostTask", { taskId: "T2", state: "CANCELLED" }), "REASON_REQUIRED");
  assert.equal(send("command.endPostTask", { taskId: "T2", state: "CANCELLED", note: "无此必要" }), "accepted");
  assert.equal(send("command.endPostTask", { taskId: "T3", state: "HANDED_OVER", note: "由分局继续" }), "VALIDATION_FAILED");
  assert.equal(send("command.endPostTask", { taskId: "T3", state: "HANDED_OVER", note: "由分局继续", toOrgId: "D2" }), "accepted");
  assert.deepEqual(post().tasks.map(({ state, owner }) => [state, owner]), [["DONE", { force: "F1" }], ["CANCELLED", { force: "F1" }], ["HANDED_OVER", { orgId: "D2" }]]);
  assert.ok(post().scope.includes("CITY.D2"), "whoever goes on with it reads of what");
  assert.equal(send("command.standDown", { reason: "险情排除" }, deputy), "NOT_IN_COMMAND");
  assert.equal(send("command.standDown", { reason: "险情排除" }), "accepted");
  assert.equal(model.incident(incidentId).postId, undefined);
});

test("CMD-05, CMD-12: after stand-down the log is read-only; the review is due, and is signed by who had no hand in the post", () => {
  const { model, send, post } = opened();
  send("command.logEntry", { text: "现场浓度下降", source: "燃气公司" });
  assert.equal(send("command.standDown", { reason: "险情排除" }), "accepted");
  assert.equal(post().reviewDueAt, model.now() + tinyCity.deadlines.postReview * SECOND);
  for (const said of [send("command.logEntry", { text: "补记", source: "电话" }), send("command.setObjective", { objectiveId: "O1", text: "x", state: "REACHED" }), send("command.issueReport", { lines: [{ text: "x", cites: [] }] }), send("command.offerShift", { toUserId: "second" })]) assert.equal(said, "STATE_CONFLICT");
  model.advance(7 * DAY);
  assert.equal(post().status, "REVIEW_DUE");
  const finding = { text: "到场慢", cites: ["P1"], end: "TASK" as const, reason: "改道", orgId: "D1", dueAt: model.now() + DAY };
  assert.equal(send("supervision.signReview", { text: "复盘", findings: [finding] }), "REVIEW_OWN_WORK");
  assert.equal(send("supervision.signReview", { text: "复盘", findings: [{ ...finding, cites: ["P99"] }] }, watcher), "LOG_REF_UNKNOWN");
  const { orgId: _nobody, ...unowned } = finding;
  assert.equal(send("supervision.signReview", { text: "复盘", findings: [unowned] }, watcher), "VALIDATION_FAILED");
  assert.equal(send("supervision.signReview", { text: "复盘", findings: [finding] }, watcher), "accepted");
  assert.deepEqual([post().status, post().review?.by, post().hands], ["CLOSED", "watcher", ["chief"]]);
  const review = model.reviews.get(post().reviewId!)!;
  assert.deepEqual([review.status, review.grounds, review.tasks.map(({ orgId, dueAt, done }) => [orgId, dueAt, done])], ["SIGNED", ["POST"], [["D1", finding.dueAt, null]]], "its review is the same record as an incident's, with the same tasks");
  assert.equal(send("supervision.signReview", { text: "复盘", findings: [] }, watcher), "STATE_CONFLICT");
});

test("CMD-05: the deputy leads in the commander's name, staff write and finish, strangers do neither; a report cites only what the log has", () => {
  const { model, send, post } = opened();
  assert.equal(send("command.setPostLevel", { level: "I", reason: "扩散" }, deputy), "accepted");
  assert.equal(send("command.setPostLevel", { level: "II", reason: "" }, stranger), "NOT_IN_COMMAND");
  assert.equal(send("command.logEntry", { text: "x", source: "y" }, stranger), "POST_NOT_STAFF");
  assert.equal(send("command.setPostRole", { holder: { role: "LIAISON", orgId: "D2", seat: "DISPATCHER" } }), "accepted");
  assert.equal(send("command.logEntry", { text: "燃气公司 20 分钟到", source: "电话" }, stranger), "accepted");
  assert.equal(send("command.logEntry", { text: "x", source: "y" }, actor({ ...stranger, role: "STATION_ROOM" })), "POST_NOT_STAFF", "the seat of that role alone");
  assert.ok(post().scope.includes("CITY.D2"));
  assert.equal(send("command.issueReport", { lines: [{ text: "浓度下降", cites: ["P4"] }] }, stranger), "NOT_IN_COMMAND");
  assert.equal(send("command.issueReport", { lines: [{ text: "浓度下降", cites: ["P4", "P5", "A1"] }] }), "LOG_REF_UNKNOWN");
  assert.equal(send("command.issueReport", { lines: [{ text: "燃气公司正在途中", cites: ["P4", "I1"] }, { text: "请各单位待命", cites: [] }] }), "accepted");
  assert.deepEqual([post().reportCount, post().report?.no, post().report?.by], [1, 1, "chief"]);
  assert.equal(send("command.endPostRole", { role: "DEPUTY" }), "POST_INCOMPLETE");
  assert.equal(send("command.endPostRole", { role: "LIAISON" }), "accepted");
  assert.equal(send("command.logEntry", { text: "x", source: "y" }, stranger), "POST_NOT_STAFF");
  const told = model.log.flatMap((event) => (event.kind === "commandPost" ? [event as CommandPostEvent] : []));
  assert.deepEqual(told.reduce<CommandPost | null>(evolvePost, null), post(), "its events fold to what stands");
});

test("CMD-04, CMD-05: whatever is offered and accepted in whatever order, post and incident have the same one commander at every moment, and only acceptance changes it", () => {
  const people = [chief, second, deputy];
  const act = fc.record({ what: fc.constantFrom("offerShift", "acceptShift", "offer", "accept", "take"), who: fc.integer({ min: 0, max: 2 }), to: fc.integer({ min: 0, max: 2 }) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      const { model, incidentId, commandPostId, post } = opened();
      for (const { what, who, to } of acts) {
        const [by, other] = [people[who]!, people[to]!];
        const [before, offered] = [post().commander.userId, post().shift?.to];
        const result =
          what === "offerShift" ? model.send("command.offerShift", { commandPostId, toUserId: other.userId }, by)
          : what === "acceptShift" ? model.send("command.acceptShift", { commandPostId }, by)
          : what === "offer" ? model.send("command.offerHandover", { incidentId, toUserId: other.userId }, by)
          : what === "accept" ? model.send("command.acceptHandover", { incidentId }, by)
          : model.send("command.take", { incidentId }, by);
        assert.equal(post().commander.userId, model.incident(incidentId).commander?.userId);
        assert.equal(post().shift?.to, model.incident(incidentId).handover?.to);
        const accepting = result.ok && (what === "acceptShift" || what === "accept");
        assert.equal(post().commander.userId, accepting ? by.userId : before);
        if (accepting) assert.equal(offered, by.userId);
      }
    }),
    { numRuns: 60 },
  );
});

test("CMD-05: over an advisory as over an incident, with one post at a time and its own commander", () => {
  const model = cityModel({ ...city, areas: [{ org: "D1", rings: [[[111, 29], [113, 29], [113, 31], [111, 31], [111, 29]]] }] });
  const [advisoryId, commandPostId] = [model.newId(), model.newId()];
  const open = (id = commandPostId): string => codeOf(model.send("command.openPost", opening({ commandPostId: id, advisoryId }), chief));
  assert.equal(open(), "NOT_FOUND");
  assert.ok(model.send("command.raiseAdvisory", { advisoryId, kind: "EVENT", level: "ORANGE", headline: "江滩烟花晚会", area: { desc: "全市", rings: [], circles: [] } }, chief).ok);
  assert.equal(open(), "ADVISORY_UNCONFIRMED");
  model.send("command.confirmAdvisory", { advisoryId }, chief);
  assert.equal(open(), "accepted");
  assert.equal(open(model.newId()), "POST_EXISTS");
  for (const [toUserId, code] of [["no-account", "UNKNOWN_ACCOUNT"], ["no-right", "NO_SUCCESSOR"], ["chief", "VALIDATION_FAILED"]] as const) assert.equal(codeOf(model.send("command.offerShift", { commandPostId, toUserId }, chief)), code);
  assert.equal(codeOf(model.send("command.offerShift", { commandPostId, toUserId: "second" }, chief)), "accepted");
  assert.equal(codeOf(model.send("command.acceptShift", { commandPostId }, second)), "accepted");
  assert.equal(codeOf(model.send("command.standDown", { commandPostId, reason: "散场" }, second)), "accepted");
  assert.equal(model.advisories.get(advisoryId)?.postId, undefined);
});
