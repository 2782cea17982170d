import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { compareWaiting, type QueueWaits } from "@tocsin/engine/queue/queue-order.ts";
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

/** The groups, each in the order that the server has too. */
export function queueOf(incidents: Iterable<Incident>, waits: QueueWaits): Queue {
  const queue: Record<QueueGroup, Incident[]> = { unassigned: [], running: [], watching: [] };
  for (const incident of incidents) {
    const group = groupOf(incident);
    if (group) queue[group].push(incident);
  }
  for (const group of QUEUE_GROUPS) queue[group].sort((a, b) => compareWaiting(a, b, waits));
  return queue;
}
