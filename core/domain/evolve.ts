import type { IncidentEvent, TocsinEvent, UnitEvent } from "@tocsin/contract/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { clockFolds } from "./dispatch/evolve-clock.ts";
import { orderFolds } from "./dispatch/evolve-order.ts";
import { registeredUnit, unitFolds } from "./dispatch/evolve-unit.ts";
import { type IncidentFolds, type Stamp, ImpossibleEvent } from "./fold.ts";
import { holdFolds } from "./governance/evolve-hold.ts";
import { intakeFolds, receivedIncident } from "./intake/evolve.ts";
import { roomFolds } from "./intake/evolve-room.ts";
import { severityFolds } from "./linkage/evolve-severity.ts";

const incidentFolds: IncidentFolds = { ...intakeFolds, ...roomFolds, ...orderFolds, ...clockFolds, ...holdFolds, ...severityFolds };

type Unversioned<Event> = Event extends TocsinEvent ? Omit<Event, "version"> : never;

/**
 * Folds one event into an incident. @throws ImpossibleEvent when the event cannot follow the state.
 */
export function evolveIncident(state: Incident | null, event: Unversioned<IncidentEvent>): Incident {
  if (event.type === "IncidentReceived") {
    if (state !== null) throw new ImpossibleEvent("received twice");
    return receivedIncident(event.data, event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on an incident that was never received`);
  const fold = incidentFolds[event.type] as ((state: Incident, data: unknown, stamp: Stamp) => Incident) | undefined;
  if (fold === undefined) throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  return fold(state, event.data, event);
}

/** Folds one event into a unit. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveUnit(state: Unit | null, event: Unversioned<UnitEvent>): Unit {
  if (event.type === "UnitRegistered") {
    if (state !== null) throw new ImpossibleEvent("registered twice");
    return registeredUnit(event.data, event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on a unit that was never registered`);
  const fold = unitFolds[event.type] as ((state: Unit, data: unknown, stamp: Stamp) => Unit) | undefined;
  if (fold === undefined) throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  return fold(state, event.data, event);
}
