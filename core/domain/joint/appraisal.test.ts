import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { CooperationEvent } from "@tocsin/contract/events.ts";
import { type Cooperation, partners, standsOnBoard, unappraised } from "@tocsin/contract/joint/cooperation.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel } from "@tocsin/testing/model/city-model.ts";
import { evolveCooperation } from "./evolve-cooperation.ts";

const west = actor({ userId: "west", role: "DISPATCHER", orgPath: "CITY.D1" });
const chief = actor({ userId: "chief", role: "DUTY_COMMANDER", orgPath: "CITY.D1" });
const east = actor({ userId: "east", role: "DISPATCHER", orgPath: "CITY.D2" });
const over = actor({ userId: "over", role: "DUTY_COMMANDER", orgPath: "CITY" });
const mayor = actor({ userId: "mayor", role: "DUTY_COMMANDER", orgPath: "CITY" });
const ems = actor({ userId: "ems", role: "PARTNER_DESK", orgPath: "CITY.EM", agency: "EMS" });
const station = actor({ userId: "s21", role: "STATION_ROOM", orgPath: "CITY.D2.S21" });

/** One that was carried out and reported on: asked by `who` of these, who all said yes. */
function reported(model: CityModel, partnerIds: readonly string[], who = west, approver = chief) {
  const cooperationId = model.newId();
  const send = <Name extends "joint.initiate" | "joint.approve" | "joint.answer" | "joint.start" | "joint.report" | "joint.appraise">(name: Name, more: object, by = who): string => {
    const answer = model.send(name, { cooperationId, ...more } as CommandPayload[Name], by);
    return answer.ok ? "accepted" : answer.error.code;
  };
  const seats = { D2: east, EM: ems, S21: station } as Record<string, typeof west>;
  assert.equal(send("joint.initiate", { subject: { kind: "OPERATION", class: "RESCUE", mode: "REQUEST", capabilities: [] }, goal: "湖区打捞搜救", legalBasis: "《突发事件应对法》", urgency: "P1", partnerIds }), "accepted");
  assert.equal(send("joint.approve", {}, approver), "accepted");
  for (const partnerId of partnerIds) assert.equal(send("joint.answer", { partnerId, answer: "ACCEPTED", resources: ["艇"] }, seats[partnerId]), "accepted");
  assert.equal(send("joint.start", {}), "accepted");
  assert.equal(send("joint.report", { result: "已救起", sideEffects: "" }), "accepted");
  return { cooperationId, send, now: (): Cooperation => model.cooperations.get(cooperationId)! };
}
const word = { score: 4, text: "" };
const late = ({ lateAppraisals = [] }: Cooperation): unknown[] => lateAppraisals.map(({ orgId, escalatedTo, dueAt }) => [orgId, escalatedTo, dueAt !== null]);

test("JNT-01: who does not appraise in three working days is named, and the level above may say it in its place, marked as such; nobody else may", () => {
  const model = cityModel(tinyCity);
  const { send, now } = reported(model, ["D2", "EM"]);
  send("joint.appraise", word, west);
  assert.equal(send("joint.appraise", { ...word, partnerId: "EM" }, over), "JOINT_NOT_ASKED", "its own time is not over");
  model.advance(now().appraiseBy! - model.now() - 1);
  assert.deepEqual([now().overdueAt, late(now())], [null, []]);
  model.advance(1);
  assert.deepEqual([now().overdueAt, late(now())], [now().appraiseBy, [["D2", "CITY", true], ["EM", "CITY", true]]]);
  assert.equal(send("joint.appraise", { ...word, partnerId: "EM" }, west), "JOINT_NOT_ASKED", "one side does not speak for the other");
  assert.equal(send("joint.appraise", word, east), "accepted", "late, and still its own word");
  assert.equal(send("joint.appraise", { ...word, partnerId: "D2" }, over), "STATE_CONFLICT");
  assert.equal(send("joint.appraise", { ...word, partnerId: "EM" }, over), "accepted");
  assert.deepEqual([now().status, now().ended?.how, now().appraisals.map(({ orgId, inPlaceBy }) => [orgId, inPlaceBy])], ["CLOSED", "CLOSED", [["D1", undefined], ["D2", undefined], ["EM", "CITY"]]]);
});

test("JNT-01: silence goes up level by level, and then it is closed as not appraised, which says whose word is missing", () => {
  const model = cityModel(tinyCity);
  const { send, now } = reported(model, ["S21"]);
  send("joint.appraise", word, west);
  for (const level of ["CITY.D2", "CITY"]) {
    model.advance(now().lateAppraisals?.[0]?.dueAt == null ? now().appraiseBy! - model.now() : now().lateAppraisals![0]!.dueAt! - model.now());
    assert.deepEqual([now().status, late(now())], ["REPORTED", [["S21", level, true]]]);
  }
  model.advance(now().lateAppraisals![0]!.dueAt! - model.now());
  assert.deepEqual([now().status, now().ended?.how, now().ended?.reason, unappraised(now())], ["CLOSED", "UNAPPRAISED", tinyCity.orgs.find(({ id }) => id === "S21")?.nameZh, ["S21"]]);
  assert.equal(send("joint.appraise", word, station), "STATE_CONFLICT");
  assert.equal(standsOnBoard(now()), true, "both sides read so, also whoever was not there when it ended");
  model.advance(7 * DAY);
  assert.deepEqual([standsOnBoard(now()), now().filedAt], [false, now().ended!.at + 7 * DAY]);
});

test("JNT-01: where the only level above is the other side, nobody speaks for both: the silent side has the same time once more, and then it is closed", () => {
  const model = cityModel(tinyCity);
  const { send, now } = reported(model, ["D2"], over, mayor);
  send("joint.appraise", word, over);
  model.advance(now().appraiseBy! - model.now());
  assert.deepEqual([late(now()), send("joint.appraise", { ...word, partnerId: "D2" }, mayor)], [[["D2", null, true]], "JOINT_NOT_ASKED"]);
  model.advance(now().lateAppraisals![0]!.dueAt! - model.now());
  assert.deepEqual([now().ended?.how, late(now())], ["UNAPPRAISED", [["D2", null, false]]]);
});

test("JNT-01: whoever speaks when, it ends by itself, with the word of every side or with those named who gave none; nobody speaks twice, or for another side with a part in it", () => {
  const who = fc.constantFrom(west, east, ems, station, over, mayor);
  const step = fc.oneof(fc.record({ who, side: fc.constantFrom(undefined, "D1", "D2", "EM", "S21") }), fc.record({ days: fc.integer({ min: 1, max: 9 }) }));
  fc.assert(fc.property(fc.array(step, { maxLength: 12 }), fc.constantFrom(["D2", "EM"], ["S21"], ["S21", "D2"]), (steps, partnerIds) => {
    const model = cityModel(tinyCity, { onDuty: false });
    const { cooperationId, send, now } = reported(model, partnerIds);
    for (const each of steps) {
      if ("days" in each) model.advance(each.days * DAY + HOUR);
      else send("joint.appraise", { ...word, ...(each.side === undefined ? {} : { partnerId: each.side }) }, each.who);
    }
    model.advance(60 * DAY);
    const { ended, appraisals } = now();
    assert.equal(ended?.how, unappraised(now()).length === 0 ? "CLOSED" : "UNAPPRAISED");
    assert.equal(new Set(appraisals.map(({ orgId }) => orgId)).size, appraisals.length);
    for (const { inPlaceBy } of appraisals) assert.ok(inPlaceBy === undefined || !partners(now()).includes(inPlaceBy));
    const told = model.log.flatMap((event) => (event.kind === "cooperation" && event.id === cooperationId ? [event as CooperationEvent] : []));
    assert.deepEqual(told.reduce<Cooperation | null>(evolveCooperation, null), now());
  }), { numRuns: 60 });
});
