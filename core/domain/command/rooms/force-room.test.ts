import assert from "node:assert/strict";
import { test } from "node:test";
import { roomIdOf, roomOfForce, roomSubject } from "@tocsin/contract/command/room-id.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, crewOf, openIncident } from "@tocsin/testing/model/city-model.ts";

const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);
const city: City = { ...tinyCity, roles: [{ role: "DISPATCHER", nameZh: "调度员", nameEn: "Dispatcher", commands: [], views: [] }] };
const chief = actor({ userId: "chief", name: "值班长甲", role: "DUTY_COMMANDER" });
const deputy = actor({ userId: "deputy", role: "DISPATCHER", orgPath: "CITY.D1" });
const watcher = actor({ userId: "watcher", role: "DISPATCHER", orgPath: "CITY.D2" });
const F1 = { id: "F1", name: "疏散专班", leaderUnitId: "U1", unitIds: ["U1", "U2"], objectiveId: null };

function withPost() {
  const model = cityModel(city);
  const incidentId = openIncident(model, "FR-02");
  const commandPostId = model.newId();
  const as = <Name extends CommandName>(name: Name, payload: Omit<CommandPayload[Name], "commandPostId">, who = chief): string => codeOf(model.send(name, { commandPostId, ...payload } as CommandPayload[Name], who));
  assert.equal(as("command.openPost", { incidentId, name: "指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1", seat: "DISPATCHER" }], forces: [F1] }), "accepted");
  const say = (text: string, who = chief, forceId = "F1"): string => as("rooms.post", { forceId, messageId: model.newId(), text }, who);
  const room = (forceId = "F1") => model.rooms.get(roomOfForce(commandPostId, forceId))!;
  const force = (over: Partial<typeof F1>): string => as("command.setTaskForce", { force: { ...F1, ...over } });
  return { model, incidentId, commandPostId, as, say, room, force, post: () => model.commandPosts.get(commandPostId)! };
}

test("CMD-05, CMD-03: in the room of a task force speak its units and the desks of its post; a unit needs no order at the incident", () => {
  const { model, incidentId, commandPostId, as, say, room } = withPost();
  assert.deepEqual([say("先疏散东侧"), say("收到", crewOf("U1")), say("副指挥在", deputy)], ["accepted", "accepted", "accepted"]);
  assert.deepEqual([say("路过", crewOf("U3")), say("旁观", watcher), say("旁观", { ...deputy, role: "SUPERVISION" }), say("哪里", chief, "F9")], ["NOT_IN_ROOM", "NOT_IN_ROOM", "NOT_IN_ROOM", "POST_PART_UNKNOWN"]);
  assert.deepEqual(room().messages.map(({ from }) => from.key), ["seat/DUTY_COMMANDER@CITY", "unit/U1", "seat/DISPATCHER@CITY.D1"]);
  assert.deepEqual([room().incidentId, room().force, room().circle.units], [incidentId, { commandPostId, forceId: "F1", name: "疏散专班" }, ["U1", "U2"]]);
  assert.equal(model.rooms.has(incidentId), false, "the incident's room is another");
  const burstId = model.newId();
  assert.deepEqual([as("rooms.takeFloor", { forceId: "F1", burstId }, crewOf("U2")), as("rooms.takeFloor", { forceId: "F1", burstId: model.newId() })], ["accepted", "FLOOR_TAKEN"]);
  assert.equal(as("rooms.leaveFloor", { forceId: "F1", burstId, heard: ["unit/U1", "unit/U3"] }, crewOf("U2")), "accepted");
  assert.deepEqual(room().messages.at(-1)?.spoken?.heard.map(({ key }) => key), ["unit/U1"]);
  for (const naming of [{}, { incidentId, commandPostId, forceId: "F1" }, { commandPostId }]) assert.equal(codeOf(model.send("rooms.post", { ...naming, messageId: model.newId(), text: "在哪" }, chief)), "VALIDATION_FAILED");
});

test("CMD-05: a unit that leaves the force speaks no more and the post knows since when; a new force never takes the room of one that was dissolved", () => {
  const { model, say, force, post, as } = withPost();
  assert.equal(say("到位", crewOf("U2")), "accepted");
  assert.equal(force({ unitIds: ["U1"] }), "accepted");
  assert.deepEqual([post().left, say("还在吗", crewOf("U2"))], [[{ unitId: "U2", forceId: "F1", at: model.now() }], "NOT_IN_ROOM"]);
  assert.deepEqual([force({}), post().left, say("回来了", crewOf("U2"))], ["accepted", [], "accepted"]);
  assert.equal(force({ id: "F2", name: "警戒专班", leaderUnitId: "U3", unitIds: ["U3"] }), "accepted");
  assert.equal(as("command.dissolveTaskForce", { forceId: "F2", reason: "已完成" }), "accepted");
  assert.deepEqual([post().left?.map(({ unitId, forceId }) => [unitId, forceId]), say("还在吗", crewOf("U3"), "F2"), force({ id: "F2", leaderUnitId: "U3", unitIds: ["U3"] })], [[["U3", "F2"]], "POST_PART_UNKNOWN", "STATE_CONFLICT"]);
});

test("CMD-05: after stand-down the room of a task force is read and no more", () => {
  const { model, say, room, as } = withPost();
  assert.equal(say("结束"), "accepted");
  assert.equal(as("command.standDown", { reason: "险情解除" }), "accepted");
  assert.deepEqual([say("再说一句"), say("再说一句", crewOf("U1")), as("rooms.takeFloor", { forceId: "F1", burstId: model.newId() }), room().count], ["STATE_CONFLICT", "STATE_CONFLICT", "STATE_CONFLICT", 1]);
});

test("CMD-03, CMD-05: the id of a room says of whom it is", () => {
  const [post, incidentId] = ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAW"];
  for (const subject of [{ incidentId }, { commandPostId: post, forceId: "F-1" }]) assert.deepEqual(roomSubject(roomIdOf(subject)!), subject);
});
