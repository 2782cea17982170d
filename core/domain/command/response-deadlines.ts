import { type Activation, type ActivationTask, isRunning } from "@tocsin/contract/command/activation.ts";
import type { SystemPayload } from "@tocsin/contract/commands.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { accept, type Context, type Decider, type Drafted, refused } from "../decision.ts";
import { chainOf, cityPath } from "../organisation/chain.ts";
import { onActivation } from "./response-rules.ts";

interface Pending {
  readonly id: string;
  readonly dueAt: number;
  readonly purpose: string;
  readonly taskId: string;
  readonly limit: "START" | "DUE";
}

/** A limit of whole seconds is missed one second after it (DSP-05). */
const missedAt = (issuedAt: number, limitS: number): number => issuedAt + (limitS + 1) * SECOND;

function pendingOf({ id, state, issuedAt, startS, dueS, startMissedAt, dueMissedAt }: ActivationTask): Pending[] {
  if (issuedAt === null || !(state === "ISSUED" || state === "STARTED")) return [];
  return [
    ...(state === "ISSUED" && startMissedAt === null ? [{ id: `start/${id}`, dueAt: missedAt(issuedAt, startS), purpose: "task not begun", taskId: id, limit: "START" as const }] : []),
    ...(dueMissedAt === null ? [{ id: `due/${id}`, dueAt: missedAt(issuedAt, dueS), purpose: "task not done", taskId: id, limit: "DUE" as const }] : []),
  ];
}

/** What is still to happen to a response by itself: the limits of its tasks (decision 0004). */
export const activationDeadlines = (state: Activation): Pending[] => (isRunning(state) ? state.tasks.flatMap(pendingOf) : []);

/** A missed limit goes before the organisation above: one not begun before the next one up, one not done before the city. */
export function missed(activationId: string, task: ActivationTask, limit: "START" | "DUE", { city }: Context): Drafted {
  const above = chainOf(city, task.owner.orgPath).at(-2)?.path ?? cityPath(city);
  return onActivation(activationId, "TaskLimitMissed", { taskId: task.id, limit, escalatedTo: limit === "START" ? above : cityPath(city) });
}

/** A task's limit has come; what was begun or done meanwhile stays so. */
export const activationDue: Decider<SystemPayload["system.deadline"]> = (world, { id, deadlineId }, context) => {
  const state = world.activations.get(id);
  if (state === undefined) return refused("NOT_FOUND", { id });
  const pending = activationDeadlines(state).find((deadline) => deadline.id === deadlineId);
  const task = state.tasks.find((candidate) => candidate.id === pending?.taskId);
  if (pending === undefined || task === undefined || pending.dueAt > context.at) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  return accept(missed(id, task, pending.limit, context));
};
