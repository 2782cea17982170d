import type { Clock } from "@tocsin/contract/dispatch/clock.ts";
import type { Priority } from "@tocsin/contract/organisation/city.ts";
import type { Policies } from "@tocsin/contract/organisation/policies.ts";
import { SECOND, type Instant } from "@tocsin/kernel/instant.ts";

/** What of an incident decides its place among those that wait. */
export interface Waiting {
  readonly id: string;
  readonly priority: Priority | null;
  readonly receivedAt: Instant;
  readonly clocks: readonly Pick<Clock, "startedAt" | "limitS" | "doneAt" | "voidedAt">[];
}

/** Seconds after its arrival by which somebody ought to have turned to an incident, by priority (`policies.yaml`, `queue.waitS`). */
export type QueueWaits = Policies["queue"]["waitS"];

/** P1 stands above all; one without a priority may be anything, and stands behind P1 and before all others. */
const classOf = ({ priority }: Waiting): number => (priority === "P1" ? 0 : priority === null ? 1 : 2);

/** When the first clock that still waits for its act ends or ended; infinity without one. */
const dueAt = ({ clocks }: Waiting): number =>
  clocks.reduce((first, clock) => (clock.doneAt === null && clock.voidedAt === null ? Math.min(first, clock.startedAt + clock.limitS * SECOND) : first), Infinity);

/**
 * By when somebody ought to turn to it, ms UTC: the end of its first running clock, or its arrival and the wait of its priority,
 * whichever is sooner. This is how the queue ages: a P3 passes each P2 that comes more than the difference of their waits later.
 * It names a moment and not an age, so the order does not depend on the time of day, and a tick moves no row.
 */
export function attendBy(incident: Waiting, waits: QueueWaits): Instant {
  const { priority, receivedAt } = incident;
  const waitS = priority === null || priority === "P1" ? 0 : waits[priority];
  return Math.min(dueAt(incident), receivedAt + waitS * SECOND);
}

/**
 * The order in which waiting incidents want somebody, for server and screens alike: earliest due date first, and P1 always first:
 * no age of anything else passes it. A total order; below zero when `a` comes first.
 */
export function compareWaiting(a: Waiting, b: Waiting, waits: QueueWaits): number {
  return classOf(a) - classOf(b) || attendBy(a, waits) - attendBy(b, waits) || dueAt(a) - dueAt(b) || a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
