import type { PlannerSandbox, PlannerWish } from "@tocsin/contract/planner/planner.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import { ok, type Result } from "@tocsin/kernel/result.ts";
import { layoutOf, openPosts, type PlannerGround } from "./planner-ground.ts";
import { costsOf, planPosts } from "./plan-posts.ts";
import { whatIf } from "./what-if.ts";

/** What can be asked of a prepared hour. */
export type PlannerJob =
  | { readonly kind: "coverage" }
  | { readonly kind: "whatIf"; readonly sandbox: Pick<PlannerSandbox, "add" | "move" | "close"> }
  | { readonly kind: "plan"; readonly wish: PlannerWish }
  | { readonly kind: "costs" };

export async function runJob(ground: PlannerGround, job: PlannerJob): Promise<Result<unknown, Refusal>> {
  switch (job.kind) {
    case "coverage": return ok({ demand: ground.demand.told, layout: layoutOf(ground, ground.layout.best, openPosts(ground)) });
    case "whatIf": return whatIf(ground, job.sandbox);
    case "plan": return planPosts(ground, job.wish);
    case "costs": return ok(costsOf(ground));
  }
}
