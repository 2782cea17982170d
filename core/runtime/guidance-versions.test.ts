import assert from "node:assert/strict";
import { test } from "node:test";
import type { GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import { planHeadOf } from "@tocsin/contract/command/plan-version.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { filedPlans } from "@tocsin/domain/command/plans/register-plans.ts";
import { lintGuidance } from "@tocsin/engine/plans/lint-guidance.ts";
import { replay, stateHash } from "@tocsin/runtime/replay.ts";
import { tinyCity } from "../../testing/fixtures/tiny-city.ts";
import { actor, cityModel, type CityModel, openIncident, orderUnits } from "../../testing/model/city-model.ts";

const author = actor({ userId: "author", role: "PLAN_AUTHOR" });
const approver = actor({ userId: "approver", role: "PLAN_APPROVER" });
const files = { ...tinyCity, plans: [], planModules: [] };

function must<Name extends CommandName>(city: CityModel, name: Name, payload: CommandPayload[Name], who = author): void {
  const result = city.send(name, payload, who);
  assert.ok(result.ok, result.ok ? "" : `${name}: ${result.error.code}`);
}
function opened(): { city: CityModel; first: string } {
  const city = cityModel(files);
  const entries = filedPlans(files).map(({ source }) => ({ planVersionId: city.newId(), source, follows: null }));
  city.registerPlans(entries);
  return { city, first: entries[0]!.planVersionId };
}
function through(city: CityModel, planVersionId: string): void {
  must(city, "plans.submit", { planVersionId });
  must(city, "plans.approve", { planVersionId }, approver);
  must(city, "plans.publish", { planVersionId }, approver);
}
const packFor = (city: CityModel, unitId: string, typeCode = "FR-02") => {
  const incidentId = openIncident(city, typeCode);
  orderUnits(city, incidentId, [unitId]);
  return { incident: city.incident(incidentId), pack: city.incident(incidentId).orders[0]!.guidance };
};
const lines = (zh: string) => [{ zh, en: zh }];

test("SCN-02: guidance is drafted, approved by another person and published; orders of before keep their version, a file that changes is only a draft", () => {
  const { city, first } = opened();
  const before = packFor(city, "U1").incident;
  const content = city.plans.get(first)!.guidance!;
  assert.deepEqual([before.orders[0]!.guidance.version, before.orders[0]!.guidance.unverified], [4, false]);
  const next = city.newId();
  must(city, "plans.draft", { planVersionId: next, follows: first });
  must(city, "plans.editGuidance", { planVersionId: next, content: { ...content, handlingPoints: lines("先断气源") } });
  const other = city.send("plans.editGuidance", { planVersionId: next, content: { ...content, type: "FR-01" } }, author);
  assert.ok(!other.ok && other.error.code === "VALIDATION_FAILED");
  must(city, "plans.submit", { planVersionId: next });
  const own = city.send("plans.approve", { planVersionId: next }, author);
  assert.ok(!own.ok && own.error.code === "PLAN_OWN_WORK");
  assert.equal(packFor(city, "U2").pack.version, 4, "what is not published goes with no order");
  must(city, "plans.approve", { planVersionId: next }, approver);
  must(city, "plans.publish", { planVersionId: next }, approver);
  const { pack } = packFor(city, "U3");
  assert.deepEqual([pack.version, pack.handlingPoints], [5, lines("先断气源")]);
  assert.equal(city.incident(before.id).orders[0]!.guidance.version, 4);
  city.registerPlans([{ planVersionId: city.newId(), source: filedPlans(files)[0]!.source, follows: next }]);
  assert.equal([...city.plans.values()].filter(({ status }) => status === "PUBLISHED").length, 1);
  assert.equal("guidance" in planHeadOf(city.plans.get(next)!), false);
  assert.deepEqual(replay(city.log).stateHash, stateHash(city));
});

test("SCN-02: past its review date a pack goes out marked unverified, not hidden", () => {
  const { city } = opened();
  city.advance(Date.UTC(2027, 2, 1, 15, 59) - city.now());
  const due = packFor(city, "U1").pack;
  assert.deepEqual([due.unverified, due.reviewBy], [false, "2027-03-01"]);
  city.advance(60_000);
  const { pack } = packFor(city, "U2");
  assert.deepEqual([pack.unverified, pack.handlingPoints.length], [true, 1]);
});

test("SCN-02: an order whose type has no pack takes the general points, and whoever writes guidance is told once, by a draft; a drill tells nobody", () => {
  const { city, first } = opened();
  must(city, "plans.retire", { planVersionId: first, reason: "内容作废" }, approver);
  const drafts = () => [...city.plans.values()].filter(({ wanted }) => wanted !== undefined);
  const drill = openIncident(city, "FR-02", { drill: true });
  orderUnits(city, drill, ["U1"]);
  assert.equal(drafts().length, 0);
  const { incident, pack } = packFor(city, "U2");
  assert.deepEqual([pack.isDefault, pack.version, pack.handlingPoints.length > 0], [true, 0, true]);
  packFor(city, "U3");
  const [draft] = drafts();
  assert.deepEqual([drafts().length, draft!.what, draft!.code, draft!.status, planHeadOf(draft!).wanted?.incidentNo, draft!.authors], [1, "GUIDANCE", "FR-02", "DRAFT", incident.no, []]);
  must(city, "plans.editGuidance", { planVersionId: draft!.id, content: { ...draft!.guidance!, handlingPoints: lines("先断气源") } });
  through(city, draft!.id);
  assert.equal(packFor(city, "U4").pack.isDefault, false);
});

test("SCN-02, X-10: guidance names its gaps: no point, more than two screens, a review date that is none, passed or years away, and labels of people", () => {
  const found = (more: Partial<GuidanceContent>) => {
    const { version: _, ...content } = tinyCity.guidance[0]!;
    return lintGuidance({ ...content, ...more }, { types: new Set(["FR-02"]), today: "2026-03-02" }).map(({ code, path }) => `${code} ${path}`);
  };
  assert.deepEqual(found({}), []);
  assert.deepEqual(found({ type: "ZZ-99", handlingPoints: [], reviewBy: "2026-03-02" }), ["UNKNOWN_TYPE type", "NO_HANDLING_POINT handlingPoints", "REVIEW_PAST reviewBy"]);
  assert.deepEqual(found({ kit: Array.from({ length: 12 }, () => lines("绳")[0]!), legal: Array.from({ length: 12 }, () => lines("告知")[0]!) }), ["TOO_LONG "]);
  assert.deepEqual([...found({ reviewBy: "2027-02-30" }), ...found({ reviewBy: "2028-03-03" })], ["DATE_INVALID reviewBy", "REVIEW_FAR reviewBy"]);
  assert.deepEqual([...found({ riskHints: lines("住户有前科") }), ...found({ kit: [{ zh: "名单", en: "the watch list" }] })], ["PROHIBITED_FIELD riskHints.0", "PROHIBITED_FIELD kit.0"]);
});
