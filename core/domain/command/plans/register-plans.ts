import type { SystemPayload } from "@tocsin/contract/commands.ts";
import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import type { GuidanceRow } from "@tocsin/contract/organisation/city.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { accept, type Decider, type Drafted } from "../../decision.ts";
import { cityPath } from "../../organisation/chain.ts";
import { drafted, onPlan } from "./plan-life.ts";

/** A plan, a module or the guidance for a type of the city's files, with its hash and the number that it has as a first version. */
export interface FiledPlan {
  readonly code: string;
  readonly plan: PlanContent | null;
  readonly module: PlanModule | null;
  readonly guidance?: GuidanceContent;
  readonly no: number;
  readonly source: string;
}

/** Modules first: plans call them. Of a module with several versions in the files the newest counts. */
export function filedPlans({ plans, planModules, guidance }: { readonly plans: readonly PlanContent[]; readonly planModules: readonly PlanModule[]; readonly guidance: readonly GuidanceRow[] }): FiledPlan[] {
  const newest = planModules.filter(({ id, version }) => !planModules.some((other) => other.id === id && other.version > version));
  return [
    ...newest.map((module): FiledPlan => ({ code: module.id, plan: null, module, no: module.version, source: hashOf(module) })),
    ...plans.map((plan): FiledPlan => ({ code: plan.id, plan, module: null, no: 1, source: hashOf(plan) })),
    ...guidance.map(({ version, ...content }): FiledPlan => ({ code: content.type, plan: null, module: null, guidance: content, no: version, source: hashOf(content) })),
  ];
}

/** The city's files: the first versions as they stand, so that a city starts with its plans; a changed one is a draft that somebody must submit. */
export const registerPlans: Decider<SystemPayload["system.registerPlans"]> = (world, { entries }, context) => {
  const filed = filedPlans(context.city.city);
  const scope = [cityPath(context.city)];
  const events = entries.flatMap(({ planVersionId, source, follows }): Drafted[] => {
    const file = filed.find((candidate) => candidate.source === source);
    if (file === undefined || world.plans.has(planVersionId)) return [];
    const { plan, module, guidance, no } = file;
    const draft = drafted(planVersionId, { plan, module, ...(guidance === undefined ? {} : { guidance }) }, follows, source, scope);
    return follows === null ? [draft, onPlan(planVersionId, "PlanPublished", { no })] : [draft];
  });
  return accept(...events);
};
