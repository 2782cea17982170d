import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { UpwardKind } from "@tocsin/contract/linkage/severity.ts";
import { HOUR, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, openIncident } from "@tocsin/testing/model/city-model.ts";

const chief = actor({ userId: "chief", name: "值班长甲", role: "DUTY_COMMANDER" });
const second = actor({ userId: "second", name: "值班长乙", role: "DUTY_COMMANDER" });

function emergency(severity: PlanLevel = "II", over: Parameters<typeof openIncident>[2] = {}) {
  const model = cityModel(tinyCity);
  const incidentId = openIncident(model, "FR-02", over);
  const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);
  const set = (level: PlanLevel, more: { reason?: string; at?: number } = {}, who = chief): string => codeOf(model.send("linkage.setSeverity", { incidentId, severity: level, ...more }, who));
  const report = (kind: UpwardKind, more: { at?: number; cites?: string[] } = {}, who = chief): string =>
    codeOf(model.send("linkage.reportUp", { incidentId, kind, lines: [{ text: "伤者 3 人，火势已控制", cites: more.cites ?? ["I1"] }], ...(more.at === undefined ? {} : { at: more.at }) }, who));
  const close = (): unknown => { const result = model.send("intake.close", { incidentId, outcomeCode: "INVALID", text: "" }, chief); return result.ok ? "accepted" : (result.error.params["gaps"] ?? result.error.code); };
  const clocks = () => model.incident(incidentId).clocks.filter(({ step }) => step.startsWith("REPORT_"));
  assert.equal(set(severity), "accepted");
  return { model, incidentId, codeOf, set, report, close, clocks, state: () => model.incident(incidentId).emergency! };
}

test("LNK-06: severity II starts the clocks of the telephone (30 min) and of the written report (1 h), then of what follows; the final one ends them and opens the way to the close", () => {
  const { model, clocks, report, state, close, incidentId } = emergency();
  assert.deepEqual(clocks().map(({ step, limitS }) => [step, limitS]), [["REPORT_PHONE", 1800], ["REPORT_WRITTEN", 3600]]);
  assert.ok(model.incident(incidentId).scope.includes("CITY.EM"), "the desk of who leads reads along");
  assert.deepEqual(["CONTINUING", "FINAL"].map((kind) => report(kind as UpwardKind)), ["REPORT_ORDER", "REPORT_ORDER"]);
  model.advance(30 * MINUTE);
  assert.equal(report("PHONE"), "accepted");
  assert.equal(report("PHONE"), "REPORT_ORDER");
  model.advance(30 * MINUTE);
  assert.deepEqual(close(), ["FINAL_REPORT"]);
  assert.equal(report("WRITTEN"), "accepted");
  assert.deepEqual(state().reports.map(({ kind, lateS }) => [kind, lateS]), [["PHONE", 0], ["WRITTEN", 0]], "at the limit to the second is in time");
  for (const _ of [1, 2]) {
    model.advance(4 * HOUR);
    assert.equal(report("CONTINUING"), "accepted");
  }
  assert.equal(clocks().filter(({ step, breachedAt }) => step === "REPORT_CONTINUING" && breachedAt === null).length, 3);
  model.advance(MINUTE);
  assert.equal(report("FINAL"), "accepted");
  assert.deepEqual([report("CONTINUING"), state().reportCount, close()], ["REPORT_ORDER", 5, "accepted"]);
});

test("LNK-06: late is shown as late and never dated back; a citation must stand in the log", () => {
  const { model, incidentId, report, set, clocks, state } = emergency();
  const began = model.now();
  model.advance(30 * MINUTE + 90 * SECOND);
  assert.deepEqual(clocks().map(({ breachedAt }) => breachedAt), [began + 1801 * SECOND, null], "the platform says so by itself, one second after the limit");
  assert.equal(report("PHONE", { at: began + 29 * MINUTE }), "BACKDATE");
  assert.equal(set("I", { at: began }), "BACKDATE");
  assert.equal(report("PHONE", { at: model.now() + 2 * MINUTE }), "TIME_IN_FUTURE");
  assert.equal(report("PHONE", { cites: ["I99"] }), "LOG_REF_UNKNOWN");
  assert.equal(report("PHONE", { at: model.now() - 30 * SECOND }), "accepted");
  assert.deepEqual([state().reports[0]?.lateS, state().reports[0]?.at], [90, model.now()]);
  assert.ok(clocks()[0]!.breachedAt !== null && clocks()[0]!.doneAt === model.now(), "done, and late for ever");
  model.send("intake.setPriority", { incidentId, priority: "P3", reason: "改级" }, chief);
  assert.equal(clocks().filter(({ voidedAt }) => voidedAt !== null).length, 0, "another priority leaves its clocks alone");
});

test("LNK-06: a severity is lowered by the commander with a reason, and what is owed stays owed; raised, it is reported anew and never later", () => {
  const { model, incidentId, set, report, clocks, state, close, codeOf } = emergency("IV");
  assert.equal(set("III"), "accepted");
  assert.deepEqual(clocks().map(({ limitS, voidedAt }) => [limitS, voidedAt !== null]), [[7200, true], [14_400, true], [3600, false], [7200, false]]);
  assert.deepEqual([set("IV", { reason: "误判" }), set("III", {})], ["COMMANDER_NEEDED", "accepted"]);
  assert.ok(model.send("command.take", { incidentId }, chief).ok);
  assert.deepEqual([set("IV", { reason: "误判" }, second), set("I", {}, second), report("PHONE", {}, second), set("IV"), set("IV", { reason: "火已扑灭" })], ["NOT_IN_COMMAND", "NOT_IN_COMMAND", "NOT_IN_COMMAND", "REASON_REQUIRED", "accepted"]);
  assert.deepEqual(clocks().filter(({ voidedAt }) => voidedAt === null).map(({ limitS }) => limitS), [3600, 7200]);
  for (const kind of ["PHONE", "WRITTEN", "FINAL"] as const) assert.equal(report(kind), "accepted");
  assert.equal(set("II"), "accepted");
  assert.deepEqual([state().finalAt, close()], [null, ["FINAL_REPORT"]]);
  assert.deepEqual([codeOf(model.send("intake.cancel", { incidentId, reason: "x" }, chief)), report("FINAL")], ["FINAL_REPORT_OWED", "REPORT_ORDER"]);
  const other = openIncident(model, "FR-02");
  assert.equal(codeOf(model.send("intake.merge", { incidentId: other, duplicateId: incidentId }, chief)), "FINAL_REPORT_OWED");
  for (const kind of ["PHONE", "WRITTEN", "FINAL"] as const) assert.equal(report(kind), "accepted");
  assert.equal(close(), "accepted");
  assert.equal(codeOf(model.send("intake.reopen", { incidentId, reason: "复燃" }, chief)), "accepted");
  assert.deepEqual(clocks().filter(({ doneAt, voidedAt }) => doneAt === null && voidedAt === null).map(({ step }) => step), ["REPORT_CONTINUING"]);
  assert.deepEqual(close(), ["FINAL_REPORT"]);
});

test("LNK-06, X-09: nobody outside reads along at a drill, and what has no severity is not reported", () => {
  const { model, incidentId, codeOf } = emergency("I", { drill: true });
  assert.ok(!model.incident(incidentId).scope.includes("CITY.EM"));
  const other = openIncident(model);
  assert.equal(codeOf(model.send("linkage.reportUp", { incidentId: other, kind: "PHONE", lines: [{ text: "x", cites: [] }] }, chief)), "NO_SEVERITY");
});

test("LNK-06: whatever is set and reported, whenever: a limit never moves later while it is owed, and no report that was late looks in time", () => {
  const step = fc.oneof(
    fc.record({ set: fc.constantFrom<PlanLevel>("I", "II", "III", "IV") }), fc.record({ report: fc.constantFrom<UpwardKind>("PHONE", "WRITTEN", "CONTINUING", "FINAL") }), fc.record({ wait: fc.integer({ min: 1, max: 20_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { model, set, report, clocks, state, incidentId } = emergency("III");
      model.send("command.take", { incidentId }, chief);
      const dueOf = (name: string): number => { const clock = clocks().find((one) => one.step === name && one.doneAt === null && one.voidedAt === null); return clock === undefined ? Infinity : clock.startedAt + clock.limitS * SECOND; };
      for (const one of steps) {
        const before = [dueOf("REPORT_PHONE"), dueOf("REPORT_WRITTEN")];
        const due = { PHONE: before[0]!, WRITTEN: before[1]!, CONTINUING: dueOf("REPORT_CONTINUING"), FINAL: dueOf("REPORT_CONTINUING") };
        if ("wait" in one) model.advance(one.wait * SECOND);
        else if ("set" in one) {
          assert.equal(set(one.set, { reason: "研判" }), "accepted");
          for (const [index, name] of ["REPORT_PHONE", "REPORT_WRITTEN"].entries()) if (before[index] !== Infinity) assert.ok(dueOf(name) <= before[index]!);
        } else if (report(one.report) === "accepted") {
          assert.equal(state().reports.at(-1)!.lateS, Math.max(0, Math.floor((model.now() - due[one.report]) / SECOND)) || 0);
        }
      }
    }),
    { numRuns: 60 },
  );
});
