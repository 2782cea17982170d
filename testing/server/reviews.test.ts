import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Review } from "@tocsin/contract/command/review.ts";
import { copyCity } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, refusedWith, report, SCHOOL } from "../scene.ts";
import { openScreen } from "../screen.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const copy = copyCity();
let city: TestCity;
before(async () => {
  city = await startCity({ cityDir: copy.dir });
});
after(async () => {
  await city.close();
  copy.remove();
});

/** A break-in at the school, handled by U1 and closed by a desk. */
async function handledAndClosed(desk: Seated): Promise<string> {
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const { id: incidentId } = await report(desk, { place: SCHOOL, occurredAt: city.clock.now() - 120_000 });
  const { orderId } = await order(desk, incidentId, ["U1"]);
  const step = { incidentId, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await u1.command(name, step));
  accepted(await u1.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await u1.command("dispatch.handle", step));
  accepted(await u1.command("dispatch.feedback", { ...step, kind: "FIRST", text: "已控制" }));
  accepted(await desk.command("intake.close", { incidentId, outcomeCode: "HANDLED_ON_SITE", text: "" }));
  return incidentId;
}
const dueAt = async (seat: Seated, incidentId: string): Promise<Review | undefined> => (await seat.board()).reviews?.find((review) => review.incidentId === incidentId);
const goOn = async (ms: number): Promise<void> => {
  city.clock.advance(ms);
  while ((await city.processTimers()) > 0);
};

test("CMD-12, X-05, X-06: a closed P1 falls due at its station by itself, after a restart too; late it goes up; who handled it does not sign; what was found stands on the list of its organisation until that one says done", async (t) => {
  const desk = await city.signIn("dispatcher2");
  const screen = await openScreen(t, await city.signIn("room11"));
  const incidentId = await handledAndClosed(desk);
  const { reviewId } = await desk.incident(incidentId);
  assert.ok(reviewId);
  await screen.until("that a review is due", ({ reviews }) => reviews.get(reviewId)?.status === "DUE");
  assert.equal(await dueAt(await city.signIn("d2"), incidentId), undefined, "no other district's");
  await assert.rejects((await city.signIn("d2")).review(reviewId), /NOT_FOUND/);

  // Who took the call has gone over to supervision since, and so has a seat of the crew.
  copy.change("accounts.yaml", /(id: dispatcher2\n.*\n {2}grants: \[\{ role: )DISPATCHER/, "$1SUPERVISION");
  copy.change("accounts.yaml", "{ role: UNIT, org: P111 }", "{ role: SUPERVISION, org: CITY }");
  await city.restart();
  const [overseer, room, district, ems] = await Promise.all(["overseer", "room11", "d1", "ems"].map((account) => city.signIn(account)));
  const standing = (await dueAt(room!, incidentId))!;
  assert.deepEqual([standing.grounds, standing.orgPath, standing.lateAt], [["P1"], "CITY.D1.S11", null]);
  await goOn(standing.dueAt - city.clock.now());
  assert.deepEqual([(await dueAt(district!, incidentId))?.toPath, (await dueAt(district!, incidentId))?.lateAt], ["CITY.D1", standing.dueAt], "the timer fires on the new server");

  const { afterAction, log } = await overseer!.review(reviewId);
  assert.deepEqual(afterAction?.steps.map(({ step, at, hand }) => [step, at !== null, hand]), [["INTAKE", true, true], ["DISPATCH", true, false], ["SIGN", true, false], ["ARRIVE", true, false], ["HANDLE", true, false], ["FEEDBACK", true, false]]);
  assert.ok(log.every(({ ref }) => ref.startsWith("I")) && !JSON.stringify(log).includes("13812345678"));
  const sign = (seat: Seated, findings: readonly object[] = []) => seat.command("supervision.signReview", { reviewId, text: "到场按时，门牌不清", findings: findings as never });
  refusedWith(await sign(room!), "FORBIDDEN");
  for (const account of ["dispatcher2", "u1"]) assert.equal((await sign(await city.signIn(account)) as { code?: string }).code, "REVIEW_OWN_WORK", account);
  const task = { text: "学府路补装门牌", cites: ["I1"], end: "TASK", reason: "门牌被树挡住", orgId: "S11", dueAt: city.clock.now() + DAY };
  accepted(await sign(overseer!, [{ text: "接警用语不规范", cites: [], end: "REJECTED", reason: "录音不支持" }, task, { ...task, text: "补一次急救对接演练", orgId: "EM" }]));

  const listed = (await dueAt(room!, incidentId))!;
  assert.deepEqual([listed.status, listed.tasks.map(({ orgId, done }) => [orgId, done])], ["SIGNED", [["S11", null], ["EM", null]]]);
  assert.deepEqual([listed.signed?.text, listed.signed?.findings.map(({ text }) => text)], ["—", [task.text, "补一次急救对接演练"]], "every board of the area carries what is to be done, and no more of it");
  const whole = (await room!.review(reviewId)).review.signed;
  assert.deepEqual([whole?.text, whole?.findings.length], ["到场按时，门牌不清", 3]);
  const partner = (await ems!.board()).reviews!.find(({ id }) => id === reviewId)!;
  assert.deepEqual([partner.tasks.map(({ text }) => text), partner.signed?.findings, partner.readers, partner.title, partner.incidentId], [["补一次急救对接演练"], [], [], "—", null], "a partner reads its own task alone, and not of which incident");
  const { log: theirs, afterAction: course } = await ems!.review(reviewId);
  assert.deepEqual([theirs, course], [[], null]);
  refusedWith(await ems!.command("command.finishReviewTask", { reviewId, taskId: "T1", note: "x" }), "REVIEW_TASK_OTHERS");
  await goOn(DAY);
  assert.deepEqual((await dueAt(district!, incidentId))?.tasks[0]?.toPath, "CITY.D1", "a late task goes up too");
  accepted(await room!.command("command.finishReviewTask", { reviewId, taskId: "T1", note: "已装 3 块" }));
  accepted(await ems!.command("command.finishReviewTask", { reviewId, taskId: "T2", note: "已演练" }));
  assert.equal(await dueAt(room!, incidentId), undefined, "nothing is left to do");
  assert.deepEqual((await room!.review(reviewId)).review.tasks.map(({ done }) => done?.note), ["已装 3 块", "已演练"], "and it is still to be read");
});

test("CMD-12, X-02: closed twice in one instant, an incident owes one review", async () => {
  const [one, two] = await Promise.all(["commander", "dispatcher"].map((account) => city.signIn(account)));
  const { id: incidentId } = await report(one!, { place: SCHOOL });
  const answers = await Promise.all([one!, two!, one!].map((seat) => seat.command("intake.close", { incidentId, outcomeCode: "FALSE_ALARM", text: "" })));
  assert.equal(answers.filter(({ ok }) => ok).length, 1);
  assert.equal((await one!.board()).reviews?.filter((review) => review.incidentId === incidentId).length, 1);
});
