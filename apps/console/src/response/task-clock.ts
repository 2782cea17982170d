import type { ActivationTask } from "@tocsin/contract/command/activation.ts";
import { elapsedSeconds } from "@tocsin/kernel/instant.ts";

export type TaskTone = "calm" | "amber" | "over" | "ended" | "waiting";

export interface TaskTime {
  readonly tone: TaskTone;
  /** The limit that runs next: to begin, or to be done; null where none runs. */
  readonly limit: "START" | "DUE" | null;
  /** Whole seconds left of it; below zero when it is over. */
  readonly leftS: number;
}

/** Time left of the limit that comes next: exactly the limit is still kept, amber from two thirds of it (DSP-05). */
export function taskTime({ state, issuedAt, startS, dueS }: Pick<ActivationTask, "state" | "issuedAt" | "startS" | "dueS">, now: number): TaskTime {
  if (state === "WAITING") return { tone: "waiting", limit: null, leftS: 0 };
  if (issuedAt === null || (state !== "ISSUED" && state !== "STARTED")) return { tone: "ended", limit: null, leftS: 0 };
  const limit = state === "ISSUED" ? "START" : "DUE";
  const limitS = limit === "START" ? startS : dueS;
  const used = elapsedSeconds(issuedAt, Math.max(now, issuedAt));
  const leftS = limitS - used;
  return { tone: leftS < 0 ? "over" : used * 3 >= limitS * 2 ? "amber" : "calm", limit, leftS };
}

const URGENCY: Readonly<Record<TaskTone, number>> = { over: 0, amber: 1, calm: 2, waiting: 3, ended: 4 };

/** What wants somebody first stands first: over, then by time left, then what waits, then what has ended. */
export function byUrgency(tasks: readonly ActivationTask[], now: number): ActivationTask[] {
  const timed = tasks.map((task, index) => ({ task, index, time: taskTime(task, now) }));
  timed.sort((a, b) => Number(b.task.toDecide) - Number(a.task.toDecide) || URGENCY[a.time.tone] - URGENCY[b.time.tone] || a.time.leftS - b.time.leftS || a.index - b.index);
  return timed.map(({ task }) => task);
}
