import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { roomOfForce } from "@tocsin/contract/command/room-id.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN } from "@tocsin/engine/plans/sample-plan.ts";
import { copyCity } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { responsePlan } from "../model/response-city.ts";
import { accepted, onDuty, openMatter, refusedWith, report, SCHOOL } from "../scene.ts";
import { openScreen } from "../screen.ts";

/** Desks of departments stand at the city's path, as 12345 and the liaisons of every city do: they are not the city's police. */
const copy = copyCity();
let city: TestCity;
let commander: Seated;
let hotline: Seated;
let urban: Seated;
before(async () => {
  copy.put("plans/gas-leak.yaml", JSON.stringify(responsePlan));
  copy.put("plan-modules/cordon.yaml", JSON.stringify(SAMPLE_MODULE));
  city = await startCity({ cityDir: copy.dir });
  [commander, hotline, urban] = await Promise.all(["commander", "hotline", "urban"].map((account) => city.signIn(account))) as [Seated, Seated, Seated];
});
after(async () => {
  await city.close();
  copy.remove();
});

test("LNK-08, X-05: a matter between police organisations does not exist for a department's desk at the city's path: by id, board, stream, in a chain, and as a command", async (t) => {
  const room = await city.signIn("room11");
  const incident = await report(commander, { place: SCHOOL, typeCode: "PO-05" });
  const [between, theirs] = [await openMatter(commander, "S11", { incidentId: incident.id }), await openMatter(commander, "URBAN_MGMT", { incidentId: incident.id })];
  const screen = await openScreen(t, urban);
  accepted(await room.command("linkage.sign", { matterId: between }));
  accepted(await urban.command("linkage.sign", { matterId: theirs }));
  await screen.until("its own, signed after the other", ({ matters }) => matters.get(theirs)?.custody.owner === "URBAN_MGMT");
  assert.equal(screen.state().matters.has(between), false);
  for (const desk of [urban, hotline]) {
    await assert.rejects(desk.matter(between), /NOT_FOUND/);
    assert.equal((await desk.board()).matters.some(({ id }) => id === between), false);
    refusedWith(await desk.command("linkage.progress", { matterId: between, text: "x" }), "NOT_FOUND");
  }
  const parts = (await urban.matter(theirs)).chain.filter(({ kind }) => kind === "matter");
  assert.deepEqual(parts.map(({ id, locked }) => [id, locked]), [[null, true], [theirs, false]], "that there is another is told, not which");
  assert.equal((await room.matter(between)).matter.custody.owner, "S11");
});

test("CMD-05, CMD-08, X-05: of a command post that the city holds, its rooms and the tasks of police organisations a department's desk at the city's path has and does nothing", async (t) => {
  const seats = await onDuty(city, "U1");
  const screen = await openScreen(t, hotline);
  const incident = await report(commander, { place: SCHOOL, typeCode: "FR-02" });
  const commandPostId = newUlid();
  accepted(await commander.command("command.openPost", { commandPostId, incidentId: incident.id, name: "燃气泄漏指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "CITY" }], forces: [{ id: "F1", name: "疏散专班", leaderUnitId: "U1", unitIds: ["U1"], objectiveId: null }], objectives: [] }));
  const [roomId, inForce] = [roomOfForce(commandPostId, "F1"), { commandPostId, forceId: "F1" }];
  accepted(await seats.get("U1")!.command("rooms.post", { ...inForce, messageId: newUlid(), text: "东侧已疏散" }));
  const activationId = newUlid();
  accepted(await commander.command("command.activatePlan", { activationId, incidentId: incident.id, planId: SAMPLE_PLAN.id, level: "III" }));
  const [task] = (await commander.board()).activations.find(({ id }) => id === activationId)!.tasks;
  await assert.rejects(hotline.commandPost(commandPostId), /NOT_FOUND/);
  await assert.rejects(hotline.room(roomId), /NOT_FOUND/);
  refusedWith(await hotline.command("command.logEntry", { commandPostId, text: "x", source: "y" }), "NOT_FOUND");
  refusedWith(await hotline.command("rooms.post", { ...inForce, messageId: newUlid(), text: "听得到吗" }), "NOT_FOUND");
  refusedWith(await hotline.command("command.skipTask", { activationId, taskId: task!.id, reason: "x" }), "NOT_FOUND");
  const matterId = await openMatter(commander, "HOTLINE");
  await screen.until("what is its own, told after all that", ({ matters }) => matters.has(matterId));
  const { commandPosts, rooms, activations } = screen.state();
  assert.deepEqual([commandPosts.size, rooms.size, activations.size], [0, 0, 0]);
  assert.equal((await city.signIn("dispatcher").then((desk) => desk.commandPost(commandPostId))).post.holders.length, 1, "the city's own desk reads it");
});

test("JNT-10, X-05: what a department's desk at the city's path books is booked for its department, and it answers for no bureau", async () => {
  const west = await city.signIn("d1");
  const cooperationId = newUlid();
  accepted(await west.command("joint.initiate", { cooperationId, subject: { kind: "POOL", name: "无人机一组", equipment: "DRONE_TEAM" }, goal: "全市共用", legalBasis: "联动协议第五条", urgency: "P3", partnerIds: [] }));
  const from = city.clock.now() + 3_600_000;
  accepted(await hotline.command("joint.book", { cooperationId, from, until: from + 3_600_000, urgency: "P3", purpose: "宣传活动" }));
  const booked = (await west.board()).cooperations!.find(({ id }) => id === cooperationId)!.bookings;
  assert.deepEqual(booked.map(({ orgId }) => orgId), ["HOTLINE"]);
  accepted(await commander.command("joint.book", { cooperationId, from: from + 7_200_000, until: from + 9_000_000, urgency: "P3", purpose: "巡湖" }));
  refusedWith(await hotline.command("joint.moveBooking", { cooperationId, no: 2, state: "CANCELLED", note: "误订" }), "JOINT_NOT_ASKED");
  accepted(await hotline.command("joint.moveBooking", { cooperationId, no: 1, state: "CANCELLED", note: "误订" }));
});
