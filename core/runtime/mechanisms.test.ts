import assert from "node:assert/strict";
import { test } from "node:test";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import { filedPlans } from "@tocsin/domain/command/plans/register-plans.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN } from "@tocsin/engine/plans/sample-plan.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import { countedOn, boundStreams } from "@tocsin/runtime/prefetch.ts";
import { replay, stateHash } from "@tocsin/runtime/replay.ts";
import { tinyCity } from "../../testing/fixtures/tiny-city.ts";
import { actor, cityModel, type CityModel } from "../../testing/model/city-model.ts";

const author = actor({ userId: "author", role: "PLAN_AUTHOR" });
const approver = actor({ userId: "approver", role: "PLAN_APPROVER" });
const codeOf = (result: Result<unknown, Refusal>): string => (result.ok ? "accepted" : result.error.code);
const said = { nameZh: "便民服务", nameEn: "Services", purposeZh: "服务群众", purposeEn: "For people" };
const tiers = ({ mechanisms }: CityModel): string => ["LEAD", "MAIN", "SUPPORT"].map((tier) => [...mechanisms.values()].filter((row) => row.tier === tier && row.status === "STANDING").length).join("+");

function opened(): { readonly city: CityModel; readonly first: string } {
  const files = { ...tinyCity, plans: [SAMPLE_PLAN], planModules: [SAMPLE_MODULE] };
  const city = cityModel(files, { onDuty: false });
  const entries = filedPlans(files).map(({ source }) => ({ planVersionId: city.newId(), source, follows: null }));
  city.registerPlans(entries);
  return { city, first: entries[1]!.planVersionId };
}

test("ORG-05: one LEAD and five MAIN, whatever is asked; SUPPORT ones are added and retired, a retired one stays with its history and its code", () => {
  const { city } = opened();
  assert.equal(tiers(city), "1+5+1");
  for (const tier of ["LEAD", "MAIN"] as const) assert.equal(codeOf(city.send("mechanisms.add", { mechanismId: "SIXTH", tier, ...said })), "MECHANISM_FIXED");
  for (const { id, tier } of [...city.mechanisms.values()].filter((row) => row.tier !== "SUPPORT")) assert.equal(codeOf(city.send("mechanisms.retire", { mechanismId: id, reason: "不要了" })), "MECHANISM_FIXED", `${tier} ${id}`);
  const district = actor({ orgPath: "CITY.D1" });
  assert.deepEqual([codeOf(city.send("mechanisms.add", { mechanismId: "SERVICES", tier: "SUPPORT", ...said }, district)), codeOf(city.send("mechanisms.retire", { mechanismId: "DATA", reason: "并入" }, district))], ["FORBIDDEN", "FORBIDDEN"], "the registry is the city's");
  assert.equal(codeOf(city.send("mechanisms.add", { mechanismId: "SERVICES", tier: "SUPPORT", ...said })), "accepted");
  assert.equal(codeOf(city.send("mechanisms.add", { mechanismId: "SERVICES", tier: "SUPPORT", ...said })), "MECHANISM_TAKEN");
  assert.equal(tiers(city), "1+5+2");
  assert.equal(codeOf(city.send("mechanisms.retire", { mechanismId: "SERVICES", reason: "并入数据赋能" })), "accepted");
  const { status, nameZh, retireReason, enteredAt, version } = city.mechanisms.get("SERVICES")!;
  assert.deepEqual([status, nameZh, retireReason, enteredAt > 0, version], ["RETIRED", said.nameZh, "并入数据赋能", true, 2]);
  assert.deepEqual(["SERVICES", "NOWHERE"].map((mechanismId) => codeOf(city.send("mechanisms.retire", { mechanismId, reason: "再停" }))), ["STATE_CONFLICT", "NOT_FOUND"]);
  assert.equal(codeOf(city.send("mechanisms.add", { mechanismId: "SERVICES", tier: "SUPPORT", ...said })), "MECHANISM_TAKEN", "what was tagged with it keeps its meaning");
  assert.deepEqual(replay(city.log).stateHash, stateHash(city));
});

test("ORG-05: a workflow without a mechanism that stands is neither submitted nor published; what was published keeps its tag when that is retired", () => {
  const { city, first } = opened();
  const draft = (mechanism?: string): string => {
    const [planVersionId, { mechanism: _own, ...content }] = [city.newId(), SAMPLE_PLAN];
    assert.equal(codeOf(city.send("plans.draft", { planVersionId, follows: first }, author)), "accepted");
    assert.equal(codeOf(city.send("plans.edit", { planVersionId, content: mechanism === undefined ? content : { ...content, mechanism } }, author)), "accepted");
    return planVersionId;
  };
  const [bare, unknown, tagged] = [draft(), draft("NOWHERE"), draft("DATA")];
  for (const [planVersionId, named] of [[bare, "—"], [unknown, "NOWHERE"]] as const) {
    const result = city.send("plans.submit", { planVersionId }, author);
    assert.ok(!result.ok);
    assert.deepEqual([result.error.code, result.error.params["mechanism"], result.error.params["fields"]], ["MECHANISM_REQUIRED", named, ["/content/mechanism"]]);
  }
  assert.equal(codeOf(city.send("plans.submit", { planVersionId: tagged }, author)), "accepted");
  assert.equal(codeOf(city.send("plans.approve", { planVersionId: tagged }, approver)), "accepted");
  assert.deepEqual(countedOn({ name: "plans.publish", payload: { planVersionId: tagged } }, { ...city, plans: new Map([[tagged, city.plans.get(tagged)!]]) }, { city: tinyCity } as never), [{ kind: "mechanism", id: "DATA" }], "nobody retires it in the same instant");
  assert.deepEqual(boundStreams({ ...city, mechanisms: new Map(), plans: new Map([[tagged, city.plans.get(tagged)!]]) }).filter(({ kind }) => kind === "mechanism"), [{ kind: "mechanism", id: "DATA" }]);
  const later = city.newId();
  assert.equal(codeOf(city.send("mechanisms.retire", { mechanismId: "DATA", reason: "并入" })), "accepted");
  assert.equal(codeOf(city.send("plans.publish", { planVersionId: tagged }, approver)), "MECHANISM_REQUIRED");
  assert.equal(codeOf(city.send("mechanisms.add", { mechanismId: "DATA2", tier: "SUPPORT", ...said })), "accepted");
  assert.equal(codeOf(city.send("plans.draft", { planVersionId: later, follows: first }, author)), "accepted");
  assert.equal(codeOf(city.send("plans.edit", { planVersionId: later, content: { ...SAMPLE_PLAN, mechanism: "DATA2" } }, author)), "accepted");
  for (const [name, who] of [["plans.submit", author], ["plans.approve", approver], ["plans.publish", approver]] as const) assert.equal(codeOf(city.send(name, { planVersionId: later }, who)), "accepted");
  assert.equal(codeOf(city.send("mechanisms.retire", { mechanismId: "DATA2", reason: "并入" })), "accepted");
  assert.deepEqual([city.plans.get(later)?.status, city.plans.get(later)?.mechanism], ["PUBLISHED", "DATA2"]);
  assert.deepEqual(replay(city.log).stateHash, stateHash(city));
});

test("ORG-05: the city's file words what stands anew and brings further SUPPORT ones; it adds no MAIN and takes none away", () => {
  const { mechanisms } = tinyCity.mechanisms;
  const with_ = (rows: typeof mechanisms) => {
    const city = cityModel({ ...tinyCity, mechanisms: { ...tinyCity.mechanisms, mechanisms: rows } }, { onDuty: false });
    const codes: string[] = [];
    for (const row of mechanisms) codes.push(row.code);
    return { city, register: () => city.system({ name: "system.registerMechanisms", payload: { codes } }) };
  };
  const { city, register } = with_(mechanisms);
  assert.equal(codeOf(register()), "accepted");
  assert.equal(city.log.length - (register(), city.log.length), 0, "once");
  // The same registry under another file.
  const under = (rows: typeof mechanisms): CityModel & { readonly answer: string } => {
    const other = with_(rows);
    for (const row of city.mechanisms.values()) (other.city.mechanisms as Map<string, typeof row>).set(row.id, row);
    return { ...other.city, answer: codeOf(other.register()) };
  };
  assert.equal(under([...mechanisms, { code: "SIXTH", tier: "MAIN", ...said }]).answer, "MECHANISM_FIXED");
  assert.equal(under(mechanisms.filter(({ code }) => code !== "LINKAGE")).answer, "MECHANISM_FIXED");
  assert.equal(under(mechanisms.map((row) => (row.code === "DATA" ? { ...row, tier: "LEAD" as const } : row))).answer, "MECHANISM_FIXED");
  assert.equal(under([...mechanisms, { code: "SERVICES", tier: "SUPPORT", ...said }]).answer, "accepted");
});
