import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import type { ReviewEvent } from "@tocsin/contract/events.ts";
import type { Review } from "@tocsin/contract/command/review.ts";
import { DAY, HOUR, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, crewOf, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";
import { indexCity } from "../../organisation/index-city.ts";
import { evolveReview } from "./evolve-review.ts";
import { answeringPath } from "./open-review.ts";

const city: City = { ...tinyCity, accounts: [{ id: "former-crew", name: "原机组", grants: [{ role: "SUPERVISION", org: "CITY" }], unit: "U1" }] };
const watcher = actor({ userId: "watcher", name: "督察", role: "SUPERVISION" });
const station = actor({ userId: "s11", name: "学府所", role: "STATION_CHIEF", orgPath: "CITY.D1.S11" });
const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);
const reviewsOf = (model: CityModel): Review[] => [...model.reviews.values()];

/** A call that was handled from order to feedback. */
function handled(model: CityModel, typeCode: string, over: Partial<CommandPayload["intake.receive"]> = {}): string {
  const incidentId = openIncident(model, typeCode, over);
  const orderId = orderUnits(model, incidentId, ["U1"], { overrideReason: "COMMANDER" });
  const step = { incidentId, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) assert.ok(model.send(name, step, crewOf("U1")).ok);
  assert.ok(model.send("dispatch.arrive", { ...step, mode: "CONFIRMED" }, crewOf("U1")).ok);
  assert.ok(model.send("dispatch.handle", step, crewOf("U1")).ok);
  assert.ok(model.send("dispatch.feedback", { ...step, kind: "FIRST", text: "已控制" }, crewOf("U1")).ok);
  return incidentId;
}
const close = (model: CityModel, incidentId: string): string => codeOf(model.send("intake.close", { incidentId, outcomeCode: "HANDLED", text: "" }));
const finding = (over: Partial<CommandPayload["supervision.signReview"]["findings"][number]> = {}): CommandPayload["supervision.signReview"]["findings"][number] => ({ text: "学府路门牌不清", cites: [], end: "CLOSED", reason: "已当场说明", ...over });

test("CMD-12: a closed P1 owes a review by itself, due in three working days of the station in whose area it lay; a P3 that kept its limits owes none", () => {
  const model = cityModel(city);
  assert.equal(close(model, handled(model, "PO-05")), "accepted");
  assert.deepEqual(reviewsOf(model), []);
  const grave = handled(model, "PO-01");
  assert.equal(close(model, grave), "accepted");
  const [review] = reviewsOf(model);
  // Monday 2 March 2026, closed in the forenoon: the offices close on Thursday at half past five.
  assert.deepEqual([review?.status, review?.grounds, review?.orgPath, review?.drill, review?.dueAt], ["DUE", ["P1"], "CITY.D1.S11", false, Date.UTC(2026, 2, 5, 9, 30)]);
  assert.deepEqual([model.incident(grave).reviewId, review?.incidentId, review?.title], [review?.id, grave, model.incident(grave).no]);
});

test("CMD-12: where the area is a post's, its station answers; beyond all stations the district, or the city", () => {
  const index = indexCity(city);
  assert.deepEqual(["CITY.D1.S11.P111", "CITY.D1.S11.P111.M1", "CITY.D2", "CITY", "CITY.GONE"].map((path) => answeringPath(index, path)), ["CITY.D1.S11", "CITY.D1.S11", "CITY.D2", "CITY", "CITY"]);
});

test("CMD-12: any breach owes one, whatever the priority and also where the incident is cancelled; the city's folder says how soon; a duplicate is looked back on with what it was merged into", () => {
  const model = cityModel({ ...city, deadlines: { ...city.deadlines, review: { due: "1wd", escalate: "2wd" } } });
  const late = openIncident(model, "PO-01");
  model.advance(2 * MINUTE);
  assert.ok(model.incident(late).clocks.some(({ breachedAt }) => breachedAt !== null));
  const main = openIncident(model, "PO-05");
  assert.ok(model.send("intake.merge", { incidentId: main, duplicateId: late }).ok);
  assert.deepEqual(reviewsOf(model), [], "merged is not over");
  assert.ok(model.send("intake.cancel", { incidentId: main, reason: "误报" }).ok);
  const [review] = reviewsOf(model);
  assert.deepEqual([review?.grounds, review?.incidentId, review?.dueAt], [["BREACH"], main, Date.UTC(2026, 2, 3, 9, 30)]);
  const calm = openIncident(model, "PO-05");
  assert.ok(model.send("intake.cancel", { incidentId: calm, reason: "误报" }).ok);
  assert.equal(reviewsOf(model).length, 1);
});

test("CMD-12, X-09: a drill is looked back on as a drill; a reopened incident has one review and it is not signed before the incident has ended again", () => {
  const model = cityModel(city);
  const incidentId = handled(model, "PO-01", { drill: true });
  close(model, incidentId);
  const [review] = reviewsOf(model);
  assert.equal(review?.drill, true);
  const sign = (): string => codeOf(model.send("supervision.signReview", { reviewId: review!.id, text: "复盘", findings: [] }, watcher));
  assert.ok(model.send("intake.reopen", { incidentId, reason: "又报" }).ok);
  assert.equal(sign(), "REVIEW_INCIDENT_OPEN");
  model.advance(5 * DAY);
  assert.deepEqual([reviewsOf(model)[0]?.lateAt, reviewsOf(model)[0]?.level], [null, 0], "nobody is late with what cannot be signed");
  close(model, incidentId);
  // Saturday 7 March: three working days end on Wednesday.
  assert.deepEqual(reviewsOf(model).map(({ dueAt }) => dueAt), [Date.UTC(2026, 2, 11, 9, 30)], "it is due anew from the second end");
  assert.equal(sign(), "accepted");
  assert.equal(reviewsOf(model)[0]?.status, "CLOSED", "nothing was found: nothing is left to do");
  assert.ok(model.send("intake.reopen", { incidentId, reason: "再报" }).ok);
  close(model, incidentId);
  assert.equal(reviewsOf(model).length, 2, "what came after the signature is looked back on anew");
});

test("CMD-12: whoever has a recorded act on it, or was in the crew, does not sign (403); findings are closed, rejected with a reason, or a task with owner and day", () => {
  const model = cityModel(city);
  close(model, handled(model, "PO-01"));
  const [review] = reviewsOf(model);
  const sign = (who = watcher, findings: CommandPayload["supervision.signReview"]["findings"] = [], more: object = {}): string => codeOf(model.send("supervision.signReview", { reviewId: review!.id, text: "复盘", findings, ...more }, who));
  assert.equal(sign(actor({ userId: "dispatcher", role: "SUPERVISION" })), "REVIEW_OWN_WORK", "who took the call");
  assert.equal(sign(actor({ userId: "crew-U1", role: "SUPERVISION" })), "REVIEW_OWN_WORK", "who acknowledged the order");
  assert.equal(sign(actor({ userId: "former-crew", role: "SUPERVISION" })), "REVIEW_OWN_WORK", "whose unit was there");
  assert.equal(sign(watcher, [finding({ end: "TASK", orgId: "S11" })]), "VALIDATION_FAILED", "a task has a day");
  assert.equal(sign(watcher, [finding({ end: "TASK", dueAt: model.now() + DAY })]), "VALIDATION_FAILED", "and an owner");
  assert.equal(sign(watcher, [finding({ end: "TASK", orgId: "S11", dueAt: model.now() })]), "TASK_DUE_PAST");
  assert.equal(sign(watcher, [finding({ dueAt: model.now() + DAY })]), "VALIDATION_FAILED", "what is closed has none");
  assert.equal(sign(watcher, [finding({ cites: ["I999"] })]), "LOG_REF_UNKNOWN");
  assert.equal(sign(watcher, [], { commandPostId: model.newId() }), "VALIDATION_FAILED", "one subject is named");
  assert.equal(sign(watcher, [finding({ orgId: "S11" }), finding({ end: "REJECTED", reason: "记录不支持" }), finding({ end: "TASK", orgId: "S11", dueAt: model.now() + DAY })]), "accepted");
  assert.equal(sign(watcher), "STATE_CONFLICT");
  const [signed] = reviewsOf(model);
  assert.deepEqual([signed?.status, signed?.signed?.byName, signed?.tasks.map(({ id, orgPath }) => [id, orgPath])], ["SIGNED", "督察", [["T1", "CITY.D1.S11"]]]);
});

test("CMD-12: a task stands until its organisation says done; others cannot, and who is above may", () => {
  const model = cityModel(city);
  close(model, handled(model, "PO-01"));
  const [{ id: reviewId }] = reviewsOf(model) as [Review];
  const dueAt = model.now() + DAY;
  assert.ok(model.send("supervision.signReview", { reviewId, text: "复盘", findings: [finding({ end: "TASK", orgId: "S11", dueAt }), finding({ end: "TASK", orgId: "EM", dueAt })] }, watcher).ok);
  const finish = (taskId: string, who: ReturnType<typeof actor>): string => codeOf(model.send("command.finishReviewTask", { reviewId, taskId, note: "已补装" }, who));
  assert.equal(finish("T1", actor({ userId: "x", orgPath: "CITY.D2" })), "REVIEW_TASK_OTHERS");
  assert.equal(finish("T2", actor({ userId: "x" })), "REVIEW_TASK_OTHERS", "another agency's");
  assert.equal(finish("T9", station), "POST_PART_UNKNOWN");
  assert.equal(finish("T1", station), "accepted");
  assert.equal(finish("T1", station), "STATE_CONFLICT");
  assert.equal(model.reviews.get(reviewId)?.status, "SIGNED");
  assert.equal(finish("T2", actor({ userId: "ems", orgPath: "CITY.EM", agency: "EMS" })), "accepted");
  assert.deepEqual([model.reviews.get(reviewId)?.status, model.reviews.get(reviewId)?.tasks[0]?.done?.byName], ["CLOSED", "学府所"]);
  const told = model.log.flatMap((event) => (event.kind === "review" ? [event as ReviewEvent] : []));
  assert.deepEqual(told.reduce<Review | null>(evolveReview, null), model.reviews.get(reviewId), "its events fold to what stands");
});

test("CMD-12, X-06: late, a review and each task are heard of one level higher, then the next, once each; nothing more after the city, and nothing once it is done", () => {
  const model = cityModel(city);
  close(model, handled(model, "PO-01"));
  const review = (): Review => reviewsOf(model)[0]!;
  model.advance(review().dueAt - model.now() - SECOND);
  assert.equal(review().lateAt, null);
  model.advance(SECOND);
  assert.deepEqual([review().level, review().toPath, review().lateAt], [1, "CITY.D1", review().dueAt]);
  // The next working day's end: Friday.
  assert.equal(review().nextAt, Date.UTC(2026, 2, 6, 9, 30));
  model.advance(14 * DAY);
  assert.deepEqual([review().level, review().toPath], [2, "CITY"]);
  assert.ok(model.send("supervision.signReview", { reviewId: review().id, text: "复盘", findings: [finding({ end: "TASK", orgId: "S11", dueAt: model.now() + HOUR }), finding({ end: "TASK", orgId: "CITY", dueAt: model.now() + HOUR })] }, watcher).ok);
  model.advance(HOUR);
  assert.deepEqual(review().tasks.map(({ toPath, level }) => [toPath, level]), [["CITY.D1", 1], ["CITY", 1]]);
  assert.equal(codeOf(model.send("command.finishReviewTask", { reviewId: review().id, taskId: "T1", note: "已办" }, station)), "accepted");
  model.advance(30 * DAY);
  assert.deepEqual(review().tasks.map(({ level }) => level), [1, 1]);
});

test("CMD-12, CMD-05: an incident whose command post still waits for its review has that one; a post's late review is said in the post", () => {
  const model = cityModel(city);
  const chief = actor({ userId: "chief", role: "DUTY_COMMANDER" });
  const incidentId = handled(model, "PO-01");
  const commandPostId = model.newId();
  assert.ok(model.send("command.openPost", { commandPostId, incidentId, name: "指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }], forces: [{ id: "F1", name: "专班", leaderUnitId: "U1", unitIds: ["U1"], objectiveId: null }] }, chief).ok);
  assert.ok(model.send("command.standDown", { commandPostId, reason: "排险" }, chief).ok);
  assert.equal(codeOf(model.send("intake.close", { incidentId, outcomeCode: "HANDLED", text: "" }, chief)), "accepted");
  assert.deepEqual(reviewsOf(model).map(({ commandPostId: of, incidentId: over }) => [of, over]), [[commandPostId, incidentId]]);
  model.advance(7 * DAY);
  assert.deepEqual([model.commandPosts.get(commandPostId)?.status, reviewsOf(model)[0]?.level], ["REVIEW_DUE", 1]);
  assert.equal(codeOf(model.send("supervision.signReview", { commandPostId, text: "复盘", findings: [] }, watcher)), "accepted");
  assert.deepEqual([model.commandPosts.get(commandPostId)?.status, reviewsOf(model)[0]?.status], ["CLOSED", "CLOSED"]);
});
