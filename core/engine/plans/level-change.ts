import type { IssuableTask } from "@tocsin/contract/command/plan-task.ts";

/** What is known of a task that was issued: WAITING has not begun; BEGUN; ENDED is done or given up. */
export type TaskProgress = "WAITING" | "BEGUN" | "ENDED";

export interface LevelChange {
  /** Issued now: wanted and not there. */
  readonly issue: readonly IssuableTask[];
  /** Go on as they are. */
  readonly keep: readonly string[];
  /** No longer wanted and not begun: cancelled. */
  readonly cancel: readonly string[];
  /** No longer wanted but begun: somebody must decide. */
  readonly decide: readonly string[];
}

/**
 * From the tasks of one level to those of another (CMD-08): raising issues the difference only, lowering cancels what has not
 * begun and leaves what has for a decision. What has ended stays as it ended. `running` has every task that is not cancelled.
 */
export function changeLevel(running: readonly { readonly id: string; readonly progress: TaskProgress }[], wanted: readonly IssuableTask[]): LevelChange {
  const there = new Set(running.map(({ id }) => id));
  const asked = new Set(wanted.map(({ id }) => id));
  const unwanted = running.filter(({ id }) => !asked.has(id));
  const ids = (progress: TaskProgress): string[] => unwanted.filter((task) => task.progress === progress).map(({ id }) => id);
  return {
    issue: wanted.filter(({ id }) => !there.has(id)),
    keep: running.filter(({ id, progress }) => asked.has(id) || progress === "ENDED").map(({ id }) => id),
    cancel: ids("WAITING"),
    decide: ids("BEGUN"),
  };
}
