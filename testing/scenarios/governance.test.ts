import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { ACT_PAIRS } from "@tocsin/contract/organisation/separation.ts";
import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { SAMPLE_MODULE, SAMPLE_PLAN } from "@tocsin/engine/plans/sample-plan.ts";
import { copyCity } from "../city-copy.ts";
import { PASSWORD, serveCity, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, MALL, onDuty, openMatter, order, post, refusedWith, report, SCHOOL } from "../scene.ts";
import { openScreen } from "../screen.ts";

/** West lends to East, and so does the next city, by telephone. */
const LINKS = "org,lender,name_zh,name_en,contact\nD2,D1,,,\nD2,,邻市公安局指挥中心,Next City Control,0700-1100110\n";
const STAGING = { ...SAMPLE_MODULE, id: "STAGING", version: 1, parameters: [], tasks: [{ ...SAMPLE_MODULE.tasks[0]!, after: [], dutyZh: "在路口集结并报到", dutyEn: "Gather at the crossing and report" }] };
const copy = copyCity();
let city: TestCity;
let dispatcher: Seated;
let east: Seated;
let west: Seated;
before(async () => {
  for (const [file, text] of [["mutual_aid.csv", LINKS], ["plan-modules/staging.yaml", JSON.stringify(STAGING)]] as const) copy.put(file, text);
  copy.change("accounts.yaml", /$/, "\n# may ask for access, and approve that of others\n- { id: both, name: 兼职席位, grants: [{ role: DISPATCHER, org: D2 }, { role: DUTY_COMMANDER, org: CITY }], demoPassword: tiny-city-pass }\n");
  city = await startCity({ cityDir: copy.dir });
  [dispatcher, east, west] = await Promise.all([city.signIn("dispatcher"), city.signIn("d2"), city.signIn("d1")]);
  await onDuty(city, "U1", "U2", "U3", "U6", "U7");
});
after(async () => {
  await city.close();
  copy.remove();
});

const units = (list: readonly { readonly unitId: string }[]): string[] => list.map(({ unitId }) => unitId);
const away = async (unitIds: readonly string[], status: "UNAVAILABLE" | "AVAILABLE"): Promise<void> => {
  for (const unitId of unitIds) accepted(await dispatcher.command("dispatch.setUnitStatus", { unitId, status, ...(status === "UNAVAILABLE" ? { reason: "VEHICLE" as const } : {}) }));
};

test("ORG-04: while a district that governs itself has an able unit in time, its dispatcher is offered and may order its own only", async () => {
  const { id } = await report(dispatcher, { place: MALL });
  const made = await east.recommendation(id);
  assert.ok(made.ranked[0]!.etaMs! <= 300_000);
  assert.deepEqual([...units(made.ranked), ...units(made.notEligible)].sort(), ["U6", "U7"]);
  refusedWith(await east.command("dispatch.issueOrder", { incidentId: id, orderId: newUlid(), unitIds: ["U2"], overrideReason: "COMMANDER", recommendationId: made.id }), "NOT_FOUND");
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("ORG-04: without one, the neighbours with a link are offered by arrival, accepting records who lends, and the borrower can give the unit back", async () => {
  await away(["U6", "U7"], "UNAVAILABLE");
  const { id } = await report(dispatcher, { place: MALL });
  const made = await east.recommendation(id);
  assert.ok(made.ranked.length >= 3);
  assert.deepEqual(made.ranked.map(({ etaMs }) => etaMs), made.ranked.map(({ etaMs }) => etaMs).toSorted((a, b) => a! - b!));
  assert.ok(made.ranked.every(({ reasons }) => reasons.some(({ code, params }) => code === "MUTUAL_AID" && params["orgId"] === "D1")));
  const unitId = made.ranked[0]!.unitId;
  const orderId = newUlid();
  const sent = accepted(await east.command("dispatch.issueOrder", { incidentId: id, orderId, unitIds: [unitId], recommendationId: made.id }));
  const [issued] = sent.incidents[0]!.orders;
  assert.deepEqual([issued!.assignments[0]!.lentBy, issued!.recommendation?.id], ["D1", made.id]);
  assert.ok(issued!.copies.some(({ orgId }) => orgId === "D1"), "the lender has its copy");
  assert.ok((await west.board()).incidents.some((incident) => incident.id === id), "and sees what its unit is at");
  accepted(await east.command("dispatch.recall", { incidentId: id, orderId, unitId, reason: "本区力量已到" }));
  await away(["U6", "U7"], "AVAILABLE");
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("ORG-04: an offer that is no longer shown is looked at again: once an own unit is free in time, the neighbours' stay theirs", async () => {
  await away(["U6", "U7"], "UNAVAILABLE");
  const { id } = await report(dispatcher, { place: MALL });
  const made = await east.recommendation(id);
  await away(["U6", "U7"], "AVAILABLE");
  city.clock.advance(5 * 60_000 + 1);
  refusedWith(await east.command("dispatch.issueOrder", { incidentId: id, orderId: newUlid(), unitIds: [made.ranked[0]!.unitId], recommendationId: made.id }), "NOT_FOUND");
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("ORG-04: when nothing in the city is able and in time, the desk of the neighbouring city is shown with its telephone", async () => {
  const far = await report(dispatcher, { place: MALL, typeCode: "CR-08" });
  assert.deepEqual((await east.recommendation(far.id)).outside, [{ nameZh: "邻市公安局指挥中心", nameEn: "Next City Control", contact: "0700-1100110" }]);
  const near = await report(dispatcher, { place: MALL });
  assert.deepEqual((await east.recommendation(near.id)).outside, []);
  for (const { id } of [far, near]) accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});

test("ORG-04: in a central area a district dispatcher cannot re-task a city-assigned unit (403), can ask for its release, and gets an answer", async () => {
  const { id } = await report(dispatcher, { place: SCHOOL });
  const { orderId } = await order(dispatcher, id, ["U1"]);
  const ref = { incidentId: id, orderId, unitId: "U1" };
  const other = await report(dispatcher, { place: SCHOOL });
  for (const [name, body] of [
    ["dispatch.recall", { ...ref, reason: "另有急事" }],
    ["dispatch.reassign", { unitId: "U1", fromIncidentId: id, incidentId: other.id, orderId: newUlid(), code: "MORE_URGENT" }],
  ] as const) {
    const answer = await post(city, west, commandPath(name), body);
    assert.deepEqual([answer.status, answer.body["code"]], [403, "CITY_ASSIGNED"]);
  }
  accepted(await west.command("dispatch.requestRelease", { ...ref, reason: "另有急事" }));
  assert.equal((await dispatcher.incident(id)).orders[0]!.assignments[0]!.release?.name, "江西区调度", "the city sees who asks and why");
  accepted(await dispatcher.command("dispatch.answerRelease", { ...ref, granted: true }));
  accepted(await west.command("dispatch.issueOrder", { incidentId: other.id, orderId: newUlid(), unitIds: ["U1"], overrideReason: "COMMANDER" }));
  assert.deepEqual((await west.timeline(id)).entries.filter(({ type }) => type.startsWith("Release")).map(({ type }) => type), ["ReleaseRequested", "ReleaseAnswered"]);
});

test("separation of duties: who did the one act of a pair is refused the other, for every pair of the table", async () => {
  const [commander, admin, auditor, both] = await Promise.all(["commander", "admin", "auditor", "both"].map((account) => city.signIn(account)));
  const wish = { role: "DISPATCHER", org: "D1", reason: "分权检验", minutes: 5, atOnce: false };
  const code = async (seat: Seated, route: string, id: string, body: unknown = {}): Promise<unknown> => (await post(city, seat, route.replace(":id", id), body)).body["code"];
  const [verdict, help] = [{ verdict: "JUSTIFIED", note: "x" }, { password: PASSWORD, madeSure: "本人在场" }];
  const tried: Readonly<Record<(typeof ACT_PAIRS)[number]["id"], () => Promise<unknown>>> = {
    LAYOUT_AUTHOR_PUBLISHER: async () => {
      const layoutId = newUlid();
      const [base] = (await commander!.layouts()).layouts;
      accepted(await commander!.command("layouts.draft", { layoutId, basedOn: base!.id, name: "自编自发" }));
      return code(commander!, commandPath("layouts.publish"), "", { layoutId, effectiveFrom: city.clock.now() + 3_600_000 });
    },
    MATTER_PARTY_ADJUDICATOR: async () => {
      const [taker, urban] = await Promise.all([city.signIn("dispatcher"), city.signIn("urban")]);
      const matter = await openMatter(taker, "URBAN_MGMT");
      accepted(await urban.command("linkage.return", { matterId: matter, clause: "MK-01", reason: "属市场监管" }));
      return code(await city.signIn("coordinator"), commandPath("linkage.adjudicate"), "", { matterId: matter, to: "GOV_CENTRE", reason: "自裁自办" });
    },
    MATTER_REPLIER_VERIFIER: async () => {
      const [taker, hotline] = await Promise.all([city.signIn("dispatcher"), city.signIn("hotline")]);
      const matter = await openMatter(taker, "HOTLINE");
      accepted(await hotline.command("linkage.sign", { matterId: matter }));
      accepted(await hotline.command("linkage.reply", { matterId: matter, text: "已清理" }));
      return code(hotline, commandPath("linkage.verify"), "", { matterId: matter, verdict: "SATISFIED" });
    },
    WHISTLE_DRAFTER_APPROVER: async () => {
      const chief = await city.signIn("chief11");
      const matterId = newUlid();
      accepted(await chief.command("linkage.draftWhistle", { matterId, kind: "DIFFICULT", item: "UM-01", departments: ["URBAN_MGMT"], text: "占道反复" }));
      return code(chief, commandPath("linkage.approveWhistle"), "", { matterId });
    },
    JOINT_INITIATOR_APPROVER: async () => {
      const cooperationId = newUlid();
      const subject = { kind: "OPERATION" as const, class: "RESCUE" as const, mode: "REQUEST" as const, capabilities: [] };
      accepted(await commander!.command("joint.initiate", { cooperationId, subject, goal: "自请自批", legalBasis: "分权检验", urgency: "P3", partnerIds: ["D1"] }));
      return code(commander!, commandPath("joint.approve"), "", { cooperationId });
    },
    ASSET_GIVER_TAKER: async () => {
      const assetId = newUlid();
      accepted(await commander!.command("safety.register", { assetId, kind: "SECTOR", name: "低空物流" }));
      accepted(await commander!.command("safety.offer", { assetId, to: "CITY", reason: "自交自接" }));
      const { offer } = (await commander!.assets({ list: "OFFERED" })).assets.find(({ id }) => id === assetId)!;
      return code(commander!, commandPath("safety.accept"), "", { assetId, offerNo: offer!.no });
    },
    PUBLICATION_DRAFTER_PUBLISHER: async () => {
      const [drafted] = accepted(await commander!.command("publications.draft", { month: "2026-02" })).publications!;
      return code(commander!, commandPath("supervision.publishFigures"), "", { month: "2026-02", draftVersion: drafted!.version });
    },
    PLAN_AUTHOR_APPROVER: async () => {
      const [planVersionId, both] = [newUlid(), await city.signIn("planner")];
      accepted(await both.command("plans.createModule", { planVersionId, content: { ...SAMPLE_MODULE, id: "OWN-WORK" } }));
      accepted(await both.command("plans.submit", { planVersionId }));
      return code(both, commandPath("plans.approve"), "", { planVersionId });
    },
    RESPONSE_HAND_REVIEWER: async () => {
      const { id: incidentId } = await report(commander!, { typeCode: "FR-02" });
      const activationId = newUlid();
      accepted(await commander!.command("command.take", { incidentId }));
      accepted(await commander!.command("command.callModule", { activationId, incidentId, module: "STAGING", args: {} }));
      accepted(await commander!.command("command.terminatePlan", { activationId, reason: "结束" }));
      return code(commander!, commandPath("command.reviewPlan"), "", { activationId, text: "自己复盘" });
    },
    EMERGENCY_ASKER_APPROVER: async () => {
      const { id } = await both!.askEmergency(wish);
      const said = await code(both!, ROUTES.approveEmergency, id);
      await commander!.approveEmergency(id);
      await both!.endEmergency(id);
      return said;
    },
    EMERGENCY_HOLDER_REVIEWER: async () => code(both!, ROUTES.reviewEmergency, (await both!.emergencies()).accesses[0]!.id, verdict),
    EMERGENCY_APPROVER_REVIEWER: async () => code(commander!, ROUTES.reviewEmergency, (await auditor!.emergencies()).accesses[0]!.id, verdict),
    FACTOR_OWNER_REMOVER: () => code(admin!, ROUTES.dropFactor, "admin", help), PASSWORD_GIVER_FACTOR_REMOVER: async () => (await admin!.resetPassword("c1", help)) && code(admin!, ROUTES.dropFactor, "c1", help),
  };
  for (const { id, refusal } of ACT_PAIRS) assert.equal(await tried[id](), refusal, id);
});

/** ORG-05 at the door: what has no mechanism is not published, one and five are fixed, SUPPORT ones come and go. */
async function mechanismsAsked(author: Seated, approver: Seated, room: Seated, { mechanism: _mechanism, ...content }: PlanContent): Promise<void> {
  const planVersionId = newUlid();
  accepted(await author.command("plans.create", { planVersionId, content: { ...content, id: "UNTAGGED" } }));
  refusedWith(await author.command("plans.submit", { planVersionId }), "MECHANISM_REQUIRED");
  accepted(await author.command("plans.discard", { planVersionId, reason: "检验" }));
  const words = { nameZh: "护校安园", nameEn: "Schools", purposeZh: "上下学时段护学", purposeEn: "The ways to school" };
  refusedWith(await approver.command("mechanisms.add", { mechanismId: "SIXTH", tier: "MAIN", ...words }), "MECHANISM_FIXED");
  refusedWith(await approver.command("mechanisms.retire", { mechanismId: "LINKAGE", reason: "检验" }), "MECHANISM_FIXED");
  refusedWith(await room.command("mechanisms.add", { mechanismId: "SCHOOLS", tier: "SUPPORT", ...words }), "FORBIDDEN");
  accepted(await approver.command("mechanisms.add", { mechanismId: "SCHOOLS", tier: "SUPPORT", ...words }));
  assert.equal(accepted(await approver.command("mechanisms.retire", { mechanismId: "SCHOOLS", reason: "并入" })).mechanisms?.[0]?.status, "RETIRED");
  const { mechanisms = [] } = await room.board();
  assert.deepEqual(["LEAD", "MAIN"].map((tier) => mechanisms.filter((row) => row.tier === tier).length), [1, 5]);
  assert.deepEqual(mechanisms.filter(({ id }) => id === "SCHOOLS").map(({ retireReason }) => retireReason), ["并入"]);
  assert.equal((await room.speed({ week: "2026-02-16" })).mechanism, "COMMAND_LOOP");
}

test("CMD-06, CMD-07, CMD-09, SCN-04, ORG-05: a plan is drafted, refused with every gap, approved by another and published; who may see it when, and whether it is ready", async (t) => {
  const [author, approver, room] = await Promise.all(["planner", "approver", "room11"].map((account) => city.signIn(account))) as [Seated, Seated, Seated];
  const screen = await openScreen(t, room);
  const [moduleId, planVersionId, day] = [newUlid(), newUlid(), "2026-02-20"];
  accepted(await author.command("plans.createModule", { planVersionId: moduleId, content: SAMPLE_MODULE }));
  accepted(await author.command("plans.submit", { planVersionId: moduleId }));
  accepted(await approver.command("plans.approve", { planVersionId: moduleId }));
  accepted(await approver.command("plans.publish", { planVersionId: moduleId }));
  const content = { ...SAMPLE_PLAN, contacts: [{ ...SAMPLE_PLAN.contacts[0]!, verifiedAt: day }], lastExercise: "2025-12-01", calls: [{ ...SAMPLE_PLAN.calls![0]!, version: 1 }] };
  const { trigger: _trigger, ...gappy } = { ...content, tasks: content.tasks.filter(({ from }) => from !== "I"), roles: content.roles.slice(1) };
  accepted(await author.command("plans.create", { planVersionId, content: gappy }));
  const refused = refusedWith(await author.command("plans.submit", { planVersionId }), "PLAN_FAULTY").params["findings"] as { code: string; path: string }[];
  for (const gap of ["MISSING_TRIGGER trigger", "MISSING_COMMANDER roles", "LEVEL_WITHOUT_TASK levels.I"]) assert.ok(refused.some(({ code, path }) => `${code} ${path}` === gap), gap);
  refusedWith(await author.command("plans.edit", { planVersionId, content: { ...content, levels: { ...content.levels, I: { when: `facts.suspectName == "x"`, zh: "x", en: "x" } } } }), "PROHIBITED_FIELD");
  refusedWith(await author.command("plans.create", { planVersionId: newUlid(), content }), "PLAN_FAULTY");
  await assert.rejects(room.plan(planVersionId), /NOT_FOUND/);
  refusedWith(await room.command("plans.submit", { planVersionId }), "NOT_FOUND");
  accepted(await author.command("plans.edit", { planVersionId, expectedVersion: 1, content }));
  await mechanismsAsked(author, approver, room, content);
  refusedWith(await author.command("plans.edit", { planVersionId, expectedVersion: 1, content }), "VERSION_CONFLICT");
  assert.deepEqual((await author.plan(planVersionId)).findings, []);
  accepted(await author.command("plans.submit", { planVersionId }));
  accepted(await approver.command("plans.approve", { planVersionId }));
  assert.equal(accepted(await approver.command("plans.publish", { planVersionId })).plans?.[0]?.status, "PUBLISHED");
  await screen.until("the published plan", ({ plans }) => plans.get(planVersionId)?.no === 1);
  refusedWith(await approver.command("plans.retire", { planVersionId: moduleId, reason: "x" }), "PLAN_FAULTY");
  refusedWith(await dispatcher.command("plans.tryContact", { planVersionId, contactId: "GAS-DESK", reached: false }), "FORBIDDEN");
  accepted(await author.command("plans.tryContact", { planVersionId, contactId: "GAS-DESK", reached: false }));
  const listed = (await room.plans()).plans.find(({ head }) => head.id === planVersionId)!;
  assert.deepEqual([listed.readiness?.state, listed.readiness?.items.map(({ code }) => code)], ["DEGRADED", ["CONTACT_FAILED", "DUTY_UNLISTED", "RESOURCE_SHORT"]]);
});

test("SCN-02: the city's guidance is in force from the start; one that is withdrawn is missed by the next order, its author told, written, approved by another, and goes with the order after", async (t) => {
  const [author, approver, room] = await Promise.all(["planner", "approver", "room11"].map((account) => city.signIn(account))) as [Seated, Seated, Seated];
  const screen = await openScreen(t, author);
  const headOf = (id: string) => screen.state().plans.get(id);
  const first = [...screen.state().plans.values()].find(({ what, code, status }) => what === "GUIDANCE" && code === "AS-01" && status === "PUBLISHED")!;
  assert.deepEqual([first.no, first.reviewBy], [1, "2027-10-31"]);
  assert.equal((await room.plans()).plans.some(({ head }) => head.what === "GUIDANCE"), false, "whoever writes none gets it with the order");
  accepted(await approver.command("plans.retire", { planVersionId: first.id, reason: "规定已改" }));
  await onDuty(city, "U4");
  const packOf = async () => {
    const incident = await report(dispatcher, { typeCode: "AS-01", place: SCHOOL });
    const { guidance } = (await order(dispatcher, incident.id, ["U4"])).incident.orders[0]!;
    accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
    return { no: incident.no, guidance };
  };
  const missed = await packOf();
  assert.deepEqual([missed.guidance.isDefault, missed.guidance.version], [true, 0]);
  await screen.until("the author is told", ({ plans }) => [...plans.values()].some(({ code, wanted }) => code === "AS-01" && wanted?.incidentNo === "—" && wanted.at === city.clock.now()));
  const draft = [...screen.state().plans.values()].find(({ code, wanted }) => code === "AS-01" && wanted !== undefined)!;
  refusedWith(await author.command("plans.submit", { planVersionId: draft.id }), "PLAN_FAULTY");
  const { guidance: empty } = (await author.plan(draft.id)).record;
  const content = { ...empty!, handlingPoints: [{ zh: "划出落点警戒", en: "Cordon off where it fell" }] };
  refusedWith(await author.command("plans.editGuidance", { planVersionId: draft.id, content: { ...content, riskHints: [{ zh: "机主有前科", en: "x" }] } }), "PROHIBITED_FIELD");
  accepted(await author.command("plans.editGuidance", { planVersionId: draft.id, content }));
  accepted(await author.command("plans.submit", { planVersionId: draft.id }));
  accepted(await approver.command("plans.approve", { planVersionId: draft.id }));
  accepted(await approver.command("plans.publish", { planVersionId: draft.id }));
  const next = newUlid();
  accepted(await author.command("plans.draft", { planVersionId: next, follows: draft.id }));
  accepted(await author.command("plans.submit", { planVersionId: next }));
  refusedWith(await author.command("plans.approve", { planVersionId: next }), "PLAN_OWN_WORK");
  await screen.until("published", () => headOf(draft.id)?.status === "PUBLISHED" && headOf(next)?.status === "IN_REVIEW");
  const { guidance } = await packOf();
  assert.deepEqual([guidance.isDefault, guidance.unverified, guidance.handlingPoints], [false, false, content.handlingPoints]);
});

test("GOV-06: what nobody answers for is listed with its age from the start; it goes to an organisation, and on to a department, when both sides have signed", async (t) => {
  const [room, urban] = await Promise.all(["room11", "urban"].map((account) => city.signIn(account))) as [Seated, Seated];
  const screen = await openScreen(t, room);
  const assetId = "PLACE-PR1";
  const orphan = async () => {
    const { at, counts, assets } = await west.assets({ list: "ORPHANS" });
    const found = assets.find(({ id }) => id === assetId);
    return { count: counts.ORPHANS, age: found === undefined ? null : at - found.orphanSince!, found };
  };
  const first = await orphan();
  assert.deepEqual([first.found?.nameZh, first.found?.proposed], ["第一小学", "S11"]);
  city.clock.advance(60_000);
  assert.equal((await orphan()).age, first.age! + 60_000);
  refusedWith(await urban.command("safety.offer", { assetId, to: "URBAN_MGMT", reason: "校外摊点" }), "NOT_FOUND");
  refusedWith(await east.command("safety.offer", { assetId, to: "D2", reason: "属地管理" }), "NOT_FOUND");
  refusedWith(await room.command("safety.retire", { assetId, reason: "x" }), "FORBIDDEN");
  const offered = accepted(await west.command("safety.offer", { assetId, to: "S11", reason: "属地管理" })).assets![0]!;
  assert.equal((await orphan()).found?.status, "ORPHAN", "one signature is none");
  await screen.until("the offer", ({ assets }) => assets.get(assetId)?.offer?.to === "S11");
  assert.equal((await room.board()).assets?.find(({ id }) => id === assetId)?.offer?.to, "S11", "it waits on the board of who is asked");
  accepted(await room.command("safety.accept", { assetId, offerNo: offered.offer!.no }));
  assert.equal((await room.board()).assets?.some(({ id }) => id === assetId), false);
  assert.deepEqual([(await orphan()).found, (await orphan()).count], [undefined, first.count - 1]);
  const handed = accepted(await room.command("safety.offer", { assetId, to: "URBAN_MGMT", reason: "校外摊点由城管负责" })).assets![0]!;
  assert.equal((await urban.assets({ list: "OFFERED" })).assets[0]?.id, assetId, "who is asked sees it");
  const [held] = accepted(await urban.command("safety.accept", { assetId, offerNo: handed.offer!.no })).assets!;
  assert.deepEqual(held!.terms.map(({ party }) => party), ["S11", "URBAN_MGMT"]);
  assert.equal(held!.terms[0]!.until, held!.terms[1]!.from, "neither a gap nor an overlap");
});

test("ORG-06: whoever commands is not given supervision beside; supervision reads every order and the audit, and changes nothing", async () => {
  const overseer = await city.signIn("overseer");
  for (const role of ["SUPERVISION", "SYS_ADMIN"]) {
    const { status, body } = await post(city, dispatcher, ROUTES.emergency, { ...WISH, role, org: "CITY" });
    assert.deepEqual([status, body["code"]], [409, "SOD_CONFLICT"], role);
  }
  await onDuty(city, "U4");
  const incident = await report(dispatcher, { typeCode: "CR-03", place: SCHOOL });
  const { orderId } = await order(dispatcher, incident.id, ["U4"]);
  assert.equal((await overseer.incident(incident.id)).orders[0]?.id, orderId);
  assert.ok((await overseer.timeline(incident.id)).entries.some(({ type }) => type === "OrderIssued"));
  assert.ok((await overseer.audit({ from: city.clock.now() - 60_000, to: city.clock.now() + 1_000, object: incident.id })).rows.length > 0);
  const [incidentId, ref] = [incident.id, { incidentId: incident.id, orderId, unitId: "U4" }];
  for (const asked of [
    overseer.command("dispatch.issueOrder", { incidentId, orderId: newUlid(), unitIds: ["U4"] }), overseer.command("dispatch.recall", { ...ref, reason: "x" }), overseer.command("dispatch.acknowledge", ref),
    overseer.command("intake.addNote", { incidentId, text: "x" }), overseer.command("intake.classify", { incidentId, typeCode: "CR-01" }), overseer.command("intake.cancel", { incidentId, reason: "x" }), overseer.command("command.take", { incidentId }),
    overseer.command("guidance.answerMatch", { incidentId, ruleId: "ROAD_NEAR", subject: "R", reason: "SEEN" }), overseer.command("intake.close", { incidentId, outcomeCode: "FALSE_ALARM", text: "" }),
  ]) refusedWith(await asked, "FORBIDDEN");
  accepted(await dispatcher.command("intake.cancel", { incidentId, reason: "误报" }));
});

const WISH = { role: "DISPATCHER", org: "D1", reason: "江东大桥连环事故，需调西区力量", minutes: 30, atOnce: false };
const gone = (ask: Promise<unknown>): Promise<void> => assert.rejects(ask, /NOT_FOUND/);
const answered = async (seat: Seated, route: string, id: string, body: unknown = {}): Promise<string> => {
  const answer = await post(city, seat, route.replace(":id", id), body);
  return `${answer.status} ${answer.status === 200 ? String(answer.body["state"]) : String(answer.body["code"])}`;
};

test("GOV-02, R53: emergency access is granted by a second person, shows its place for its time and no longer, by stream, question, ranking and command, and all of it is in the report", async (t) => {
  const [commander, auditor] = await Promise.all([city.signIn("commander"), city.signIn("auditor")]);
  const incident = await report(dispatcher, { place: SCHOOL });
  const screen = await openScreen(t, east);
  await gone(east.incident(incident.id));
  const asked = await east.askEmergency(WISH);
  assert.deepEqual([asked.state, asked.endsAt], ["ASKED", null]);
  await gone(east.incident(incident.id));
  assert.equal(await answered(east, ROUTES.approveEmergency, asked.id), "403 OWN_ACCESS");
  for (const seat of [west, dispatcher, await city.signIn("admin")]) assert.equal(await answered(seat, ROUTES.approveEmergency, asked.id), "404 NOT_FOUND");
  assert.equal(await answered(auditor, ROUTES.approveEmergency, asked.id), "403 FORBIDDEN");
  const running = await commander.approveEmergency(asked.id);
  const endsAt = city.clock.now() + 30 * 60_000;
  assert.deepEqual([running.state, running.endsAt, running.answeredBy?.account], ["RUNNING", endsAt, "commander"]);
  await screen.until("the incident of the other district", ({ incidents }) => incidents.has(incident.id));
  assert.deepEqual([(await east.me()).emergency?.endsAt, (await east.me()).emergency?.reason], [endsAt, WISH.reason]);
  assert.equal((await east.recommendation(incident.id)).incidentId, incident.id);
  accepted(await east.command("intake.addNote", { incidentId: incident.id, text: "东区协助" }));
  for (const wish of [WISH, { ...WISH, minutes: 60 }, { ...WISH, role: "DUTY_COMMANDER", org: "CITY" }]) assert.equal((await post(city, east, ROUTES.emergency, wish)).body["code"], "ACCESS_OPEN", "neither doubled, extended nor widened");
  await gone((await city.signIn("room11")).emergencyReport(asked.id));
  assert.equal(await answered(auditor, ROUTES.reviewEmergency, asked.id, { verdict: "JUSTIFIED", note: "尚在使用" }), "409 ACCESS_SETTLED", "not before it has ended");
  city.clock.set(endsAt - 1);
  await east.incident(incident.id);
  city.clock.set(endsAt);
  await Promise.all([gone(east.incident(incident.id)), gone(east.timeline(incident.id)), gone(east.recommendation(incident.id))]);
  refusedWith(await east.command("intake.addNote", { incidentId: incident.id, text: "还在吗" }), "NOT_FOUND");
  accepted(await dispatcher.command("intake.addNote", { incidentId: incident.id, text: "授权之后的记录" }));
  await screen.until("the incident gone", ({ incidents }) => !incidents.has(incident.id));
  assert.ok(!JSON.stringify(screen.messages).includes("授权之后的记录"));
  assert.equal((await east.me()).emergency, null);
  screen.close();
  for (const [seat, said] of [[east, "403 OWN_ACCESS"], [commander, "403 OWN_ACCESS"], [await city.signIn("commander2"), "403 FORBIDDEN"], [west, "404 NOT_FOUND"]] as const) assert.equal(await answered(seat, ROUTES.reviewEmergency, asked.id, { verdict: "JUSTIFIED", note: "可以" }), said);
  const { rows } = await auditor.emergencyReport(asked.id);
  const under = (what: string) => rows.find((row) => row.what === what && row.records.includes(incident.id));
  for (const what of [`GET ${ROUTES.incident}`, `GET ${ROUTES.recommendation}`, `POST ${commandPath("intake.addNote")}`, `GET ${ROUTES.board}`]) assert.ok(under(what), what);
  const steps = (await auditor.emergencyReport(asked.id)).rows.map(({ what }) => what).filter((what) => what.startsWith("emergency-"));
  assert.deepEqual(steps, ["emergency-ask", "emergency-approve", "emergency-end", "emergency-report"], "whoever reads the report is in it too");
  assert.equal(await answered(auditor, ROUTES.reviewEmergency, asked.id, { verdict: "JUSTIFIED", note: "事故属实" }), "200 ENDED");
  assert.equal(await answered(auditor, ROUTES.reviewEmergency, asked.id, { verdict: "NOT_JUSTIFIED", note: "改主意" }), "409 ACCESS_SETTLED");
});

test("GOV-02, R53: what is taken at once is shorter, ends early on every server, and is not had again before somebody else has reviewed it; it gives no right over others'", async (t) => {
  const [commander, auditor, taker] = await Promise.all([city.signIn("commander"), city.signIn("auditor"), city.signIn("taker")]);
  const atOnce = { ...WISH, role: "DUTY_COMMANDER", org: "CITY", minutes: 15, atOnce: true };
  for (const [wish, field] of [[{ ...atOnce, minutes: 16 }, "$.minutes"], [{ ...WISH, minutes: 61 }, "$.minutes"], [{ ...atOnce, role: "NOBODY" }, "$.role"], [{ ...atOnce, org: "MOON" }, "$.org"]] as const) {
    assert.deepEqual((await post(city, east, ROUTES.emergency, wish)).body["params"], { fields: [field] });
  }
  assert.deepEqual((await post(city, taker, ROUTES.emergency, { ...WISH, atOnce: true })).body["params"], { fields: ["$.atOnce"] });
  assert.equal((await post(city, await city.signIn("u1"), ROUTES.emergency, WISH)).status, 403);
  const incident = await report(dispatcher, { place: SCHOOL });
  const taken = await east.askEmergency(atOnce);
  assert.equal(taken.state, "RUNNING");
  const screen = await openScreen(t, east);
  await screen.until("the city's incident", ({ incidents }) => incidents.has(incident.id));
  const another = await taker.askEmergency(WISH);
  assert.equal(await answered(east, ROUTES.approveEmergency, another.id), "404 NOT_FOUND", "a commander for a quarter of an hour approves nothing");
  const other = await serveCity(city.databaseUrl, city.clock);
  try {
    assert.equal((await (await signInAt(other.url, "commander")).endEmergency(taken.id)).state, "ENDED");
    await screen.until("the incident gone", ({ incidents }) => !incidents.has(incident.id));
    await gone(east.incident(incident.id));
  } finally {
    await other.close();
  }
  screen.close();
  assert.equal((await post(city, east, ROUTES.emergency, atOnce)).body["code"], "ACCESS_UNREVIEWED");
  assert.ok((await auditor.emergencyReport(taken.id)).rows.some(({ records }) => records.includes(incident.id)));
  await auditor.reviewEmergency(taken.id, { verdict: "NOT_JUSTIFIED", note: "未见紧急情况" });
  assert.equal((await east.askEmergency({ ...atOnce, minutes: 1 })).state, "RUNNING");
  city.clock.advance(30 * 60_000);
  assert.equal(await answered(commander, ROUTES.approveEmergency, another.id), "409 ACCESS_SETTLED", "what nobody answered in half an hour is answered no more");
});

const matterOf = async (seat: Seated, id: string) => (await seat.board()).matters.find((matter) => matter.id === id);

test("LNK-01: one key hands a call that is no police matter to 12345: danger first, one ticket a key, ours until it is signed, theirs from then on", async (t) => {
  const [taker, hotline, urban] = await Promise.all([city.signIn("dispatcher2"), city.signIn("hotline"), city.signIn("urban")]);
  const incident = await report(taker, { typeCode: "PO-05", text: "学府路有流动摊贩占道" });
  const ticket = { matterId: newUlid(), incidentId: incident.id, danger: true, item: "UM-01", text: "学府路有流动摊贩占道", place: SCHOOL, urgency: "GENERAL" as const, caller: { notice: "CONSENTED" as const, withheld: true }, to: "HOTLINE" };
  refusedWith(await taker.command("linkage.open", ticket), "DISPATCH_FIRST");
  refusedWith(await taker.command("linkage.open", { ...ticket, danger: false, to: "NOBODY" }), "UNKNOWN_PARTY");
  refusedWith(await taker.command("linkage.open", { ...ticket, danger: undefined as never }), "VALIDATION_FAILED");
  const key = newUlid();
  const opened = accepted(await taker.command("linkage.open", { ...ticket, danger: false }, { key }));
  const again = accepted(await taker.command("linkage.open", { ...ticket, danger: false }, { key }));
  const [matter] = opened.matters!;
  assert.match(matter!.no, /^L\d{8}-\d{5}$/);
  assert.deepEqual([again.repeated, again.matters?.map(({ no }) => no)], [true, [matter!.no]]);
  assert.deepEqual([matter!.custody.owner, matter!.custody.status, matter!.content.caller], ["POLICE", "SENT", { notice: "CONSENTED", withheld: true }]);
  const screen = await openScreen(t, hotline);
  assert.equal(screen.state().matters.get(matter!.id)?.custody.offer?.to, "HOTLINE");
  assert.equal(await matterOf(urban, matter!.id), undefined, "a department sees its own alone");
  refusedWith(await urban.command("linkage.sign", { matterId: matter!.id }), "NOT_FOUND");
  assert.doesNotMatch(JSON.stringify((await hotline.board()).matters), /13812345678/);
  assert.equal((await taker.incident(incident.id)).status, "CLASSIFIED");
  accepted(await hotline.command("linkage.sign", { matterId: matter!.id }));
  assert.equal((await taker.incident(incident.id)).status, "TRANSFERRED");
  await screen.until("signed", (state) => state.matters.get(matter!.id)?.custody.owner === "HOTLINE");
  const chain = async (seat: Seated) => (await seat.matter(matter!.id)).chain.map(({ kind, no, locked }) => [kind, no, locked]);
  assert.deepEqual(await chain(taker), [["incident", incident.no, false], ["matter", matter!.no, false]], "LNK-12");
  assert.deepEqual(await chain(hotline), [["incident", null, true], ["matter", matter!.no, false]]);
});

test("LNK-01: a call of three without agreement leaves the matter where it came in; with danger it goes once somebody was sent", async () => {
  const incident = await report(dispatcher, { typeCode: "PO-05" });
  const { orderId } = await order(dispatcher, incident.id, ["U2"]);
  const matterId = await openMatter(dispatcher, undefined, { incidentId: incident.id, danger: true });
  const call = { matterId, conferenceId: newUlid(), parties: ["POLICE", "HOTLINE"] };
  refusedWith(await dispatcher.command("linkage.confer", { ...call, parties: ["HOTLINE", "URBAN_MGMT"] }), "PARTY_MISSING");
  const [kept] = accepted(await dispatcher.command("linkage.confer", { ...call, text: "双方意见不一" })).matters!;
  assert.deepEqual([kept!.custody.owner, kept!.custody.offer, kept!.conferences.length], ["POLICE", null, 1]);
  const [sent] = accepted(await dispatcher.command("linkage.confer", { ...call, conferenceId: newUlid(), agreed: "HOTLINE" })).matters!;
  assert.deepEqual([sent!.custody.owner, sent!.custody.offer?.to], ["POLICE", "HOTLINE"]);
  accepted(await (await city.signIn("hotline")).command("linkage.sign", { matterId }));
  assert.equal((await dispatcher.incident(incident.id)).status, "DISPATCHED", "while somebody of ours is under way it is ours too");
  accepted(await dispatcher.command("dispatch.recall", { incidentId: incident.id, orderId, unitId: "U2", reason: "测试结束" }));
  accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "测试结束" }));
});

test("LNK-05: two returns, a ruling that is final and suggested next time; limits fire as commands of the platform and survive a restart (X-06)", async () => {
  const [urban, market] = await Promise.all([city.signIn("urban"), city.signIn("market")]);
  const coordinator = await city.signIn("coordinator");
  const matterId = await openMatter(dispatcher, "URBAN_MGMT", { text: "夜市摊贩卖不洁食品", item: "MK-02" });
  for (const [clause, code] of [["UM-01", "ITEM_IS_YOURS"], ["XX-99", "UNKNOWN_ITEM"]] as const) refusedWith(await urban.command("linkage.return", { matterId, clause, reason: "不属本单位" }), code);
  accepted(await urban.command("linkage.return", { matterId, clause: "MK-02", reason: "属食品安全" }));
  accepted(await dispatcher.command("linkage.transfer", { matterId, to: "MARKET", reason: "食品安全" }));
  accepted(await market.command("linkage.sign", { matterId }));
  accepted(await market.command("linkage.return", { matterId, clause: "UM-01", reason: "属占道经营" }));
  assert.equal((await matterOf(coordinator, matterId))?.custody.clock?.kind, "ADJUDICATE");
  assert.deepEqual(refusedWith(await coordinator.command("linkage.adjudicate", { matterId, to: "MARKET", clause: "UM-01", reason: "权责清单" }), "ITEM_NOT_THEIRS").params["fields"], ["/clause"]);
  accepted(await coordinator.command("linkage.adjudicate", { matterId, to: "MARKET", clause: "MK-02", reason: "权责清单 MK-02" }));
  refusedWith(await market.command("linkage.return", { matterId, clause: "UM-01", reason: "仍不认" }), "RETURN_EXHAUSTED");
  const [first] = (await dispatcher.matterOwners({ matter: await openMatter(dispatcher, undefined, { text: "夜市有摊贩卖不洁食品" }) })).suggestions;
  assert.deepEqual([first?.party, first?.why], ["MARKET", "RULING"]);
  const due = (await matterOf(dispatcher, matterId))!.custody.clock!.dueAt;
  await city.restart();
  [dispatcher, east, west] = await Promise.all([city.signIn("dispatcher"), city.signIn("d2"), city.signIn("d1")]);
  city.clock.advance(due - city.clock.now());
  assert.ok((await city.processTimers()) > 0);
  const deemed = (await dispatcher.matter(matterId)).matter;
  assert.deepEqual([deemed.custody.owner, deemed.custody.passes.at(-1)?.how], ["MARKET", "DEEMED"]);
});

test("LNK-08: what the justice office signed is its own, the station reads the status; a return needs its reason; a petition carries no history and nobody is searched", async (t) => {
  const [room, justice, petition, urban] = await Promise.all(["room11", "justice", "petition", "urban"].map((account) => city.signIn(account))) as [Seated, Seated, Seated, Seated];
  const screen = await openScreen(t, room);
  const [back, kept] = [await openMatter(room, "JUSTICE", { item: "JU-01", text: "两户因漏水争执" }), await openMatter(room, "JUSTICE", { item: "JU-01", text: "两户因占道争执" })];
  for (const reason of [undefined, "", " "]) {
    const { params } = refusedWith(await justice.command("linkage.return", { matterId: back, clause: "PE-01", ...(reason === undefined ? {} : { reason }) } as never), "VALIDATION_FAILED");
    assert.match(JSON.stringify(params["fields"]), /reason/);
  }
  accepted(await justice.command("linkage.return", { matterId: back, clause: "UM-01", reason: "属占道经营" }));
  assert.deepEqual((await room.matter(back)).matter.custody.returns.map(({ reason }) => reason), ["属占道经营"]);
  accepted(await justice.command("linkage.sign", { matterId: kept }));
  accepted(await justice.command("linkage.progress", { matterId: kept, text: "约定周五调解，一方情绪激动" }));
  accepted(await justice.command("linkage.askExtension", { matterId: kept, until: city.clock.now() + 30 * 86_400_000, reason: "一方住院" }));
  accepted(await justice.command("linkage.reply", { matterId: kept, text: "达成协议，甲方赔付三千元" }));
  const own = (await justice.matter(kept)).matter;
  assert.deepEqual([own.statusOnly, own.progress.length, own.reply?.text], [undefined, 1, "达成协议，甲方赔付三千元"]);
  await screen.until("the reply", ({ matters }) => matters.get(kept)?.custody.status === "REPLIED");
  for (const [where, seen] of [["the stream", screen.state().matters.get(kept)!], ["the board", (await room.board()).matters.find(({ id }) => id === kept)!], ["the matter", (await room.matter(kept)).matter], ["another desk of the police", (await dispatcher.matter(kept)).matter]] as const) {
    assert.deepEqual([seen.statusOnly, seen.custody.owner, seen.custody.status, seen.progress, seen.reply?.text], [true, "JUSTICE", "REPLIED", [], ""], where);
    assert.ok(!/情绪|赔付|住院/.test(JSON.stringify(seen)), where);
  }
  const wish = { danger: false, urgency: "GENERAL", caller: { notice: "INFORMED", withheld: true }, to: "URBAN_MGMT" } as const;
  assert.equal(refusedWith(await petition.command("linkage.open", { ...wish, matterId: newUlid(), text: "此人多次进京上访，要求清理占道" }), "PETITIONER_HISTORY").params["field"], "text");
  const asked = newUlid();
  accepted(await petition.command("linkage.open", { ...wish, matterId: asked, text: "要求清理学府路占道摊位" }));
  refusedWith(await petition.command("linkage.withdraw", { matterId: back }), "NOT_FOUND");
  const told = (await urban.matter(asked)).matter;
  assert.deepEqual(Object.keys(told.content).sort(), ["caller", "item", "place", "text", "urgency"], "nothing of who asks");
  assert.deepEqual(Object.keys(told.content.caller).sort(), ["notice", "withheld"]);
  for (const query of ["name=张三", "phone=13812345678", "q=张三", "caller=张三"]) {
    const answers = await Promise.all([ROUTES.matterOwners, ROUTES.board, ROUTES.matterSummary].map(async (path) => fetch(`${city.url}${path}?${query}`, { headers: { authorization: `Bearer ${urban.token}` } })));
    assert.ok(answers[0]!.status >= 400, `${query}: matters are not searched by person`);
  }
});
