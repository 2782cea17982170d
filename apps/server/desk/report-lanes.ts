import { setTimeout } from "node:timers/promises";
import { grantPaths } from "../session.ts";
import type { DoorAnswer, DoorRequest } from "./door.ts";

/** The row of one incident's further reports (R24, decision 0020). */
export interface ReportLanes {
  run(request: DoorRequest): Promise<DoorAnswer>;
}

export interface LaneWork {
  /** Waits for a place in the admission. */
  readonly admit: (request: DoorRequest, work: () => Promise<void>) => Promise<void>;
  /** Decides requests, one or several of one lane, in their order; an answer for each. */
  readonly decide: (requests: readonly DoorRequest[]) => Promise<readonly DoorAnswer[]>;
  /** Resolves when so many milliseconds are over. */
  readonly pause?: (ms: number) => Promise<void>;
}

interface Waiting {
  readonly request: DoorRequest;
  readonly resolve: (answer: DoorAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** So many at a time: what is stored together is also waited for together, and other commands of the incident come in between. */
const MOST_TOGETHER = 100;
/** One transaction of an incident's reports begins so long after the other, ms: in a surge its record is read and written five times a second, not at each report. */
const PACE_MS = 200;

/** Reports are decided on one reading of the incident only by seats that see the same; a key that comes twice is a repetition, and waits for the first. */
function takeAlike(queue: Waiting[]): Waiting[] {
  const scopeOf = ({ request }: Waiting): string => grantPaths(request.session).join();
  const keyOf = ({ request }: Waiting): string => JSON.stringify([request.session.userId, request.commandId]);
  const scope = scopeOf(queue[0]!);
  const keys = new Set<string>();
  const taken: Waiting[] = [];
  for (let i = 0; i < queue.length && taken.length < MOST_TOGETHER;) {
    const waiting = queue[i]!;
    if (scopeOf(waiting) !== scope || keys.has(keyOf(waiting))) i += 1;
    else {
      keys.add(keyOf(waiting));
      taken.push(...queue.splice(i, 1));
    }
  }
  return taken;
}

/**
 * When thousands speak of one event, their commits would collide on its record and be decided over and over. So the further
 * reports of an incident go in a row that holds one place of the admission, and those that have gathered meanwhile go together,
 * a moment after those before them; whatever else concerns the incident, an order above all, goes past them.
 */
export function openReportLanes({ admit, decide, pause = setTimeout }: LaneWork): ReportLanes {
  const lanes = new Map<string, Waiting[]>();

  async function settle(some: readonly Waiting[]): Promise<void> {
    try {
      const answers = await decide(some.map(({ request }) => request));
      some.forEach(({ resolve }, index) => resolve(answers[index]!));
    } catch (error) {
      for (const { reject } of some) reject(error);
    }
  }

  async function empty(id: string, queue: Waiting[]): Promise<void> {
    do {
      const began = performance.now();
      await admit(queue[0]!.request, () => settle(takeAlike(queue)));
      // A full row does not wait to be fuller.
      if (queue.length < MOST_TOGETHER) await pause(Math.max(0, began + PACE_MS - performance.now()));
    } while (queue.length > 0);
    lanes.delete(id);
  }

  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        const waiting = { request, resolve, reject };
        const id = request.name === "intake.addReport" ? (request.payload as { incidentId?: unknown } | null)?.incidentId : undefined;
        const lane = typeof id === "string" ? lanes.get(id) : undefined;
        if (typeof id !== "string") void admit(request, () => settle([waiting]));
        else if (lane !== undefined) lane.push(waiting);
        else {
          const queue = [waiting];
          lanes.set(id, queue);
          void empty(id, queue);
        }
      }),
  };
}
