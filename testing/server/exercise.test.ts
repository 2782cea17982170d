import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { commandPath } from "@tocsin/contract/routes.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { settableClock, signInAt, type Seated } from "../harness.ts";
import { openNeighbours, WIDER_PLACE, type Neighbours } from "../neighbour-cities.ts";
import { accepted, MALL, order, refusedWith, report, SCHOOL } from "../scene.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const clock = settableClock();
let two: Neighbours;
let databases: Awaited<ReturnType<typeof openTestLedger>>[];
/** Desks and commanders of the city that asks, and of the one that is asked. */
let here: Seated;
let hereChief: Seated;
let there: Seated;
let thereChief: Seated;

before(async () => {
  databases = await Promise.all([openTestLedger(), openTestLedger()]);
  two = await openNeighbours(databases[0]!.url, databases[1]!.url, clock);
  [here, hereChief] = await Promise.all([signInAt(two.asking.url, "dispatcher"), signInAt(two.asking.url, "commander")]);
  [there, thereChief] = await Promise.all([signInAt(two.helping.url, "dispatcher"), signInAt(two.helping.url, "commander")]);
});
after(async () => {
  await two.close();
  for (const database of databases) await database.close();
});

/** Until both cities have heard of everything. */
async function delivered(): Promise<void> {
  while ((await two.asking.wire.deliver()) + (await two.helping.wire.deliver()) > 0);
}

const plan = (from: number, until: number, more: object = {}) => ({ matterId: newUlid(), to: "NEXT_CITY", text: "跨界追踪与先期处置演练", place: SCHOOL, from, until, ...more });
const asking = (matterId: string, incident: Incident, more: object = {}) =>
  ({ matterId, incidentId: incident.id, danger: true, text: "演练：砸窗闯入", place: SCHOOL, urgency: "URGENT" as const, caller: { notice: "INFORMED" as const, withheld: true }, to: "NEXT_CITY", ...more });
/** What the helping city answers to a message of the asking one's machine. */
async function tell(message: object): Promise<string> {
  const response = await fetch(`${two.helping.url}${commandPath("linkage.exchange")}`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${two.keyThere}`, "idempotency-key": newUlid() }, body: JSON.stringify(message) });
  return response.status === 200 ? "200" : `${response.status} ${((await response.json()) as { code: string }).code}`;
}

test("JNT-07, X-09: a drill leaves the city only within an exercise that both have signed, and while it is on; whoever is not asked to agree cannot agree", async () => {
  const from = clock.now() + HOUR;
  const until = from + 2 * HOUR;
  refusedWith(await here.command("linkage.planExercise", plan(from, until)), "FORBIDDEN");
  for (const [faulty, code, field] of [
    [plan(from - 2 * HOUR, from - HOUR), "JOINT_TIME", "/until"], [plan(from, from + 73 * HOUR), "JOINT_TOO_LONG", "/until"], [plan(from + 367 * 24 * HOUR, until + 367 * 24 * HOUR), "JOINT_START", "/from"], [plan(from - 367 * 24 * HOUR, until), "JOINT_START", "/from"],
    [plan(from, until, { place: MALL }), "OUTSIDE_STRIP", "/place"], [plan(from, until, { to: "FIRE" }), "UNKNOWN_PARTY", "/to"],
  ] as const) assert.deepEqual(refusedWith(await hereChief.command("linkage.planExercise", faulty), code).params["fields"], [field]);
  assert.deepEqual(refusedWith(await hereChief.command("linkage.planExercise", plan(from, from)), "JOINT_ORDER").params["fields"], ["/from", "/until"]);
  refusedWith(await hereChief.command("linkage.planExercise", plan(Date.UTC(2027, 11, 31), Date.UTC(2028, 0, 1))), "JOINT_START");
  const { matterId: exerciseId, ...asked } = plan(from, until);
  accepted(await hereChief.command("linkage.planExercise", { matterId: exerciseId, ...asked }));
  await delivered();
  const theirs = (await there.matter(exerciseId)).matter;
  assert.deepEqual([theirs.drill, theirs.content.exercise, theirs.custody.clock!.dueAt - theirs.custody.clock!.since > 60_000], [true, { from, until }, true], "it is a drill from its first word, and waits as long as any matter");

  const drill = await report(here, { drill: true });
  const real = await report(here);
  assert.deepEqual((await here.neighbours(drill.id)).neighbours, [], "nobody is asked for a drill to which nobody agreed");
  for (const more of [{}, { exerciseId }]) refusedWith(await here.command("linkage.open", asking(newUlid(), drill, more)), "EXERCISE_NOT_ON");
  refusedWith(await there.command("linkage.sign", { matterId: exerciseId }), "FORBIDDEN");
  accepted(await thereChief.command("linkage.sign", { matterId: exerciseId }));
  await delivered();
  assert.deepEqual([(await here.matter(exerciseId)).matter.custody.owner, (await here.matter(exerciseId)).matter.custody.handleBy > until], ["NEXT_CITY", true]);
  refusedWith(await here.command("linkage.open", asking(newUlid(), drill, { exerciseId })), "EXERCISE_NOT_ON");
  clock.set(from);
  refusedWith(await here.command("linkage.open", asking(newUlid(), real, { exerciseId })), "DRILL_AND_REAL");
  assert.deepEqual([(await here.neighbours(drill.id)).neighbours.map((each) => each.exerciseId), (await here.neighbours(real.id)).neighbours.map((each) => each.exerciseId)], [[exerciseId], [undefined]]);
  await inExercise(exerciseId, drill, until);
});

/** What goes on while it is on, and after. */
async function inExercise(exerciseId: string, drill: Incident, until: number): Promise<void> {
  const { toThere } = two;
  const matterId = newUlid();
  accepted(await here.command("linkage.open", asking(matterId, drill, { exerciseId })));
  await delivered();
  const message = JSON.parse(toThere.line.carried.at(-1)!.body) as { matterId: string; about: { drill: boolean; content: object } };
  assert.deepEqual([(await there.matter(matterId)).matter.drill, message.matterId], [true, matterId]);
  const { exerciseId: _of, ...content } = message.about.content as { exerciseId?: string };
  const first = { ...message, matterId: newUlid() };
  assert.deepEqual(
    [await tell({ ...message, about: { ...message.about, drill: false } }), await tell({ ...first, about: { ...message.about, content } }), await tell({ ...first, about: { ...message.about, drill: false } }), await tell({ ...first, about: { ...message.about, content: { ...content, exerciseId: newUlid() } } })],
    ["422 CUSTODY_TALE", "403 EXERCISE_NOT_ON", "409 DRILL_AND_REAL", "403 EXERCISE_NOT_ON"], "what it is at first it stays, and what is neither is not taken",
  );
  clock.advance(40_000);
  accepted(await there.command("linkage.sign", { matterId }));
  const helping = { channel: "PARTNER" as const, callback: undefined, noCallbackReason: "WITHHELD" as const, text: "支援邻市", matterId };
  const received = (more: object) => there.command("intake.receive", { incidentId: newUlid(), place: { addressText: "", point: SCHOOL.point, datum: "WGS84" }, ...(JSON.parse(JSON.stringify(helping)) as typeof helping), ...more });
  assert.deepEqual(refusedWith(await received({}), "DRILL_AND_REAL").params["fields"], ["/drill"], "a drill's request is answered by a drill");
  const [incident] = accepted(await received({ drill: true })).incidents;
  refusedWith(await received({ drill: true }), "STATE_CONFLICT");
  assert.deepEqual([incident!.helps, (await there.matter(matterId)).chain.map(({ kind }) => kind)], [matterId, ["incident", "matter"]]);
  accepted(await there.command("dispatch.setUnitStatus", { unitId: "U1", status: "AVAILABLE" }));
  const { orderId } = await order(there, incident!.id, ["U1"]);
  const unit = await signInAt(two.helping.url, "u1");
  const step = { incidentId: incident!.id, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await unit.command(name, step));
  clock.advance(3 * MINUTE);
  accepted(await unit.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  await delivered();
  const { callSign } = await there.unit("U1");
  const ours = (await here.matter(matterId)).matter;
  assert.deepEqual(ours.help?.map(({ who, what }) => `${who} ${what}`), [`${callSign} ORDERED`, `${callSign} EN_ROUTE`, `${callSign} ARRIVED`], "who asked hears who comes and when, without anybody having typed it");
  accepted(await there.command("dispatch.recall", { ...step, reason: "演练结束" }));
  accepted(await there.command("linkage.transfer", { matterId, to: "LAST_CITY", reason: "先期处置完毕" }));
  await delivered();
  accepted(await here.command("linkage.sign", { matterId }));
  await delivered();
  assert.equal((await there.incident(incident!.id)).status, "TRANSFERRED");
  const [record, same] = [(await here.matter(exerciseId)).exercise!, (await there.matter(exerciseId)).exercise!];
  assert.deepEqual(record.map(({ no: _no, ...each }) => ({ ...each, help: each.help.map(({ what }) => what), askedBy: "" })), same.map(({ no: _no, ...each }) => ({ ...each, help: each.help.map(({ what }) => what), askedBy: "", askedAt: record[0]!.askedAt })), "both cities have the same record");
  assert.deepEqual(record.map(({ answer, answeredAt, askedAt, help, handedBackAt }) => [answer, answeredAt! - askedAt, help.map(({ what }) => what), handedBackAt !== null]), [["ACCEPTED", 40_000, ["ORDERED", "EN_ROUTE", "ARRIVED", "LEFT"], true]]);
  clock.set(until + 1_000);
  refusedWith(await here.command("linkage.open", asking(newUlid(), await report(here, { drill: true }), { exerciseId })), "EXERCISE_NOT_ON");
  accepted(await thereChief.command("linkage.reply", { matterId: exerciseId, text: "响应 40 秒，到场 3 分钟" }));
  accepted(await thereChief.command("linkage.verify", { matterId: exerciseId, verdict: "SATISFIED", text: "达到演练目的" }));
  accepted(await thereChief.command("linkage.close", { matterId: exerciseId }));
  await delivered();
  accepted(await hereChief.command("linkage.rate", { matterId: exerciseId, score: 5, text: "配合顺畅" }));
  assert.equal((await hereChief.matter(exerciseId)).matter.custody.status, "CLOSED");
}

test("JNT-07, X-09, LNK-08: who asked for an exercise calls it off: not signed yet it is let go and over; agreed to, no drill goes any more and the other city closes it when it has read so; what is told again or late changes nothing", async () => {
  const from = clock.now() + HOUR;
  const { matterId: unsigned, ...first } = plan(from, from + HOUR);
  accepted(await hereChief.command("linkage.planExercise", { matterId: unsigned, ...first }));
  await delivered();
  refusedWith(await here.command("linkage.callOffExercise", { matterId: unsigned, why: "WEATHER" }), "FORBIDDEN");
  refusedWith(await thereChief.command("linkage.callOffExercise", { matterId: unsigned, why: "WEATHER" }), "NOT_OWNER");
  accepted(await hereChief.command("linkage.callOffExercise", { matterId: unsigned, why: "WEATHER" }));
  await delivered();
  for (const seat of [hereChief, thereChief]) {
    const { custody, calledOff } = (await seat.matter(unsigned)).matter;
    assert.deepEqual([custody.status, custody.offer, calledOff?.why], ["CLOSED", null, "WEATHER"]);
  }

  const { matterId, ...second } = plan(from, from + HOUR);
  accepted(await hereChief.command("linkage.planExercise", { matterId, ...second }));
  await delivered();
  const old = JSON.parse(two.toThere.line.carried.at(-1)!.body) as object;
  accepted(await thereChief.command("linkage.sign", { matterId }));
  await delivered();
  clock.set(from);
  const drill = await report(here, { drill: true });
  assert.equal((await here.neighbours(drill.id)).neighbours.length, 1);
  accepted(await hereChief.command("linkage.callOffExercise", { matterId, why: "REAL_WORK" }));
  accepted(await hereChief.command("linkage.callOffExercise", { matterId, why: "OTHER" }));
  assert.deepEqual((await here.neighbours(drill.id)).neighbours, []);
  refusedWith(await here.command("linkage.open", asking(newUlid(), drill, { exerciseId: matterId })), "EXERCISE_NOT_ON");
  await delivered();
  const told = JSON.parse(two.toThere.line.carried.at(-1)!.body) as { about: object; calledOff: { why: string } };
  assert.equal(told.calledOff.why, "REAL_WORK");
  const theirs = async () => (await thereChief.matter(matterId)).matter;
  const heard = await theirs();
  assert.deepEqual([heard.calledOff?.why, heard.custody.status, heard.custody.owner], ["REAL_WORK", "SIGNED", "POLICE"], "it waits there until somebody has read so");
  const { at } = heard.calledOff!;
  assert.deepEqual([await tell(old), await tell({ ...told, calledOff: { at: at + 1, why: "OTHER" } }), (await theirs()).calledOff], ["200", "200", heard.calledOff]);
  accepted(await thereChief.command("linkage.close", { matterId }));
  await delivered();
  assert.deepEqual([(await hereChief.matter(matterId)).matter.custody.status, (await theirs()).custody.status], ["CLOSED", "CLOSED"]);
  refusedWith(await thereChief.command("linkage.reopen", { matterId, reason: "再约" }), "MATTER_REOPEN_OVER");
});

test("JNT-07, LNK-12: for what is real the neighbour opens a real incident from the matter, once it has signed; nobody opens one for a matter of its own", async () => {
  const incident = await report(here);
  const [matterId, own] = [newUlid(), newUlid()];
  accepted(await here.command("linkage.open", asking(matterId, incident)));
  await delivered();
  const open = (of: string, more: object = {}) => there.command("intake.receive", { incidentId: newUlid(), channel: "PARTNER", noCallbackReason: "WITHHELD", text: "支援邻市", place: SCHOOL, matterId: of, ...more });
  refusedWith(await open(matterId), "NOT_OWNER");
  accepted(await there.command("linkage.sign", { matterId }));
  refusedWith(await open(matterId, { drill: true }), "DRILL_AND_REAL");
  accepted(await there.command("linkage.open", { matterId: own, danger: false, text: "流动摊贩", urgency: "GENERAL", caller: { notice: "INFORMED", withheld: true } }));
  refusedWith(await open(own), "NOT_FOUND");
  const [helps] = accepted(await open(matterId)).incidents;
  assert.deepEqual([helps!.drill, helps!.matters?.map(({ id }) => id)], [false, [matterId]]);
});

test("JNT-07, LNK-08: what the other city will not have at its first word falls back to whoever gave it, at once and with the reason; nothing waits for ever", async () => {
  const matterId = newUlid();
  accepted(await here.command("linkage.open", { matterId, danger: false, text: "界河路口纠纷", place: WIDER_PLACE, urgency: "URGENT", caller: { notice: "NO_CALLER", withheld: false }, to: "NEXT_CITY" }));
  await delivered();
  const { custody, link, notTaken } = (await here.matter(matterId)).matter;
  assert.deepEqual([custody.status, custody.owner, custody.clock?.kind, link, notTaken?.code, notTaken?.party], ["CREATED", "POLICE", "HANDLE", null, "OUTSIDE_STRIP", "NEXT_CITY"]);
  await assert.rejects(there.matter(matterId), /NOT_FOUND/);
  accepted(await here.command("linkage.reply", { matterId, text: "本方自行处置完毕" }));
});
