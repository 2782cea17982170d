import { Worker } from "node:worker_threads";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, type Result } from "@tocsin/kernel/result.ts";
import type { PlannerCity, PlannerReply, PlannerTask } from "./planner-worker.ts";

/** One thread for all planning: it starts with the first question, does one at a time, and ends when nobody has asked for a while. */
export interface PlannerThread {
  /** Refused TOO_BUSY when too many wait, or when an answer takes too long. */
  ask(task: PlannerTask, limitMs: number): Promise<Result<unknown, Refusal>>;
  close(): Promise<void>;
}

const MOST_WAITING = 8;
const IDLE_MS = 10 * 60_000;

export function openPlannerThread(city: PlannerCity, report: (what: string, error: unknown) => void): PlannerThread {
  let worker: Worker | null = null;
  /** Who waits for the thread's next word. */
  let heard: ((reply: PlannerReply) => void) | null = null;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let idle: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  function start(): Worker {
    const thread = new Worker(new URL("./planner-worker.ts", import.meta.url), { workerData: city, resourceLimits: { maxOldGenerationSizeMb: 2_048 } });
    thread.on("message", (reply: PlannerReply) => heard?.(reply));
    thread.on("error", (error) => heard?.({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }));
    thread.on("exit", () => {
      if (worker === thread) heard?.({ fault: "the thread has ended" });
    });
    return thread;
  }

  async function stop(): Promise<void> {
    const running = worker;
    worker = null;
    heard?.({ fault: "the thread was stopped" });
    await running?.terminate();
  }

  async function once(task: PlannerTask, limitMs: number): Promise<Result<unknown, Refusal>> {
    if (closed) return fail(refuse("TOO_BUSY"));
    const thread = (worker ??= start());
    const reply = await new Promise<PlannerReply>((resolve) => {
      const late = setTimeout(() => resolve({ fault: `no answer to ${task.job.kind} within ${limitMs} ms` }), limitMs);
      heard = (said) => {
        clearTimeout(late);
        resolve(said);
      };
      thread.postMessage(task);
    });
    heard = null;
    if (!("fault" in reply)) return reply;
    if (!closed) report("planner", new Error(reply.fault));
    await stop();
    return fail(refuse("TOO_BUSY"));
  }

  return {
    async ask(task, limitMs) {
      if (waiting >= MOST_WAITING) return fail(refuse("TOO_BUSY"));
      waiting += 1;
      clearTimeout(idle);
      const turn = last.then(() => once(task, limitMs));
      last = turn;
      try {
        return await turn;
      } finally {
        waiting -= 1;
        if (waiting === 0 && !closed) idle = setTimeout(() => void stop(), IDLE_MS).unref();
      }
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await stop();
      await last;
    },
  };
}
