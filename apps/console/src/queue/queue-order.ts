import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { summaryOf } from "../incident/summary.ts";

export const QUEUE_GROUPS = ["unassigned", "running", "watching"] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number];
export type Queue = Readonly<Record<QueueGroup, readonly Incident[]>>;

/** Where an open incident stands; undefined for one that is over. */
export function groupOf(incident: Incident): QueueGroup | undefined {
  const summary = summaryOf(incident);
  if (!summary.open) return undefined;
  if (summary.unassigned) return "unassigned";
  return summary.active.length > 0 ? "running" : "watching";
}

/** One without a priority may be anything: it stands behind P1 and before all others. */
const WEIGHT: Readonly<Record<string, number>> = { P1: 0, P2: 2, P3: 3, P4: 4 };
const weightOf = (incident: Incident): number => (incident.priority === null ? 1 : (WEIGHT[incident.priority] ?? 1));

/** By priority, then by the clock that ends first, then by arrival. The order does not depend on the time of day, so a tick moves no row. */
export function compareUrgency(a: Incident, b: Incident): number {
  const byPriority = weightOf(a) - weightOf(b);
  if (byPriority !== 0) return byPriority;
  const [dueA, dueB] = [summaryOf(a).dueAt, summaryOf(b).dueAt];
  if (dueA !== dueB) return dueA < dueB ? -1 : 1;
  return a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1);
}

export function queueOf(incidents: Iterable<Incident>): Queue {
  const queue: Record<QueueGroup, Incident[]> = { unassigned: [], running: [], watching: [] };
  for (const incident of incidents) {
    const group = groupOf(incident);
    if (group) queue[group].push(incident);
  }
  for (const group of QUEUE_GROUPS) queue[group].sort(compareUrgency);
  return queue;
}
