import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingMessage, Server } from "node:http";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { IDEMPOTENCY_HEADER } from "@tocsin/contract/routes.ts";
import type { Timer } from "@tocsin/ledger/types.ts";

/**
 * The server's clock during a replay. It moves only when told, and a command that carries its own moment (`keyAt`) is
 * decided at that moment: so commands that do not touch each other can be under way together, each at its own time.
 */
export interface VirtualClock {
  now(): number;
  set(at: number): void;
  /** From now on commands to this server are heard at the moment that their key names. */
  serve(server: Pick<Server, "prependListener">): void;
}

const KEY = /^at-(\d+)-/;

/** A command id that names the moment at which the command happens. */
export const keyAt = (at: number): string => `at-${at}-${newUlid()}`;

export function virtualClock(at: number): VirtualClock {
  let now = at;
  const moments = new AsyncLocalStorage<number>();
  return {
    now: () => moments.getStore() ?? now,
    set: (to) => void (now = Math.max(now, to)),
    serve: (server) =>
      void server.prependListener("request", (request: IncomingMessage) => {
        const moment = KEY.exec(String(request.headers[IDEMPOTENCY_HEADER] ?? ""))?.[1];
        moments.enterWith(moment === undefined ? now : Number(moment));
      }),
  };
}

export interface VirtualTimeDeps {
  readonly clock: Pick<VirtualClock, "set">;
  /** Timers due at or before a time, the earliest first. */
  readonly dueTimers: (now: number, limit: number) => Promise<readonly Pick<Timer, "dueAt">[]>;
  /** Fires what is due by the clock; answers how many. */
  readonly fire: () => Promise<number>;
}

/** When the next timer is due; Infinity when none is set. */
export async function nextTimer({ dueTimers }: Pick<VirtualTimeDeps, "dueTimers">): Promise<number> {
  const [next] = await dueTimers(Number.MAX_SAFE_INTEGER, 1);
  return next?.dueAt ?? Infinity;
}

/** Moves time on and fires every timer at its own moment on the way; answers how many fired. @throws Error when a due timer does not fire. */
export async function passTo(at: number, deps: VirtualTimeDeps): Promise<number> {
  let fired = 0;
  for (let due = await nextTimer(deps); due <= at; due = await nextTimer(deps)) {
    deps.clock.set(due);
    const now = await deps.fire();
    if (now === 0) throw new Error(`a timer due at ${due} does not fire`);
    fired += now;
  }
  deps.clock.set(at);
  return fired;
}
