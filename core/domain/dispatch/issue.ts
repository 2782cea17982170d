import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Order } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { onAdvisory } from "../command/advisory.ts";
import { openNotices } from "../command/notices/notice.ts";
import { callOutRefusal, reserveOf } from "../command/reserve.ts";
import { type CityIndex, type Context, type Decider, type RankedChoice, type World, onIncident, onUnit, refused, within } from "../decision.ts";
import { SYSTEM_ROLE, inCommand, openIncident } from "../guard.ts";
import { guidancePack } from "../guidance/pack.ts";
import { typeGuidance, wantGuidance } from "../guidance/type-guidance.ts";
import { helpTold } from "../linkage/help.ts";
import { chainOf } from "../organisation/chain.ts";
import { lenderOf } from "../organisation/lending.ts";
import { requireSeat } from "../organisation/seat.ts";
import { type Plan, openPlan } from "../plan.ts";
import { clocksDone, hasResponseClocks, startResponseClocks } from "./clocks.ts";
import { DISPATCHABLE } from "./life-cycle.ts";

export interface OrderDraft {
  readonly incidentId: string;
  readonly orderId: string;
  readonly units: readonly Unit[];
  /** Organisations that get the order as such, beside the chain above each unit. */
  readonly orgIds: readonly string[];
  readonly preDispatch: boolean;
  readonly note: string;
  readonly overrideReason: Order["overrideReason"];
  readonly reserveOverride?: string;
  /** The incident from which the unit was drawn off. */
  readonly drawnFrom?: NonNullable<Order["drawnFrom"]>;
}

/**
 * District, station and post above each unit and above the place get a copy, and so does every organisation to which the
 * order fans out, its team on shift or not; nobody has to relay it (ORG-01, ORG-02).
 */
function copiesOf(city: CityIndex, orgPath: string, draft: OrderDraft): Order["copies"] {
  const addressed = draft.orgIds.flatMap((id) => city.org.get(id)?.path ?? []);
  const below = city.city.orgs.filter((org) => addressed.some((path) => within(org.path, path))).map((org) => org.path);
  const paths = [orgPath, ...draft.units.map((unit) => unit.orgPath), ...addressed, ...below];
  const orgs = new Map(paths.flatMap((path) => chainOf(city, path)).map((org) => [org.id, org]));
  return [...orgs.values()]
    .filter((org) => org.level !== "CITY")
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((org) => ({ orgId: org.id, orgPath: org.path, level: org.level, seenAt: null }));
}

/** Drafts the order with its guidance in one event, binds the units, and starts the clocks that it starts. */
export function issue(plan: Plan, draft: OrderDraft): void {
  const { context } = plan;
  const incident = plan.incident(draft.incidentId);
  const choice = new Map(context.ranking?.choices.map((c) => [c.unitId, c]));
  plan.add(
    onIncident(draft.incidentId, "OrderIssued", {
      id: draft.orderId,
      issuedByPath: context.actor.orgPath,
      preDispatch: draft.preDispatch,
      note: draft.note,
      guidance: guidancePack(context.city.city, incident, context.at, typeGuidance(plan.versions, context.city, incident.typeCode), context.advisories),
      copies: copiesOf(context.city, incident.orgPath, draft),
      recommendation: context.ranking === null ? null
        : { id: context.ranking.id, checksum: context.ranking.checksum, policy: context.ranking.policy, graphVersion: context.ranking.graphVersion },
      ...(draft.reserveOverride === undefined ? {} : { reserveOverride: draft.reserveOverride }),
      overrideReason: draft.overrideReason,
      ...(incident.advisoryId === undefined ? {} : { advisoryId: incident.advisoryId }),
      ...(draft.drawnFrom === undefined ? {} : { drawnFrom: draft.drawnFrom }),
      assignments: draft.units.map((unit) => {
        const lender = lenderOf(context.city, incident.orgPath, unit.orgPath);
        return {
          unitId: unit.id, callSign: unit.callSign, kind: unit.kind, agency: unit.agency, orgPath: unit.orgPath, echelon: unit.echelon,
          etaMs: choice.get(unit.id)?.etaMs ?? null, rank: choice.get(unit.id)?.rank ?? null, ...(lender === null ? {} : { lentBy: lender.id }),
        };
      }),
    }),
    ...(incident.advisoryId === undefined ? [] : [onAdvisory(incident.advisoryId, "AdvisoryOrdered", { incidentId: incident.id, no: incident.no, orderId: draft.orderId, units: draft.units.map(({ callSign }) => callSign), scope: [...new Set([...incident.scope, ...draft.units.map(({ orgPath }) => orgPath)])] })]),
    ...draft.units.map((unit) => onUnit(unit.id, "UnitAssigned", { incidentId: draft.incidentId, orderId: draft.orderId })),
    ...openNotices(context, incident, draft.orderId, draft.units),
    ...wantGuidance(plan.versions, incident, context),
    ...helpTold(incident, "ORDERED", draft.units.map(({ callSign }) => callSign)),
  );
  if (draft.units.some((unit) => unit.kind !== "MRU_TEAM")) clocksDone(plan, draft.incidentId, ["FIRST_ORDER"]);
  if (!hasResponseClocks(incident)) startResponseClocks(plan, draft.incidentId);
  requireSeat(plan, draft.incidentId);
}

/** Whether the chosen units are the first of the ranking, or of the proposed team with its first (DSP-01: a lower rank needs a reason). */
export function followsRanking(chosen: readonly string[], choices: readonly RankedChoice[]): boolean {
  const team = choices.filter((c) => c.proposed === true && c.rank !== null).sort((a, b) => a.rank! - b.rank!);
  const [first] = team;
  if (first !== undefined && chosen.includes(first.unitId) && chosen.every((unitId) => team.some((c) => c.unitId === unitId))) return true;
  const ranks = chosen.map((unitId) => choices.find((c) => c.unitId === unitId)?.rank ?? null);
  return ranks.every((rank) => rank !== null && rank <= chosen.length);
}

/** Units in the area of an organisation that can take the order: the fan-out of ORG-01. A reserve is called out by name only (CMD-10). */
const fanOut = (world: World, city: CityIndex, orgIds: readonly string[]): Unit[] => {
  const paths = orgIds.flatMap((id) => city.org.get(id)?.path ?? []);
  return [...world.units.values()].filter(
    (unit) => paths.some((path) => within(unit.orgPath, path)) && DISPATCHABLE.includes(unit.status) && unit.assignment === null && reserveOf(city.city.reserves, unit.id) === null,
  );
};

type Payload = CommandPayload["dispatch.issueOrder"];

/** Why the named units cannot be ordered, or null. */
function unitRefusal(world: World, unitIds: readonly string[]) {
  for (const unitId of unitIds) {
    const unit = world.units.get(unitId);
    if (unit === undefined) return refused("UNKNOWN_UNIT", { unitId });
    if (unit.assignment !== null) return refused("UNIT_TAKEN", { unitId });
    if (!DISPATCHABLE.includes(unit.status)) return refused("UNIT_NOT_AVAILABLE", { unitId, status: unit.status });
  }
  return null;
}

const needsReason = (payload: Payload, context: Context): boolean =>
  payload.overrideReason === undefined &&
  context.actor.role !== SYSTEM_ROLE &&
  context.ranking !== null &&
  payload.unitIds.length > 0 &&
  !followsRanking(payload.unitIds, context.ranking.choices);

/** Orders units to an incident; all of them or none (DSP-01, CMD-11). */
export const issueOrder: Decider<Payload> = (world, payload, context) => {
  const found = openIncident(world, payload.incidentId);
  if (!found.ok) return found;
  const incident = found.value;
  const orgIds = payload.orgIds ?? [];
  if (!inCommand(context.actor, incident)) return refused("NOT_IN_COMMAND", { commander: incident.commander?.name });
  if (payload.unitIds.length === 0 && orgIds.length === 0) return refused("NO_UNITS");
  if (incident.orders.some((order) => order.id === payload.orderId)) return refused("STATE_CONFLICT", { status: "ISSUED", allowed: [] });
  const blocked = unitRefusal(world, payload.unitIds);
  if (blocked !== null) return blocked;
  const held = callOutRefusal(world, payload.unitIds, payload.reserveOverride, incident, context);
  if (held !== null) return held;
  if (needsReason(payload, context)) return refused("OVERRIDE_REASON_REQUIRED", { fields: ["/overrideReason"] });
  const named = payload.unitIds.flatMap((id) => world.units.get(id) ?? []);
  const units = [...named, ...fanOut(world, context.city, orgIds).filter((unit) => !payload.unitIds.includes(unit.id))];
  const plan = openPlan(world, context);
  issue(plan, {
    incidentId: incident.id,
    orderId: payload.orderId,
    units,
    orgIds,
    preDispatch: payload.preDispatch ?? false,
    note: payload.note ?? "",
    overrideReason: payload.overrideReason ?? null,
    ...(payload.reserveOverride === undefined ? {} : { reserveOverride: payload.reserveOverride }),
  });
  return plan.decision();
};
