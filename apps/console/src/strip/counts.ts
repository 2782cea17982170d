import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit, UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { limitsOf } from "@tocsin/domain/organisation/limits.ts";
import { wantsAttention } from "../incident/clock-state.ts";
import { summaryOf, unacknowledged } from "../incident/summary.ts";

const FREE: readonly UnitStatus[] = ["AVAILABLE", "PATROL"];
const BUSY: readonly UnitStatus[] = ["ASSIGNED", "EN_ROUTE", "ON_SCENE", "CLEARING"];
export const isFree = (unit: Unit): boolean => FREE.includes(unit.status);
export const isBusy = (unit: Unit): boolean => BUSY.includes(unit.status);

/** On duty, and its last position is older than allowed or was never sent (CMD-02). */
export const isStale = (unit: Unit, position: Position | undefined, now: number, staleS: number): boolean =>
  unit.status !== "OFF_DUTY" && (position === undefined || now - position.at > staleS * 1_000);

/** The figures of the fixed strip: over everything that the seat may see, whatever is filtered or zoomed. */
export interface IncidentCounts {
  readonly unassigned: number;
  readonly breached: number;
  readonly openP1: number;
  readonly openP2: number;
  readonly noPlace: number;
  readonly unacknowledged: number;
}

export function countIncidents(incidents: Iterable<Incident>, now: number, deadlines: Deadlines): IncidentCounts {
  const counts = { unassigned: 0, breached: 0, openP1: 0, openP2: 0, noPlace: 0, unacknowledged: 0 };
  for (const incident of incidents) {
    const summary = summaryOf(incident);
    if (!summary.open) continue;
    if (summary.unassigned) counts.unassigned += 1;
    if (summary.placeMissing) counts.noPlace += 1;
    if (incident.priority === "P1") counts.openP1 += 1;
    if (incident.priority === "P2") counts.openP2 += 1;
    if (incident.clocks.some((clock) => wantsAttention(clock, now))) counts.breached += 1;
    counts.unacknowledged += unacknowledged(incident, now, limitsOf(incident, deadlines).acknowledge.escalate).length;
  }
  return counts;
}

export interface UnitCounts {
  readonly free: number;
  readonly busy: number;
  readonly stale: number;
  readonly duress: number;
}

export function countUnits(units: Iterable<Unit>, positions: ReadonlyMap<string, Position>, now: number, staleS: number): UnitCounts {
  const counts = { free: 0, busy: 0, stale: 0, duress: 0 };
  for (const unit of units) {
    if (unit.duress !== null) counts.duress += 1;
    // A site's own group helps at its site; it is not a force that can be sent elsewhere.
    if (unit.kind === "MRU_TEAM") continue;
    if (isFree(unit)) counts.free += 1;
    if (isBusy(unit)) counts.busy += 1;
    if (isStale(unit, positions.get(unit.id), now, staleS)) counts.stale += 1;
  }
  return counts;
}
