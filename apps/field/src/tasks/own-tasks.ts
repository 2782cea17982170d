import type { BoardState } from "@tocsin/client/board-state.ts";
import type { ActivationHead, ActivationTask } from "@tocsin/contract/command/activation.ts";
import { TASK_NEXT } from "@tocsin/domain/command/task-order.ts";
import type { Act } from "../outbox/act.ts";

/** A task of a response that was given to this unit. */
export interface OwnTask {
  readonly response: ActivationHead;
  readonly task: ActivationTask;
}

type TaskAct = Act<"command.startTask"> | Act<"command.finishTask">;
const isTaskAct = (act: Act): act is TaskAct => act.name === "command.startTask" || act.name === "command.finishTask";

/** The task as it will be when this act has arrived. `at` is the act's time by the server's clock. A step that cannot follow changes nothing here. */
function expectTask(task: ActivationTask, act: TaskAct, at: number): ActivationTask {
  const to = act.name === "command.startTask" ? "STARTED" : "DONE";
  if (!TASK_NEXT[task.state].includes(to)) return task;
  if (to === "STARTED") return { ...task, state: to, startedAt: at };
  return { ...task, state: to, endedAt: at, note: ("note" in act.payload ? act.payload.note : undefined) ?? task.note };
}

const CAN_BE_WORKED_ON = ["STARTED", "ISSUED", "WAITING"] as const;
const rank = ({ state }: ActivationTask): number => CAN_BE_WORKED_ON.findIndex((each) => each === state);
const dueAt = ({ issuedAt, dueS }: ActivationTask): number => (issuedAt === null ? Infinity : issuedAt + dueS * 1_000);

/**
 * The unit's open tasks of responses that run, what waits to be sent taken as done: begun ones first, then by what is due first, then those
 * that wait for others. `offset` = server clock minus device clock, ms.
 */
export function ownTasks({ activations }: Pick<BoardState, "activations">, acts: readonly Act[], unitId: string, offset: number): OwnTask[] {
  const coming = acts.filter((act) => act.status === "WAITING").filter(isTaskAct);
  const mine = [...activations.values()].filter(({ status }) => status === "ACTIVE" || status === "ADJUSTED").flatMap((response) =>
    response.tasks.filter((task) => task.unitId === unitId).map((task): OwnTask => ({
      response,
      task: coming.filter(({ payload }) => payload.activationId === response.id && payload.taskId === task.id).reduce((state, act) => expectTask(state, act, act.at + offset), task),
    })));
  return mine.filter(({ task }) => rank(task) >= 0).sort((a, b) => rank(a.task) - rank(b.task) || dueAt(a.task) - dueAt(b.task));
}

export interface TaskLimit {
  readonly limit: "START" | "DUE";
  readonly startedAt: number;
  readonly dueAt: number;
}

/** The limit that the unit's next step answers; it counts from when the task was issued, in server time. */
export function taskLimit({ state, issuedAt, startS, dueS }: ActivationTask): TaskLimit | undefined {
  if (issuedAt === null || (state !== "ISSUED" && state !== "STARTED")) return undefined;
  const limit = state === "ISSUED" ? "START" : "DUE";
  return { limit, startedAt: issuedAt, dueAt: issuedAt + (limit === "START" ? startS : dueS) * 1_000 };
}
