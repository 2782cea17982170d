import { MINUTE } from "@tocsin/kernel/instant.ts";
import type { Driver } from "./driver.ts";
import type { Step } from "./plan-steps.ts";
import { nextTimer, passTo, type VirtualTimeDeps } from "./virtual-time.ts";

const AT_ONCE = 64;
/** Less than the shortest deadline that a step within it can start and a later step of its call can meet. */
const SPAN = 10 * MINUTE;

/**
 * How far the steps from `from` on can be under way together: up to the next order, which ranks everybody as they are
 * then, and up to the next timer. Orders of one moment go together.
 */
export function endOfBatch(steps: readonly Step[], from: number, timerAt: number): number {
  const first = steps[from]!;
  let end = from + 1;
  const goesAlong = (step: Step): boolean =>
    first.what === "ORDER" ? step.what === "ORDER" && step.at === first.at : step.what !== "ORDER" && step.at < Math.min(timerAt, first.at + SPAN) && end - from < AT_ONCE;
  while (end < steps.length && goesAlong(steps[end]!)) end += 1;
  return end;
}

export interface Watch {
  readonly onProgress?: (done: number, of: number) => void;
  /** Ends the run between two steps. */
  readonly signal?: AbortSignal;
}

/** Performs all steps: those of one call one after the other, each at its own moment, with every timer fired before it. */
export async function performAll(steps: readonly Step[], driver: Driver, time: VirtualTimeDeps, { onProgress, signal }: Watch = {}): Promise<void> {
  for (let i = 0; i < steps.length; ) {
    signal?.throwIfAborted();
    driver.tally.timersFired += await passTo(steps[i]!.at, time);
    const end = endOfBatch(steps, i, steps[i]!.what === "ORDER" ? Infinity : await nextTimer(time));
    const calls = Map.groupBy(steps.slice(i, end), (step) => step.call.callNumber);
    await Promise.all([...calls.values()].map(async (chain) => {
      for (const step of chain) await driver.perform(step);
    }));
    if (Math.floor(i / 1_000) !== Math.floor(end / 1_000)) onProgress?.(end, steps.length);
    i = end;
  }
}
