import type { FrozenPlan, PlanRef } from "@tocsin/contract/command/activation.ts";
import type { PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanFinding, PlanReadiness } from "@tocsin/contract/command/plan-finding.ts";
import type { IssuableTask, PlanLevel } from "@tocsin/contract/command/plan-task.ts";

/**
 * What of plans and modules a decision needs, worked out beforehand (core/runtime/response-work.ts): the domain compiles
 * nothing and judges no condition (decision 0019).
 */
export interface ResponseWork {
  /** The version that is to be activated; null when no such version is published. */
  readonly published: { readonly ref: PlanRef; readonly content: FrozenPlan } | null;
  /** What the facts say: whether the plan's trigger holds, its level, what to ask. */
  readonly proposal: { readonly trigger: "YES" | "NO" | "UNKNOWN"; readonly level: PlanLevel | null; readonly ask: readonly string[] } | null;
  readonly readiness: PlanReadiness | null;
  /** Tasks to issue: of the level that is asked for, beyond those that are there; or of the module that is called. */
  readonly tasks: readonly IssuableTask[];
  /** At the level that is asked for no longer wanted: not begun, and begun. */
  readonly unwanted: { readonly waiting: readonly string[]; readonly begun: readonly string[] };
  readonly module: PlanModule | null;
  /** Prefix of the tasks of a module that is called. */
  readonly call: string;
  /** What is wrong with the values for a module; or why a plan does not run, whose words the city has given up. */
  readonly findings: readonly PlanFinding[];
}

export const NO_WORK: ResponseWork = { published: null, proposal: null, readiness: null, tasks: [], unwanted: { waiting: [], begun: [] }, module: null, call: "", findings: [] };
