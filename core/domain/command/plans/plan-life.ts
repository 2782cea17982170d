import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import { type PlanEvents, type PlanStatus, type PlanVersion, presentPlan } from "@tocsin/contract/command/plan-version.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { dayText, isDay, MINUTE } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World } from "../../decision.ts";
import { cityPath } from "../../organisation/chain.ts";
import { untagged } from "../../organisation/mechanisms/registry.ts";

export const onPlan = <Type extends keyof PlanEvents & string>(id: string, type: Type, data: PlanEvents[Type]): Drafted => ({ kind: "plan", id, type, data }) as Drafted;

/** What may be done next in each status: a status that is added does not compile without its row. */
export const PLAN_NEXT: Readonly<Record<PlanStatus, readonly PlanStatus[]>> = {
  DRAFT: ["IN_REVIEW", "DISCARDED"],
  IN_REVIEW: ["APPROVED", "DRAFT"],
  APPROVED: ["PUBLISHED", "DRAFT"],
  PUBLISHED: ["SUPERSEDED", "RETIRED"],
  SUPERSEDED: [],
  RETIRED: [],
  DISCARDED: [],
};

/** The version, when it is in one of these statuses and still as the caller saw it. */
function planIn(world: World, id: string, statuses: readonly PlanStatus[], expectedVersion?: number): Result<PlanVersion, Refusal> {
  const plan = world.plans.get(id);
  if (plan === undefined) return fail(refuse("NOT_FOUND", { planVersionId: id }));
  if (!statuses.includes(plan.status)) return fail(refuse("STATE_CONFLICT", { status: plan.status, allowed: PLAN_NEXT[plan.status] }));
  if (expectedVersion !== undefined && expectedVersion !== plan.version) return fail(refuse("VERSION_CONFLICT", { version: plan.version }));
  return ok(plan);
}

/** The city's calendar day. */
const today = ({ at, city }: Context): string => dayText(at, city.city.head.utcOffset * MINUTE);

/** Whatever the linter found that forbids this step, listed whole; a rule over a person is told by itself (SCN-04). */
function gaps({ planFindings }: Context): Refusal | null {
  if (planFindings === null) throw new Error("this step asks for the findings of the plan");
  const person = planFindings.find(({ code }) => code === "PROHIBITED_FIELD");
  if (person !== undefined) return refuse("PROHIBITED_FIELD", { field: person.path, findings: planFindings });
  return planFindings.length === 0 ? null : refuse("PLAN_FAULTY", { count: planFindings.length, findings: planFindings });
}

/** What keeps a version from being submitted or published: a rule over a person, no mechanism that stands (ORG-05), any other gap. */
function stopped(world: World, version: PlanVersion, context: Context): Refusal | null {
  const gap = gaps(context);
  return gap?.code === "PROHIBITED_FIELD" ? gap : (untagged(world, version, context.planFindings) ?? gap);
}

interface Content {
  readonly plan: PlanContent | null;
  readonly module: PlanModule | null;
  readonly guidance?: GuidanceContent;
}

const bodyOf = ({ plan, module, guidance }: Content): PlanContent | PlanModule | GuidanceContent | null => plan ?? module ?? guidance ?? null;
const codeOf = ({ plan, module, guidance }: Content): string | undefined => plan?.id ?? module?.id ?? guidance?.type;
const whatOf = ({ plan, guidance }: Content): PlanVersion["what"] => (guidance !== undefined ? "GUIDANCE" : plan === null ? "MODULE" : "PLAN");

/** A version as it begins. */
export const drafted = (id: string, content: Content, follows: string | null, source: string | null, scope: string[]): Drafted =>
  onPlan(id, "PlanDrafted", { code: codeOf(content)!, follows, ...content, contentHash: hashOf(bodyOf(content)), source, scope });

function created(world: World, id: string, content: Content, context: Context): ReturnType<Decider<unknown>> {
  if (world.plans.has(id)) return refused("STATE_CONFLICT", { status: "DRAFT", allowed: [] });
  const refusal = gaps(context);
  return refusal === null ? accept(drafted(id, content, null, null, [cityPath(context.city)])) : fail(refusal);
}

export const createPlan: Decider<CommandPayload["plans.create"]> = (world, { planVersionId, content }, context) => created(world, planVersionId, { plan: content, module: null }, context);
export const createModule: Decider<CommandPayload["plans.createModule"]> = (world, { planVersionId, content }, context) => created(world, planVersionId, { plan: null, module: { ...content, version: 1 } }, context);
export const createGuidance: Decider<CommandPayload["plans.createGuidance"]> = (world, { planVersionId, content }, context) => created(world, planVersionId, { plan: null, module: null, guidance: content }, context);

/** The next version as it begins: as the present one stands today. */
function next(world: World, planVersionId: string, follows: string): Result<{ readonly base: PlanVersion; readonly content: Content }, Refusal> {
  if (world.plans.has(planVersionId)) return fail(refuse("STATE_CONFLICT", { status: "DRAFT", allowed: [] }));
  const base = planIn(world, follows, ["PUBLISHED"]);
  if (!base.ok) return base;
  const { module, guidance, no } = base.value;
  return ok({ base: base.value, content: { plan: presentPlan(base.value), module: module === null ? null : { ...module, version: (no ?? 0) + 1 }, ...(guidance === undefined ? {} : { guidance }) } });
}

export const draftPlan: Decider<CommandPayload["plans.draft"]> = (world, { planVersionId, follows }) => {
  const begun = next(world, planVersionId, follows);
  return begun.ok ? accept(drafted(planVersionId, begun.value.content, follows, null, begun.value.base.scope)) : begun;
};

/** CMD-07: the owner of a plan takes a newer version of a module; until that is published the plan keeps the old one. */
export const acceptModule: Decider<CommandPayload["plans.acceptModule"]> = (world, { planVersionId, follows, module, version }) => {
  const begun = next(world, planVersionId, follows);
  if (!begun.ok) return begun;
  const { base, content } = begun.value;
  const calls = content.plan?.calls ?? [];
  if (content.plan === null || !calls.some((call) => call.module === module && call.version !== version)) return refused("PLAN_MODULE_NOT_CALLED", { module, version, fields: ["/module"] });
  const plan = { ...content.plan, calls: calls.map((call) => (call.module === module ? { ...call, version } : call)) };
  return accept(drafted(planVersionId, { plan, module: null }, follows, null, base.scope));
};

function edited(world: World, { planVersionId, expectedVersion, content }: { readonly planVersionId: string; readonly expectedVersion: number | undefined; readonly content: Content }, context: Context): ReturnType<Decider<unknown>> {
  const found = planIn(world, planVersionId, ["DRAFT"], expectedVersion);
  if (!found.ok) return found;
  const { code, what, module } = found.value;
  if (what !== whatOf(content)) return refused("NOT_FOUND", { planVersionId });
  if (codeOf(content) !== code) return refused("VALIDATION_FAILED", { fields: ["/content/id"] });
  const refusal = gaps(context);
  if (refusal !== null) return fail(refusal);
  const kept = content.module === null ? content : { plan: null, module: { ...content.module, version: module?.version ?? 1 } };
  return accept(onPlan(planVersionId, "PlanEdited", { ...kept, contentHash: hashOf(bodyOf(kept)) }));
}

export const editPlan: Decider<CommandPayload["plans.edit"]> = (world, { planVersionId, expectedVersion, content }, context) => edited(world, { planVersionId, expectedVersion, content: { plan: content, module: null } }, context);
export const editModule: Decider<CommandPayload["plans.editModule"]> = (world, { planVersionId, expectedVersion, content }, context) => edited(world, { planVersionId, expectedVersion, content: { plan: null, module: content } }, context);
export const editGuidance: Decider<CommandPayload["plans.editGuidance"]> = (world, { planVersionId, expectedVersion, content }, context) => edited(world, { planVersionId, expectedVersion, content: { plan: null, module: null, guidance: content } }, context);

/** CMD-06: a draft that lacks something is not submitted; every gap is listed. */
export const submitPlan: Decider<CommandPayload["plans.submit"]> = (world, { planVersionId, expectedVersion }, context) => {
  const found = planIn(world, planVersionId, ["DRAFT"], expectedVersion);
  if (!found.ok) return found;
  const refusal = stopped(world, found.value, context);
  return refusal === null ? accept(onPlan(planVersionId, "PlanSubmitted", {})) : fail(refusal);
};

export const sendBackPlan: Decider<CommandPayload["plans.sendBack"]> = (world, { planVersionId, expectedVersion, reason }) => {
  const found = planIn(world, planVersionId, ["IN_REVIEW", "APPROVED"], expectedVersion);
  return found.ok ? accept(onPlan(planVersionId, "PlanSentBack", { reason })) : found;
};

/** Whoever worked on it cannot approve it (separation of duties). */
export const approvePlan: Decider<CommandPayload["plans.approve"]> = (world, { planVersionId, expectedVersion }, context) => {
  const found = planIn(world, planVersionId, ["IN_REVIEW"], expectedVersion);
  if (!found.ok) return found;
  return found.value.authors.includes(context.actor.userId) ? refused("PLAN_OWN_WORK") : accept(onPlan(planVersionId, "PlanApproved", {}));
};

/** From now on it holds. The version before it is told in the same commit: of two drafts that follow one version, one is published. */
export const publishPlan: Decider<CommandPayload["plans.publish"]> = (world, { planVersionId, expectedVersion }, context) => {
  const found = planIn(world, planVersionId, ["APPROVED"], expectedVersion);
  if (!found.ok) return found;
  const refusal = stopped(world, found.value, context);
  if (refusal !== null) return fail(refusal);
  const { follows } = found.value;
  if (follows === null) return accept(onPlan(planVersionId, "PlanPublished", { no: 1 }));
  const base = world.plans.get(follows);
  if (base?.status !== "PUBLISHED") return refused("PLAN_BASE_OUTDATED", { planVersionId: base?.succeededBy ?? null });
  return accept(onPlan(planVersionId, "PlanPublished", { no: (base.no ?? 0) + 1 }), onPlan(base.id, "PlanSuperseded", { by: planVersionId }));
};

export const retirePlan: Decider<CommandPayload["plans.retire"]> = (world, { planVersionId, reason }, context) => {
  const found = planIn(world, planVersionId, ["PUBLISHED"]);
  if (!found.ok) return found;
  const refusal = gaps(context);
  return refusal === null ? accept(onPlan(planVersionId, "PlanRetired", { reason })) : fail(refusal);
};

export const discardPlan: Decider<CommandPayload["plans.discard"]> = (world, { planVersionId, reason }) => {
  const found = planIn(world, planVersionId, ["DRAFT"]);
  return found.ok ? accept(onPlan(planVersionId, "PlanDiscarded", { reason })) : found;
};

export const recordExercise: Decider<CommandPayload["plans.recordExercise"]> = (world, { planVersionId, on, kind, note }, context) => {
  const found = planIn(world, planVersionId, ["PUBLISHED"]);
  if (!found.ok) return found;
  if (found.value.what !== "PLAN") return refused("NOT_FOUND", { planVersionId });
  return !isDay(on) || on > today(context) ? refused("VALIDATION_FAILED", { fields: ["/on"] }) : accept(onPlan(planVersionId, "PlanExercised", { on, kind, note }));
};

/** A duty post was called, and answered or not (CMD-09). */
export const tryContact: Decider<CommandPayload["plans.tryContact"]> = (world, { planVersionId, contactId, reached }, context) => {
  const found = planIn(world, planVersionId, ["PUBLISHED"]);
  if (!found.ok) return found;
  const known = found.value.plan?.contacts.some(({ id }) => id === contactId) === true;
  return known ? accept(onPlan(planVersionId, "PlanContactTried", { contactId, on: today(context), reached })) : refused("VALIDATION_FAILED", { fields: ["/contactId"] });
};
