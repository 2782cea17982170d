import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import { DAY, startOfDay } from "@tocsin/kernel/instant.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";

let city: TestCity;
let dispatcher: Seated;
let commander: Seated;
let u1: Seated;
/** The city's Monday of ten o'clock, the week before and the next one. */
const [BEFORE, WEEK, NEXT] = ["2026-02-23", "2026-03-02", "2026-03-09"] as const;
/** The moment from which a week is told, the first Tuesday after it. */
const toldFrom = (monday: string): number => startOfDay(monday) + 8 * DAY;
before(async () => {
  city = await startCity();
  [dispatcher, commander, u1] = await Promise.all(["dispatcher", "commander", "u1"].map((account) => city.signIn(account))) as [Seated, Seated, Seated];
  await send(dispatcher, "dispatch.setUnitStatus", { unitId: "U1", status: "AVAILABLE" });
  await send(dispatcher, "dispatch.setUnitStatus", { unitId: "U6", status: "AVAILABLE" });
  for (const seconds of [10, 30, 31, 125, 10, 10]) await worked(seconds);
  for (let i = 0; i < 5; i++) await calledOff(i % 2 === 0);
  await worked(300, true);
  await ordered("U6");
});
after(() => city.close());

async function send<Name extends keyof CommandPayload>(seat: Seated, name: Name, payload: CommandPayload[Name]): Promise<void> {
  const answer = await seat.command(name, payload);
  if (!answer.ok) assert.fail(`${name}: ${answer.code} ${answer.message}`);
}

async function ordered(unitId: string, drill = false): Promise<{ incidentId: string; orderId: string; unitId: string }> {
  const incidentId = newUlid();
  const place = { addressText: "学府路", point: { lon: 112.0061, lat: 30.004 }, datum: "WGS84" as const };
  await send(dispatcher, "intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人求助", typeCode: "CR-04", place, drill });
  return sentTo(incidentId, unitId);
}

async function sentTo(incidentId: string, unitId = "U1"): Promise<{ incidentId: string; orderId: string; unitId: string }> {
  const step = { incidentId, orderId: newUlid(), unitId };
  await send(dispatcher, "dispatch.issueOrder", { incidentId, orderId: step.orderId, unitIds: [unitId], overrideReason: "LOCAL_KNOWLEDGE" });
  return step;
}

/** An order that is signed for after so many seconds, reached in four minutes and reported on ten minutes later. */
async function worked(seconds: number, drill = false): Promise<string> {
  const step = await ordered("U1", drill);
  await carriedOut(step, seconds);
  return step.incidentId;
}

async function carriedOut(step: { readonly incidentId: string; readonly orderId: string; readonly unitId: string }, seconds: number): Promise<void> {
  city.clock.advance(seconds * 1_000);
  await send(u1, "dispatch.acknowledge", step);
  await send(u1, "dispatch.enRoute", step);
  city.clock.advance(240_000);
  await send(u1, "dispatch.arrive", { ...step, mode: "CONFIRMED" });
  await send(u1, "dispatch.handle", step);
  city.clock.advance(600_000);
  await send(u1, "dispatch.feedback", { ...step, kind: "FINAL", text: "已处置" });
  await send(u1, "dispatch.complete", step);
}

async function calledOff(recalled: boolean): Promise<void> {
  const step = await ordered("U1");
  if (recalled) await send(dispatcher, "dispatch.recall", { ...step, reason: "误报" });
  else await send(commander, "intake.cancel", { incidentId: step.incidentId, reason: "误报" });
}

const code = (promise: Promise<unknown>): Promise<string> => promise.then(() => "OK", (error: unknown) => (error instanceof RefusedError ? error.refused.code : String(error)));

test("DSP-09, X-12: a week is told a day after its end and not before; what is no Monday is no week", async () => {
  for (const week of [WEEK, "2026-02-24", "2026-02-30", "today"]) assert.equal(await code(dispatcher.speed({ week })), "VALIDATION_FAILED", week);
  city.clock.set(toldFrom(WEEK) - 1);
  assert.equal(await code(dispatcher.speed({ week: WEEK })), "VALIDATION_FAILED");
  city.clock.set(toldFrom(WEEK));
  assert.deepEqual((await dispatcher.speed({ week: BEFORE })).rows, []);
  const { week, from, to, asAt } = await dispatcher.speed({ week: WEEK });
  assert.deepEqual([week, from, to, asAt], [WEEK, startOfDay(WEEK), startOfDay(NEXT), toldFrom(WEEK)]);
});

test("DSP-09, X-09: a week's orders by post: small buckets are hidden and with them what would give them away, below five nothing is shown, called-off ones are counted beside them, the drill is in none", async () => {
  const { rows } = await dispatcher.speed({ week: WEEK });
  assert.deepEqual(rows.map(({ orgPath, n }) => [orgPath, n]), [["CITY.D1.S11.P111", 6], ["CITY.D2.S21.P211", null]]);
  const [row, few] = rows;
  assert.deepEqual([row?.orgId, row?.excluded], ["P111", 5]);
  assert.deepEqual([few?.medianArrivalS, few?.acknowledge[0]?.count], [null, null]);
  assert.deepEqual(row?.acknowledge.map(({ count }) => count), [null, null, null, null, null, null], "four, one and one");
  assert.deepEqual(row?.turnOut.map(({ count }) => count), [null, null, 0, 0, 0, 0], "five and one");
  assert.deepEqual(row?.feedback.map(({ count }) => count), [6, 0, 0, 0, 0, 0]);
  assert.ok(Math.abs(row!.feedback.reduce((sum, { share }) => sum + share!, 0) - 1) < 1e-9);
  assert.deepEqual([row?.medianAcknowledgeS, row?.p90AcknowledgeS, row?.medianArrivalS, row?.medianFeedbackS, row?.reworked], [null, null, null, 600, 0], "a median beside hidden buckets would tell of them");
});

test("DSP-09, X-12: one that is merged into another after its week was told changes nothing there, or two askings would tell of it alone", async () => {
  const before = await dispatcher.speed({ week: WEEK });
  city.clock.advance(1);
  const [duplicate, primary] = (await dispatcher.incidents({ open: true })).incidents.filter(({ orders, drill }) => !drill && orders.some(({ assignments }) => assignments.some(({ unitId, status }) => unitId === "U1" && status === "COMPLETED")));
  await send(commander, "intake.merge", { incidentId: primary!.id, duplicateId: duplicate!.id });
  assert.deepEqual(await dispatcher.speed({ week: WEEK }), before);
});

test("DSP-09: an order counts as done again when its incident was reopened and somebody was sent again; reopened by mistake, or more units before the closure, is none", async () => {
  const close = (incidentId: string): Promise<void> => send(dispatcher, "intake.close", { incidentId, outcomeCode: "HANDLED_ON_SITE", text: "已处置" });
  for (let no = 0; no < 11; no++) {
    const incidentId = await worked(10);
    if (no >= 10) await carriedOut(await sentTo(incidentId), 10);
    await close(incidentId);
    if (no >= 5 && no < 8) await send(dispatcher, "intake.reopen", { incidentId, reason: "误结" });
    if (no >= 5) continue;
    await send(dispatcher, "intake.reopen", { incidentId, reason: "又起冲突" });
    await carriedOut(await sentTo(incidentId), 10);
  }
  city.clock.set(toldFrom(NEXT));
  const [row] = (await dispatcher.speed({ week: NEXT })).rows;
  assert.deepEqual([row?.n, row?.reworked, row?.medianAcknowledgeS], [17, 5, 10]);
});

test("X-05: a district reads of its own posts; who watches no board reads nothing", async () => {
  const period = { week: WEEK };
  const [d1, d2] = await Promise.all([city.signIn("d1"), city.signIn("d2")]);
  assert.equal((await d1.speed(period)).rows.length, 1);
  assert.deepEqual((await d2.speed(period)).rows.map(({ orgId }) => orgId), ["P211"]);
  assert.equal((await d1.speed({ ...period, org: "CITY.D1.S11" })).rows.length, 1);
  assert.equal(await code(d1.speed({ ...period, org: "CITY.D2" })), "NOT_FOUND");
  assert.equal(await code(d1.speed({ ...period, org: "CITY.D1.S99" })), "NOT_FOUND");
  assert.equal(await code(u1.speed(period)), "NOT_FOUND");
});
