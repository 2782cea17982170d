import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { type Incident, TOLD_FACTS } from "@tocsin/contract/intake/incident.ts";
import type { Place } from "@tocsin/contract/place.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import { type Drafted, onIncident } from "../decision.ts";
import type { Plan } from "../plan.ts";
import { guidancePack, premiseOf } from "./pack.ts";
import { typeGuidance, wantGuidance } from "./type-guidance.ts";

/** Less than this is the same place put more exactly: what a crew reports as its arrival. */
const MOVED_M = 50;

const isWorked = ({ assignments }: Incident["orders"][number]): boolean => assignments.some((a) => isActive(a) && a.kind !== "MRU_TEAM");

function hasMoved(before: Place | null, now: Place): boolean {
  if (before === null || before.addressText !== now.addressText) return true;
  if (before.point === null || now.point === null) return before.point !== now.point;
  return distanceM([before.point.lon, before.point.lat], [now.point.lon, now.point.lat]) >= MOVED_M;
}

/** A place as a crew reads it; one without words by its point. */
const said = ({ addressText, point }: Place): string => (addressText.trim() !== "" || point === null ? addressText : `${point.lon.toFixed(5)}, ${point.lat.toFixed(5)}`);

/** What goes with the orders of crews who are under way, for what the incident is now: not a word of what it was. */
function renewed({ context, versions }: Plan, incident: Incident, orderIds: readonly string[]): Drafted[] {
  const guidance = guidancePack(context.city.city, incident, context.at, typeGuidance(versions, context.city, incident.typeCode), context.advisories);
  return [onIncident(incident.id, "GuidanceRenewed", { orderIds, guidance }), ...wantGuidance(versions, incident, context)];
}

/**
 * Where it is or what it is has changed while crews are under way. They are told by a fact that is pushed, must be seen and is called after
 * like every urgent one; of another type by an urgent one only where it is grave. Their guidance is of the new type and place (SCN-02, SCN-05).
 */
export function tellCrews(plan: Plan, before: Incident): void {
  const { at, actor, city, newId } = plan.context;
  const now = plan.incident(before.id);
  const orderIds = now.orders.filter(isWorked).map(({ id }) => id);
  if (orderIds.length === 0) return;
  const fact = (key: string, value: string, critical: boolean): Drafted =>
    onIncident(now.id, "FactAdded", { fact: { id: newId(), key, value, critical, at, by: actor.userId, from: actor.orgPath, readBy: [], alarmed: [] } });
  if (now.place !== null && hasMoved(before.place, now.place) && said(now.place) !== "") plan.add(fact(TOLD_FACTS.place, said(now.place), true));
  const type = before.typeCode === now.typeCode ? undefined : city.type.get(now.typeCode ?? "");
  if (type !== undefined) plan.add(fact(TOLD_FACTS.type, `${type.nameZh} ${type.nameEn}`, now.priority === "P1"));
  if (type !== undefined || premiseOf(city.city, before) !== premiseOf(city.city, now)) plan.add(...renewed(plan, now, orderIds));
}
