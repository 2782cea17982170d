import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { DoorRequest } from "./door.ts";

/** What goes first when there is more to do than can be done at once: 0 before 1 before 2 before 3. */
export type Urgency = 0 | 1 | 2 | 3;

/**
 * So much work at a time, the most urgent first, in order of arrival within one urgency (INC-07). Nothing is turned away:
 * what is not urgent waits here instead of slowing down what is, and every so often the longest waiting goes, whatever it is.
 */
export interface Admission {
  run<Result>(urgency: Urgency, work: () => Promise<Result>): Promise<Result>;
  /** Waiting, by urgency. */
  waiting(): readonly number[];
}

interface Waiting {
  readonly turn: number;
  readonly begin: () => void;
}

/** As many as keep the database busy; the pool of connections has two more, for timers and for those who follow the log. */
const AT_ONCE = 8;
/** Of so many that are let in from the queue, one is the longest waiting. */
const FAIR_EVERY = 8;

export function openAdmission(atOnce: number = AT_ONCE, fairEvery: number = FAIR_EVERY): Admission {
  const queues: readonly Waiting[][] = [[], [], [], []];
  let running = 0;
  let turn = 0;
  let admitted = 0;

  function nextQueue(): Waiting[] | undefined {
    const occupied = queues.filter((queue) => queue.length > 0);
    admitted += 1;
    return admitted % fairEvery === 0 ? occupied.sort((a, b) => a[0]!.turn - b[0]!.turn)[0] : occupied[0];
  }

  function leave(): void {
    const next = nextQueue()?.shift();
    if (next === undefined) running -= 1;
    else next.begin();
  }

  return {
    async run(urgency, work) {
      if (running < atOnce) running += 1;
      else await new Promise<void>((begin) => queues[urgency]!.push({ turn: turn++, begin }));
      try {
        return await work();
      } finally {
        leave();
      }
    },
    waiting: () => queues.map((queue) => queue.length),
  };
}

const BY_PRIORITY: Readonly<Record<string, Urgency>> = { P1: 0, P2: 1, P3: 2, P4: 3 };

/** A fresh report waits by the priority of its type; one whose type nobody knows yet may be the worst. Whatever concerns matters under way goes first. */
export function urgencyOf({ name, payload }: Pick<DoorRequest, "name" | "payload">, city: CityIndex): Urgency {
  if (name !== "intake.receive" || typeof payload !== "object" || payload === null) return 0;
  const { typeCode } = payload as Partial<CommandPayload["intake.receive"]>;
  return (typeof typeCode === "string" ? BY_PRIORITY[city.type.get(typeCode)?.priority ?? ""] : undefined) ?? 0;
}
