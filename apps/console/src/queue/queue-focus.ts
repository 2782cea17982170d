import { createStore } from "../store/external-store.ts";
import { turnTo } from "../selection/panels.ts";
import { selectIncident, selectionStore } from "../selection/selection.ts";
import { NO_FILTER, type QueueFilter } from "./queue-filter.ts";
import type { QueueGroup } from "./queue-order.ts";

export const filterStore = createStore<QueueFilter>(NO_FILTER);
/** Ids in the order on screen, for J and K. */
export const visibleIdsStore = createStore<readonly string[]>([]);
export const foldedStore = createStore<Readonly<Record<QueueGroup, boolean>>>({ unassigned: false, running: false, watching: false });

/** From the strip: nothing filtered away, the group in view. */
export function showGroup(group: "unassigned" | "locate"): void {
  filterStore.set(group === "locate" ? { ...NO_FILTER, locateOnly: true } : NO_FILTER);
  foldedStore.set((before) => ({ ...before, unassigned: false }));
  turnTo("queue");
  const first = visibleIdsStore.get()[0];
  if (group === "unassigned" && first) selectIncident(first);
}

/** J and K: one down, one up; from nowhere to the first. */
export function stepSelection(by: 1 | -1): void {
  const ids = visibleIdsStore.get();
  if (ids.length === 0) return;
  const at = ids.indexOf(selectionStore.get().incidentId ?? "");
  const next = at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by));
  selectIncident(ids[next] ?? null);
}
