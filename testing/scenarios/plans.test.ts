import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN } from "@tocsin/engine/plans/sample-plan.ts";
import { dayText } from "@tocsin/kernel/instant.ts";
import { startCity, type TestCity } from "../harness.ts";
import { accepted, report, SCHOOL } from "../scene.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

/** The sample plan by itself: it calls no module and counts on no unit. */
function withoutModules(more: Partial<PlanContent>): PlanContent {
  const { calls: _calls, resources: _resources, ...sample } = SAMPLE_PLAN;
  return { ...sample, tasks: sample.tasks.map((task) => ({ ...task, after: [] })), ...more };
}

test("CMD-06, X-04, X-05: what is being written is checked as it would be on saving and on submission; nothing of it is kept, and only who writes plans may ask", async () => {
  const [author, room] = await Promise.all([city.signIn("planner"), city.signIn("room11")]);
  const before = (await author.plans()).plans.length;
  const content = withoutModules({ contacts: [{ ...SAMPLE_PLAN.contacts[0]!, verifiedAt: dayText(city.clock.now()) }] });
  const half = { ...content, roles: [...content.roles, { id: "", nameZh: "", nameEn: "", holder: { seat: "", level: "CITY" } }], tasks: content.tasks.map((task, index) => (index === 1 ? { ...task, dutyZh: "", role: "NOBODY", dueS: 0 } : task)) };
  const { fields, findings } = await author.checkPlan({ plan: half });
  assert.deepEqual(fields.map(({ path }) => path).filter((path) => path.startsWith("tasks")), ["tasks.1.dutyZh", "tasks.1.dueS"]);
  assert.ok(["roles.2.id", "roles.2.nameZh", "roles.2.holder.seat"].every((path) => fields.some((field) => field.path === path)), JSON.stringify(fields));
  assert.ok(findings.some(({ code, path }) => code === "TASK_WITHOUT_ROLE" && path === "tasks.1.role") && !findings.some(({ path }) => path === "tasks.1.dutyZh"));
  assert.deepEqual(await author.checkPlan({ plan: content }), { fields: [], findings: [] });
  assert.deepEqual((await author.checkPlan({ module: { ...SAMPLE_MODULE, tasks: [] } })).findings.map(({ code }) => code), ["LEVEL_WITHOUT_TASK"]);
  for (const draft of [{ plan: { ...content, tasks: "soon" } }, { plan: content, module: SAMPLE_MODULE }, { plan: { ...content, nameZh: "x".repeat(61) } }]) await assert.rejects(author.checkPlan(draft), /VALIDATION_FAILED/);
  await assert.rejects(room.checkPlan({ plan: content }), /FORBIDDEN/);
  assert.equal((await author.plans()).plans.length, before);
});

/** A published plan without modules, whose partners are the gas utility, which the city's file knows by its number alone, and the ambulance centre, whose desk it calls. */
async function partnerPlan(): Promise<string> {
  const [author, approver] = await Promise.all([city.signIn("planner"), city.signIn("approver")]);
  const planVersionId = newUlid();
  const roles = [...SAMPLE_PLAN.roles, { id: "MEDICS", nameZh: "急救组", nameEn: "Medics", holder: { agency: "EMS" } }];
  const day = dayText(city.clock.now());
  const contacts = [{ ...SAMPLE_PLAN.contacts[0]!, verifiedAt: day }, { id: "EMS-DESK", postZh: "急救调度值班", postEn: "Ambulance control room", agency: "EMS", dutyLine: "120", verifiedAt: day }];
  const content = withoutModules({ id: "PARTNERS", roles, contacts, lastExercise: day });
  accepted(await author.command("plans.create", { planVersionId, content }));
  accepted(await author.command("plans.submit", { planVersionId }));
  for (const name of ["plans.approve", "plans.publish"] as const) accepted(await approver.command(name, { planVersionId }));
  return planVersionId;
}

test("CMD-09, LNK-09: a plan whose partner is not in the duty catalogue, or has not confirmed its entry, is DEGRADED and says which; it is started all the same, and the log keeps what stood against it", async () => {
  const cooperationId = newUlid();
  const planId = await partnerPlan();
  const readiness = async () => {
    const { plans } = await (await city.signIn("planner")).plans();
    const { state, items } = plans.find(({ head }) => head.id === planId)!.readiness!;
    return [state, ...items.filter(({ code }) => code.startsWith("DUTY_")).map(({ code, path, zh }) => `${code} ${path} ${zh}`)];
  };
  const [west, partner] = await Promise.all([city.signIn("d1"), city.signIn("ems")]);
  accepted(await west.command("joint.initiate", { cooperationId, subject: { kind: "CHANNEL", level: "BUREAU", fields: [] }, goal: "预案联动", legalBasis: "联动协议", urgency: "P3", partnerIds: ["EM"] }));
  accepted(await partner.command("joint.answer", { cooperationId, partnerId: "EM", answer: "ACCEPTED" }));
  accepted(await partner.command("joint.setContact", { cooperationId, post: "调度值班", phone: "0710-120" }));
  const unlisted = "DUTY_UNLISTED roles.1 燃气企业没有列入联动值班名录";
  assert.deepEqual(await readiness(), ["DEGRADED", unlisted]);
  for (const days of [30, 1]) {
    city.clock.advance(days * 86_400_000);
    await city.processTimers();
  }
  const [late] = (await (await city.signIn("ems")).board()).cooperations!.filter(({ id }) => id === cooperationId);
  assert.notEqual(late!.contacts[0]!.overdueAt, null);
  const unverified = (await readiness()).find((line) => line.startsWith("DUTY_UNVERIFIED"));
  assert.match(unverified ?? "", /^DUTY_UNVERIFIED contacts\.1 .*在联动值班名录中未核实$/);
  const [dispatcher, commander] = await Promise.all([city.signIn("dispatcher"), city.signIn("commander")]);
  const incident = await report(dispatcher, { typeCode: "FR-02", place: SCHOOL });
  const activationId = newUlid();
  const started = accepted(await commander.command("command.activatePlan", { activationId, incidentId: incident.id, planId: "PARTNERS", level: "IV" })).activations!.find(({ id }) => id === activationId)!;
  assert.deepEqual([started.status, started.degraded.filter(({ code }) => code.startsWith("DUTY_")).map(({ code, path }) => `${code} ${path}`)], ["ACTIVE", ["DUTY_UNVERIFIED contacts.1", "DUTY_UNLISTED roles.1"]]);
  accepted(await (await city.signIn("ems")).command("joint.confirmContact", { cooperationId }));
  assert.deepEqual((await readiness()).filter((line) => line.startsWith("DUTY_")), [unlisted]);
  assert.equal((await commander.responses(incident.id)).responses[0]!.degraded.some(({ code }) => code === "DUTY_UNVERIFIED"), true, "what stood against it then is kept");
});
