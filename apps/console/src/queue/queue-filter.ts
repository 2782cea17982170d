import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { summaryOf } from "../incident/summary.ts";
import { QUEUE_GROUPS, type Queue, type QueueGroup } from "./queue-order.ts";

export interface QueueFilter {
  readonly text: string;
  /** Only incidents without a place on the map. */
  readonly locateOnly: boolean;
  readonly priority: "P1" | "P2" | "P3" | "P4" | null;
}
export const NO_FILTER: QueueFilter = { text: "", locateOnly: false, priority: null };
export const isFiltering = (filter: QueueFilter): boolean => filter.text.trim() !== "" || filter.locateOnly || filter.priority !== null;

/** What the queue shows, and how much of each group the filter keeps back: a hidden unassigned incident always leaves its count. */
export interface FilteredQueue {
  readonly visible: Queue;
  readonly hidden: Readonly<Record<QueueGroup, number>>;
}

export type TypeNameOf = (code: string | null) => string;

function passes(incident: Incident, words: readonly string[], filter: QueueFilter, typeName: TypeNameOf): boolean {
  if (filter.locateOnly && !summaryOf(incident).placeMissing) return false;
  if (filter.priority !== null && incident.priority !== filter.priority) return false;
  if (words.length === 0) return true;
  const text = `${incident.no} ${typeName(incident.typeCode)} ${incident.place?.addressText ?? ""} ${incident.text} ${summaryOf(incident).callSigns}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

export function filterQueue(queue: Queue, filter: QueueFilter, typeName: TypeNameOf): FilteredQueue {
  if (!isFiltering(filter)) return { visible: queue, hidden: { unassigned: 0, running: 0, watching: 0 } };
  const words = filter.text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const visible: Record<QueueGroup, readonly Incident[]> = { ...queue };
  const hidden: Record<QueueGroup, number> = { unassigned: 0, running: 0, watching: 0 };
  for (const group of QUEUE_GROUPS) {
    visible[group] = queue[group].filter((incident) => passes(incident, words, filter, typeName));
    hidden[group] = queue[group].length - visible[group].length;
  }
  return { visible, hidden };
}
