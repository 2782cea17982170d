import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { planHeadOf, type PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { headOf, type Layout } from "@tocsin/contract/layouts/layout.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import type { Accepted } from "@tocsin/contract/views.ts";
import type { ServedCity } from "../served-city.ts";
import type { Session } from "../session.ts";
import { maskIncident, RECEIPT, seesAdvisory, seesClosure, seesLayout, seesMatter, seesPlan, seesUnit, sightOf } from "../masking.ts";

export interface Answered {
  readonly cursor: string;
  readonly incidents: readonly Incident[];
  readonly units: readonly Unit[];
  readonly closures: readonly RoadClosure[];
  readonly layouts: readonly Layout[];
  readonly advisories: readonly Advisory[];
  readonly matters: readonly Matter[];
  readonly plans?: readonly PlanVersion[];
  readonly repeated: boolean;
  /** The incident whose number the caller must learn, also when it lies outside the caller's scope (INC-01). */
  readonly receiptFor: string | null;
}

/** The records after a command, masked for the caller; what the caller may not see is left out. */
export function acceptedFor(session: Session, city: ServedCity, answered: Answered): Accepted {
  const incidents = answered.incidents.flatMap((incident) => {
    const sight = sightOf(session, incident, city.roles, city.index) ?? (incident.id === answered.receiptFor ? RECEIPT : null);
    return sight === null ? [] : [maskIncident(incident, sight)];
  });
  const units = answered.units.filter((unit) => seesUnit(session, unit, city.roles));
  const closures = answered.closures.filter((closure) => seesClosure(session, closure));
  const layouts = answered.layouts.filter((layout) => seesLayout(session, layout, city.roles)).map(headOf);
  const matters = answered.matters.filter((matter) => seesMatter(session, matter, city.roles, city.index));
  const plans = (answered.plans ?? []).filter((plan) => seesPlan(session, plan, city.roles)).map(planHeadOf);
  const advisories = answered.advisories.filter((advisory) => seesAdvisory(session, advisory, city.roles));
  return { ok: true, cursor: answered.cursor, incidents, units, ...(closures.length === 0 ? {} : { closures }), ...(layouts.length === 0 ? {} : { layouts }), ...(matters.length === 0 ? {} : { matters }), ...(plans.length === 0 ? {} : { plans }), ...(advisories.length === 0 ? {} : { advisories }), repeated: answered.repeated };
}
