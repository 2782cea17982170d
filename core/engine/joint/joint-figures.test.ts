import assert from "node:assert/strict";
import { test } from "node:test";
import { indexCity } from "@tocsin/domain/organisation/index-city.ts";
import { rosterHoles } from "@tocsin/domain/organisation/roster.ts";
import { DAY, HOUR, MINUTE } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, cityModel, TEN_O_CLOCK } from "@tocsin/testing/model/city-model.ts";
import { jointLines } from "./joint-figures.ts";

test("JNT-02, X-09: requests, answers, time to answer and appraisal by line; exercises count for nothing", () => {
  const model = cityModel(tinyCity, { onDuty: false });
  const west = actor({ userId: "west", orgPath: "CITY.D1" });
  const east = actor({ userId: "east", orgPath: "CITY.D2" });
  const ask = (drill: boolean): string => {
    const cooperationId = model.newId();
    assert.ok(model.send("joint.initiate", { cooperationId, subject: { kind: "OPERATION", class: "RESCUE", mode: "REQUEST", capabilities: [] }, goal: "搜救", legalBasis: "预案", urgency: "P1", partnerIds: ["D2"], drill }, west).ok);
    return cooperationId;
  };
  const [first] = [ask(false), ask(false), ask(true)];
  model.advance(3 * MINUTE);
  assert.ok(model.send("joint.answer", { cooperationId: first!, partnerId: "D2", answer: "PARTIAL", resources: ["一车"] }, east).ok);
  model.advance(HOUR);
  const lines = jointLines([...model.cooperations.values()]);
  assert.deepEqual(lines.map(({ orgId, asked, received, accepted, partial, silent, medianAnswerS }) => ({ orgId, asked, received, accepted, partial, silent, medianAnswerS })), [
    { orgId: "D1", asked: 2, received: 0, accepted: 0, partial: 0, silent: 0, medianAnswerS: null },
    { orgId: "D2", asked: 0, received: 2, accepted: 0, partial: 1, silent: 1, medianAnswerS: 180 },
  ]);
});

test("JNT-02: every hour of the next seven days without anybody rostered at the joint desk is named", () => {
  const index = indexCity(tinyCity);
  const at = (id: string) => rosterHoles(index, index.org.get(id)!, TEN_O_CLOCK, 7);
  assert.deepEqual(at("P111"), [], "who goes by the row of all posts is there round the clock");
  const holes = at("P112");
  assert.deepEqual(holes.map(({ from, until }) => (until - from) / HOUR), [12, 12, 12, 12, 60], "nights, and the weekend with the night before it");
  assert.equal(holes[0]!.from, TEN_O_CLOCK + 10 * HOUR);
  assert.ok(holes.at(-1)!.until <= TEN_O_CLOCK + 7 * DAY);
});
