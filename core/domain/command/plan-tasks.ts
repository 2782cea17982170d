import type { Activation, ActivationTask, TaskState } from "@tocsin/contract/command/activation.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { elapsedSeconds } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World } from "../decision.ts";
import { missed } from "./response-deadlines.ts";
import { onActivation, ownsTask, running } from "./response-rules.ts";
import { TASK_NEXT } from "./task-order.ts";
import { ownerOf } from "./task-owner.ts";

interface Named {
  readonly state: Activation;
  readonly task: ActivationTask;
  /** The actor commands the incident. */
  readonly commands: boolean;
}

/** The task, when the actor may act on it: who owns it, or who commands the incident. To others' partners it is not there. */
function theTask(world: World, { activationId, taskId }: { readonly activationId: string; readonly taskId: string }, context: Context): Result<Named, Refusal> {
  const found = running(world, activationId);
  if (!found.ok) return found;
  const task = found.value.tasks.find(({ id }) => id === taskId);
  const commands = world.incidents.get(found.value.incidentId)?.commander?.userId === context.actor.userId;
  const may = task !== undefined && (commands || ownsTask(context, task));
  if (task === undefined || (!may && (context.actor.agency !== "POLICE" || context.actor.unitId !== null))) return fail(refuse("NO_SUCH_TASK", { taskId }));
  return may ? ok({ state: found.value, task, commands }) : fail(refuse("NOT_YOUR_TASK", { owner: task.owner.nameZh }));
}

/** The task on its way to a state that may follow its own. */
function onItsWay(world: World, payload: { readonly activationId: string; readonly taskId: string }, context: Context, to: TaskState): Result<Named, Refusal> {
  const found = theTask(world, payload, context);
  if (!found.ok || TASK_NEXT[found.value.task.state].includes(to)) return found;
  return fail(refuse("STATE_CONFLICT", { status: found.value.task.state, allowed: TASK_NEXT[found.value.task.state] }));
}

/** A limit that is over is missed, whether its timer has come round yet or not. */
function lateBy({ state, task }: Named, limit: "START" | "DUE", context: Context): Drafted[] {
  const known = limit === "START" ? task.startMissedAt : task.dueMissedAt;
  const late = task.issuedAt !== null && known === null && elapsedSeconds(task.issuedAt, context.at) > (limit === "START" ? task.startS : task.dueS);
  return late ? [missed(state.id, task, limit, context)] : [];
}

export const startTask: Decider<CommandPayload["command.startTask"]> = (world, payload, context) => {
  const found = onItsWay(world, payload, context, "STARTED");
  if (!found.ok) return found;
  return accept(...lateBy(found.value, "START", context), onActivation(payload.activationId, "TaskStarted", { taskId: payload.taskId, deviceAt: payload.deviceAt ?? null }));
};

export const finishTask: Decider<CommandPayload["command.finishTask"]> = (world, payload, context) => {
  const found = onItsWay(world, payload, context, "DONE");
  if (!found.ok) return found;
  return accept(...lateBy(found.value, "DUE", context), onActivation(payload.activationId, "TaskFinished", { taskId: payload.taskId, note: payload.note ?? null, deviceAt: payload.deviceAt ?? null }));
};

/** Without doing it, with a reason; a critical task by the commander alone. */
export const skipTask: Decider<CommandPayload["command.skipTask"]> = (world, payload, context) => {
  const found = onItsWay(world, payload, context, "SKIPPED");
  if (!found.ok) return found;
  const { state, task, commands } = found.value;
  if (task.critical && !commands) return refused("NOT_IN_COMMAND", { commander: world.incidents.get(state.incidentId)?.commander?.name ?? "-" });
  return accept(onActivation(state.id, "TaskSkipped", { taskId: task.id, reason: payload.reason }));
};

export const keepTask: Decider<CommandPayload["command.keepTask"]> = (world, payload, context) => {
  const found = theTask(world, payload, context);
  if (!found.ok) return found;
  const { state, task, commands } = found.value;
  if (!commands) return refused("NOT_IN_COMMAND", { commander: world.incidents.get(state.incidentId)?.commander?.name ?? "-" });
  if (!task.toDecide) return refused("STATE_CONFLICT", { status: task.state, allowed: TASK_NEXT[task.state] });
  return accept(onActivation(state.id, "TaskKept", { taskId: task.id }));
};

/** To another organisation, or to a unit, whose organisation then owns it. Its limits run on. */
export const reassignTask: Decider<CommandPayload["command.reassignTask"]> = (world, payload, context) => {
  const found = theTask(world, payload, context);
  if (!found.ok) return found;
  const { state, task } = found.value;
  if (TASK_NEXT[task.state].length === 0) return refused("STATE_CONFLICT", { status: task.state, allowed: [] });
  const { orgId, unitId, reason } = payload;
  if ((orgId === undefined) === (unitId === undefined)) return refused("VALIDATION_FAILED", { fields: ["/orgId", "/unitId"] });
  const unit = unitId === undefined ? undefined : world.units.get(unitId);
  if (unitId !== undefined && unit === undefined) return refused("UNKNOWN_UNIT", { unitId, fields: ["/unitId"] });
  const org = context.city.org.get(orgId ?? context.city.unit.get(unitId ?? "")?.org ?? "");
  if (org === undefined) return refused("VALIDATION_FAILED", { fields: ["/orgId"] });
  return accept(onActivation(state.id, "TaskReassigned", { taskId: task.id, owner: ownerOf(org), unitId: unitId ?? null, reason }));
};
