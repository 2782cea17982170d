import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { ok } from "@tocsin/kernel/result.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Context, Decision, Drafted, World } from "./decision.ts";
import { evolveIncident, evolveUnit } from "./evolve.ts";

/**
 * The events of one decision as they are drafted, with the records as they would stand after them,
 * so that a later event of the same decision follows from the earlier ones.
 */
export interface Plan {
  readonly context: Context;
  /** Versions of plans and guidance that were loaded. */
  readonly versions: readonly PlanVersion[];
  readonly add: (...events: readonly Drafted[]) => void;
  /** The incident after what was drafted so far. @throws when it was not loaded. */
  readonly incident: (id: string) => Incident;
  readonly unit: (id: string) => Unit;
  readonly decision: () => Decision;
}

export function openPlan(world: World, context: Context): Plan {
  const incidents = new Map(world.incidents);
  const units = new Map(world.units);
  const events: Drafted[] = [];
  const stamp = { at: context.at, by: context.actor.userId };
  const found = <T>(map: ReadonlyMap<string, T>, id: string): T => {
    const record = map.get(id);
    if (record === undefined) throw new Error(`record ${id} was not loaded for this decision`);
    return record;
  };
  return {
    context,
    versions: [...world.plans.values()],
    add: (...drafted) => {
      for (const event of drafted) {
        events.push(event);
        if (event.kind === "incident") incidents.set(event.id, evolveIncident(incidents.get(event.id) ?? null, { ...event, ...stamp }));
        else if (event.kind === "unit") units.set(event.id, evolveUnit(units.get(event.id) ?? null, { ...event, ...stamp }));
      }
    },
    incident: (id) => found(incidents, id),
    unit: (id) => found(units, id),
    decision: () => ok(events),
  };
}
