import type { AdvisoryEvent, ClosureEvent, IncidentEvent, LayoutEvent, MatterEvent, PlanEvent, TocsinEvent, UnitEvent } from "@tocsin/contract/events.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { evolveIncident, evolveUnit } from "@tocsin/domain/evolve.ts";
import { evolvePlan } from "@tocsin/domain/command/plans/evolve-plan.ts";
import { evolveAdvisory } from "@tocsin/domain/command/evolve-advisory.ts";
import { evolveLayout } from "@tocsin/domain/layouts/evolve-layout.ts";
import { evolveMatter } from "@tocsin/domain/linkage/evolve-matter.ts";
import { evolveClosure } from "@tocsin/domain/roads/evolve-closure.ts";
import { canonicalJson, hashOf, sha256Hex } from "@tocsin/kernel/canonical.ts";

/** A log that cannot have happened: which event, counted from 1, and why. Replay stops at the first. */
export class ReplayStopped extends Error {
  override readonly name = "ReplayStopped";
  readonly position: number;
  constructor(position: number, reason: string) {
    super(`event ${position}: ${reason}`);
    this.position = position;
  }
}

export interface AllRecords {
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly closures: ReadonlyMap<string, RoadClosure>;
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly advisories: ReadonlyMap<string, Advisory>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly plans: ReadonlyMap<string, PlanVersion>;
}

/** All records at one position of the log. */
export interface Replayed extends AllRecords {
  readonly count: number;
  /** Hash over all records: the same log gives the same hash on every machine. */
  readonly stateHash: string;
  /** Hash chained over every event in order: another order, a gap or a changed byte gives another. */
  readonly logHash: string;
}

export function stateHash({ incidents, units, closures, layouts, advisories, matters, plans }: AllRecords): string {
  const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  // Kinds that came later: a city that has none keeps the hash that its log had before there were any.
  const later = Object.fromEntries(Object.entries({ advisories, matters, plans }).flatMap(([kind, map]: [string, ReadonlyMap<string, unknown>]) => (map.size === 0 ? [] : [[kind, sorted(map)]])));
  return hashOf({ incidents: sorted(incidents), units: sorted(units), closures: sorted(closures), layouts: sorted(layouts), ...later });
}

/** A log being folded, event by event. */
export interface Replay {
  /** @throws ReplayStopped when the event is not possible where it stands. */
  take(event: TocsinEvent): void;
  result(): Replayed;
}

/** Each stream's versions must run from 1 without a gap, and each event must be possible where it stands. */
export function openReplay(): Replay {
  const incidents = new Map<string, Incident>();
  const units = new Map<string, Unit>();
  const closures = new Map<string, RoadClosure>();
  const layouts = new Map<string, Layout>();
  const advisories = new Map<string, Advisory>();
  const matters = new Map<string, Matter>();
  const plans = new Map<string, PlanVersion>();
  const versions = new Map<string, number>();
  let count = 0;
  let logHash = sha256Hex("tocsin log 1");
  return {
    take(event) {
      count += 1;
      const key = `${event.kind}/${event.id}`;
      const expected = (versions.get(key) ?? 0) + 1;
      if (event.version !== expected) throw new ReplayStopped(count, `${key} has version ${event.version}, expected ${expected}`);
      versions.set(key, expected);
      logHash = sha256Hex(logHash + canonicalJson(event));
      try {
        if (event.kind === "incident") incidents.set(event.id, evolveIncident(incidents.get(event.id) ?? null, event as IncidentEvent));
        else if (event.kind === "unit") units.set(event.id, evolveUnit(units.get(event.id) ?? null, event as UnitEvent));
        else if (event.kind === "plan") plans.set(event.id, evolvePlan(plans.get(event.id) ?? null, event as PlanEvent));
        else if (event.kind === "layout") layouts.set(event.id, evolveLayout(layouts.get(event.id) ?? null, event as LayoutEvent));
        else if (event.kind === "matter") matters.set(event.id, evolveMatter(matters.get(event.id) ?? null, event as MatterEvent));
        else if (event.kind === "advisory") advisories.set(event.id, evolveAdvisory(advisories.get(event.id) ?? null, event as AdvisoryEvent));
        else closures.set(event.id, evolveClosure(closures.get(event.id) ?? null, event as ClosureEvent));
      } catch (cause) {
        throw new ReplayStopped(count, `${key} ${event.type}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    },
    result() {
      const records = { incidents, units, closures, layouts, advisories, matters, plans };
      return { ...records, count, stateHash: stateHash(records), logHash };
    },
  };
}

/** Folds a whole log, in order. @throws ReplayStopped at the first event that cannot stand where it does. */
export function replay(events: Iterable<TocsinEvent>): Replayed {
  const replaying = openReplay();
  for (const event of events) replaying.take(event);
  return replaying.result();
}
