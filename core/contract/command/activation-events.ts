import type { Activation, CalledModule, FrozenPlan, OwnedTask, PlanRef, TaskOwner } from "./activation.ts";
import type { ReadinessItem } from "./plan-finding.ts";
import type { PlanLevel } from "./plan-task.ts";

/** Where a response belongs: known from its first event on. */
type Opening = Pick<Activation, "incidentId" | "incidentNo" | "drill" | "orgPath" | "address" | "scope">;

/** Everything that can happen to a response. Which tasks become free follows from what was done, and is no event. */
export interface ActivationEvents {
  readonly PlanProposed: Opening & { readonly plan: PlanRef; readonly level: PlanLevel | null; readonly ask: readonly string[] };
  /** The facts call for another level than before. */
  readonly PlanAdvised: { readonly level: PlanLevel | null; readonly ask: readonly string[] };
  readonly ProposalDismissed: { readonly reason: string };
  readonly PlanActivated: Opening & { readonly plan: PlanRef; readonly content: FrozenPlan; readonly level: PlanLevel; readonly degraded: readonly ReadinessItem[]; readonly tasks: readonly OwnedTask[] };
  /** Modules called where no plan runs. */
  readonly ResponseOpened: Opening;
  readonly ModuleCalled: { readonly called: Omit<CalledModule, "at" | "by">; readonly tasks: readonly OwnedTask[] };
  /** `cancel`: not begun, and no longer wanted; `decide`: begun, and no longer wanted. */
  readonly LevelSet: { readonly level: PlanLevel; readonly reason: string; readonly tasks: readonly OwnedTask[]; readonly cancel: readonly string[]; readonly decide: readonly string[] };
  readonly TaskStarted: { readonly taskId: string; readonly deviceAt: number | null };
  readonly TaskFinished: { readonly taskId: string; readonly note: string | null; readonly deviceAt: number | null };
  readonly TaskSkipped: { readonly taskId: string; readonly reason: string };
  readonly TaskReassigned: { readonly taskId: string; readonly owner: TaskOwner; readonly unitId: string | null; readonly reason: string };
  /** Begun under a level that holds no more, it goes on. */
  readonly TaskKept: { readonly taskId: string };
  readonly TaskLimitMissed: { readonly taskId: string; readonly limit: "START" | "DUE"; readonly escalatedTo: string | null };
  readonly PlanTerminated: { readonly reason: string; readonly cancel: readonly string[] };
  readonly PlanReviewed: { readonly text: string };
}
