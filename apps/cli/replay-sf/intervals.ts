import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import type { CallRecord } from "./records.ts";

export const INTERVALS = ["received → dispatch", "dispatch → en route", "en route → on scene", "on scene → available"] as const;
export type Interval = (typeof INTERVALS)[number];
type Lengths = Record<Interval, number[]>;

/** Seconds: half of the values, and nine of ten, are not above. Null without values. */
export interface Spread {
  readonly n: number;
  readonly median: number | null;
  readonly p90: number | null;
}

const empty = (): Lengths => ({ "received → dispatch": [], "dispatch → en route": [], "en route → on scene": [], "on scene → available": [] });

/** The value at a share of the sorted list, by nearest rank. */
function at(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

const spread = (ms: readonly number[]): Spread => {
  const sorted = [...ms].sort((a, b) => a - b);
  const seconds = (value: number | null): number | null => (value === null ? null : Math.round(value / SECOND));
  return { n: sorted.length, median: seconds(at(sorted, 0.5)), p90: seconds(at(sorted, 0.9)) };
};

const spreads = (lengths: Lengths): Record<Interval, Spread> => Object.fromEntries(INTERVALS.map((name) => [name, spread(lengths[name])])) as Record<Interval, Spread>;

/** From the records themselves; times that are repairs are left out. */
export function recordedIntervals(calls: readonly CallRecord[]): Record<Interval, Spread> {
  const lengths = empty();
  for (const call of calls) {
    if (call.units[0] !== undefined) lengths["received → dispatch"].push(call.units[0].dispatchAt - call.receivedAt);
    for (const { dispatchAt, responseAt, onSceneAt, availableAt, repaired } of call.units) {
      if (!repaired.response) lengths["dispatch → en route"].push(responseAt - dispatchAt);
      if (onSceneAt === null || repaired.onScene) continue;
      if (!repaired.response) lengths["en route → on scene"].push(onSceneAt - responseAt);
      if (!repaired.available) lengths["on scene → available"].push(availableAt - onSceneAt);
    }
  }
  return spreads(lengths);
}

/** From the platform's own records of the same calls. */
export function replayedIntervals(incidents: Iterable<Incident>): Record<Interval, Spread> {
  const lengths = empty();
  for (const { receivedAt, orders } of incidents) {
    const first = orders.reduce((least, order) => Math.min(least, order.issuedAt), Infinity);
    if (Number.isFinite(first)) lengths["received → dispatch"].push(first - receivedAt);
    for (const { issuedAt, enRouteAt, arrivedAt, endedAt } of orders.flatMap((order) => order.assignments)) {
      if (enRouteAt !== null) lengths["dispatch → en route"].push(enRouteAt - issuedAt);
      if (enRouteAt !== null && arrivedAt !== null) lengths["en route → on scene"].push(arrivedAt - enRouteAt);
      if (arrivedAt !== null && endedAt !== null) lengths["on scene → available"].push(endedAt - arrivedAt);
    }
  }
  return spreads(lengths);
}
