import type { ActivationTask, TaskState } from "@tocsin/contract/command/activation.ts";
import { ImpossibleEvent } from "../fold.ts";

/** From each state of a task, every state that may follow. */
export const TASK_NEXT: Readonly<Record<TaskState, readonly TaskState[]>> = {
  WAITING: ["ISSUED", "SKIPPED", "CANCELLED"],
  ISSUED: ["WAITING", "STARTED", "SKIPPED", "CANCELLED"],
  STARTED: ["DONE", "SKIPPED", "CANCELLED"],
  DONE: [],
  SKIPPED: [],
  CANCELLED: [],
};

export function taskTo(task: ActivationTask, to: TaskState): ActivationTask {
  if (!TASK_NEXT[task.state].includes(to)) throw new ImpossibleEvent(`task ${task.id} is ${task.state} and cannot become ${to}`);
  return { ...task, state: to };
}

/**
 * Which tasks have nothing before them that is still open. What was skipped or cancelled was not done: whoever waits for it
 * waits for what that one waited for.
 */
export function clearTasks(tasks: readonly ActivationTask[]): ReadonlySet<string> {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const passed = new Map<string, boolean>();
  const clear = ({ after }: ActivationTask): boolean => after.every((id) => passes(id));
  const passes = (id: string): boolean => {
    const known = passed.get(id);
    if (known !== undefined) return known;
    const task = byId.get(id);
    const ends = task === undefined || task.state === "DONE" || ((task.state === "SKIPPED" || task.state === "CANCELLED") && clear(task));
    passed.set(id, ends);
    return ends;
  };
  return new Set(tasks.filter(clear).map(({ id }) => id));
}

/**
 * Waiting tasks that have become free are issued, and their limits run from here. One before which a task has come again, whose
 * level or condition had ceased, waits anew.
 */
export function issueFree(tasks: readonly ActivationTask[], at: number): ActivationTask[] {
  const free = clearTasks(tasks);
  return tasks.map((task) => {
    if (task.state === "WAITING" && free.has(task.id)) return { ...taskTo(task, "ISSUED"), issuedAt: at };
    return task.state === "ISSUED" && !free.has(task.id) ? { ...taskTo(task, "WAITING"), issuedAt: null } : task;
  });
}
