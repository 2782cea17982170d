import type { SystemPayload } from "@tocsin/contract/commands.ts";
import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { accept, type Decider, type Drafted } from "../../decision.ts";
import { cityPath } from "../../organisation/chain.ts";
import { onPlan } from "./plan-life.ts";

/** A plan or module of the city's files, with its hash. */
export interface FiledPlan {
  readonly code: string;
  readonly plan: PlanContent | null;
  readonly module: PlanModule | null;
  readonly source: string;
}

/** Modules first: plans call them. Of a module with several versions in the files the newest counts. */
export function filedPlans({ plans, planModules }: { readonly plans: readonly PlanContent[]; readonly planModules: readonly PlanModule[] }): FiledPlan[] {
  const newest = planModules.filter(({ id, version }) => !planModules.some((other) => other.id === id && other.version > version));
  return [
    ...newest.map((module): FiledPlan => ({ code: module.id, plan: null, module, source: hashOf(module) })),
    ...plans.map((plan): FiledPlan => ({ code: plan.id, plan, module: null, source: hashOf(plan) })),
  ];
}

/** The city's files: the first versions as they stand, so that a city starts with its plans; a changed one is a draft that somebody must submit. */
export const registerPlans: Decider<SystemPayload["system.registerPlans"]> = (world, { entries }, context) => {
  const filed = filedPlans(context.city.city);
  const scope = [cityPath(context.city)];
  const events = entries.flatMap(({ planVersionId, source, follows }): Drafted[] => {
    const file = filed.find((candidate) => candidate.source === source);
    if (file === undefined || world.plans.has(planVersionId)) return [];
    const { code, plan, module } = file;
    const draft = onPlan(planVersionId, "PlanDrafted", { code, follows, plan, module, contentHash: source, source, scope });
    return follows === null ? [draft, onPlan(planVersionId, "PlanPublished", { no: module?.version ?? 1 })] : [draft];
  });
  return accept(...events);
};
