import type { StreamKind } from "@tocsin/contract/events.ts";
import { fireDue, runTimers, timerCommandId, type TimerLoop } from "@tocsin/ledger/timers.ts";
import type { Ledger, Timer } from "@tocsin/ledger/types.ts";
import type { Clock } from "./clock.ts";
import type { Desk } from "./desk/desk.ts";

export interface TimersDeps {
  readonly ledger: Pick<Ledger, "dueTimers">;
  readonly desk: Pick<Desk, "executeSystem">;
  readonly clock: Clock;
  readonly report: (what: string, error: unknown) => void;
  /** Whether due timers fire by themselves. */
  readonly automatic: boolean;
}

export interface Timers {
  /** Fires everything that is due by the clock, in order, also what that makes due; answers how many. */
  process(): Promise<number>;
  stop(): Promise<void>;
}

/** A due timer is a command of the platform; its id makes it happen once, on however many servers it fires. */
async function fire(desk: Pick<Desk, "executeSystem">, timer: Timer): Promise<void> {
  const answer = await desk.executeSystem({
    name: "system.deadline",
    payload: { kind: timer.kind as StreamKind, id: timer.id, deadlineId: timer.timerId },
    commandId: timerCommandId(timer),
  });
  if (!answer.ok && answer.refusal.code === "TOO_BUSY") throw new Error(`timer ${timer.timerId} of ${timer.kind}/${timer.id} found no free moment`);
}

export function startTimers(deps: TimersDeps): Timers {
  const stopping = new AbortController();
  const loop: TimerLoop = {
    due: (now, limit) => deps.ledger.dueTimers(now, limit),
    now: () => deps.clock.now(),
    fire: (timer) => fire(deps.desk, timer),
    signal: stopping.signal,
    onError: (timer, error) => deps.report(timer === null ? "timers" : `timer ${timer.timerId}`, error),
  };
  const running = deps.automatic ? runTimers(loop) : Promise.resolve();
  return {
    async process() {
      let fired = 0;
      for (let round = await fireDue(loop, new Map()); round > 0; round = await fireDue(loop, new Map())) fired += round;
      return fired;
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
