import { AsyncLocalStorage } from "node:async_hooks";

/**
 * The named steps of servers in this process (swap/crash-points.ts). Several servers run side by side, so each is started
 * inside its own context and hears of its own steps alone.
 */
export interface StepListener {
  /** May hold the step up: what it answers is awaited. */
  at(step: string): unknown;
}

const context = new AsyncLocalStorage<StepListener>();

(globalThis as { tocsinStep?: (step: string) => unknown }).tocsinStep ??= (step) => context.getStore()?.at(step);

export const hearing = <T>(listener: StepListener, start: () => T): T => context.run(listener, start);

/** Never resolves: what a process does after it has been killed. */
export const forEver = (): Promise<never> => new Promise(() => undefined);
