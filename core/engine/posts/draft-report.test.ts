import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PostLogEntry } from "@tocsin/contract/command/command-post.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, crewOf, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";
import { afterAction } from "./after-action.ts";
import { draftReport } from "./draft-report.ts";

const chief = actor({ userId: "chief", name: "值班长甲", role: "DUTY_COMMANDER" });

/** The log as the server puts it together, from the model's events. */
const logOf = (model: CityModel, ids: readonly string[]): PostLogEntry[] =>
  model.log.filter(({ id }) => ids.includes(id)).map(({ kind, version, type, at, by, data }) => ({ ref: `${kind === "incident" ? "I" : "P"}${version}`, type, at, by, byName: by, data }));

test("CMD-05: the draft says nothing but what its citations say, whichever entries the log has; the review comes of the same events", () => {
  const model = cityModel(tinyCity);
  const [incidentId, commandPostId] = [openIncident(model, "FR-02"), model.newId()];
  const force = { id: "F1", name: "疏散专班", leaderUnitId: "U1", unitIds: ["U1", "U2"], objectiveId: "O1" };
  assert.ok(model.send("command.openPost", { commandPostId, incidentId, name: "燃气泄漏指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }], forces: [force], objectives: [{ id: "O1", text: "疏散 3 栋楼" }] }, chief).ok);
  const orderId = orderUnits(model, incidentId, ["U1", "U2"], { overrideReason: "COMMANDER" }, chief);
  const step = { incidentId, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) model.send(name, step, crewOf("U1"));
  model.send("dispatch.arrive", { ...step, mode: "CONFIRMED" }, crewOf("U1"));
  model.send("dispatch.handle", step, crewOf("U1"));
  model.send("dispatch.feedback", { ...step, kind: "FIRST", text: "气味浓，已设警戒" }, crewOf("U1"));
  model.send("command.setPostTask", { commandPostId, taskId: "T1", text: "通知居民", owner: { force: "F1" }, dueAt: model.now() + MINUTE }, chief);
  model.send("command.logEntry", { commandPostId, text: "阀门已关", source: "燃气公司电话" }, chief);
  model.advance(10 * MINUTE);
  model.send("command.setPostLevel", { commandPostId, level: "I", reason: "浓度上升" }, chief);
  const log = logOf(model, [incidentId, commandPostId]);
  const names = (code: string) => tinyCity.types.find((type) => type.code === code) ?? null;
  const typeNames = (code: string) => { const row = names(code); return row === null ? null : { zh: row.nameZh, en: row.nameEn }; };
  const whole = draftReport(log, typeNames);
  for (const part of ["气味浓，已设警戒", "阀门已关", "通知居民（已逾期）", "I 级", "疏散专班（2）", "值班长甲"]) assert.ok(whole.some(({ zh }) => zh.includes(part)), part);
  const known = typeNames("FR-02")!;
  fc.assert(
    fc.property(fc.subarray(log), (some) => {
      for (const { zh, cites } of draftReport(some, typeNames)) {
        const cited = some.filter(({ ref }) => cites.includes(ref));
        assert.ok(cites.length > 0 && cited.length === new Set(cites).size, "it cites what is there");
        const source = `${JSON.stringify(cited.map(({ data, type }) => [type, data]))}${known.zh}`;
        for (const quoted of zh.match(/(?<=“)[^”]+(?=”)/g) ?? []) assert.ok(source.includes(quoted), quoted);
        for (const name of zh.match(/[A-Z]\d+/g) ?? []) assert.ok(source.includes(name), name);
      }
    }),
    { numRuns: 100 },
  );
  const review = afterAction(log, tinyCity.deadlines);
  assert.deepEqual(review.levels.map(({ level }) => level), ["II", "I"]);
  assert.deepEqual(review.orders.map(({ units, arrivedAt }) => [units.length, arrivedAt !== null]), [[2, true]]);
  assert.deepEqual([review.tasks.late, review.tasks.open, review.commanders.map(({ name }) => name)], [1, 1, ["值班长甲"]]);
  const incident = model.incident(incidentId);
  const ended = incident.clocks.filter(({ doneAt, breachedAt }) => doneAt !== null || breachedAt !== null);
  assert.deepEqual(review.clocks.map(({ step: name, kept }) => [name, kept]).sort(), ended.map(({ step: name, breachedAt }) => [name, breachedAt === null]).sort());
  assert.equal(review.timeline.length, log.length);
});
