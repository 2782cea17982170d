import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import { reserveOf } from "../command/reserve.ts";
import { type CityIndex, type Decider, type World, refused, within } from "../decision.ts";
import { receiveNow } from "../intake/receive.ts";
import { openPlan } from "../plan.ts";
import { issue } from "./issue.ts";
import { DISPATCHABLE } from "./life-cycle.ts";

export const MRU_ALARM_TYPE = "MR-01";
/** How many neighbouring site groups are called to help at once. */
const NEIGHBOURS = 2;

/** Site groups of the same post: the mutual-aid group of an alarm (DSP-10). */
export const mutualAidGroup = (city: CityIndex, mru: OrgUnit): OrgUnit[] =>
  city.city.orgs.filter((org) => org.level === "MRU" && org.parent === mru.parent && org.id !== mru.id);

const freeTeams = (world: World, orgs: readonly OrgUnit[]): Unit[] =>
  orgs.flatMap((org) =>
    [...world.units.values()].filter((unit) => unit.kind === "MRU_TEAM" && unit.orgId === org.id && unit.assignment === null && DISPATCHABLE.includes(unit.status)),
  );

/** The button of a site: opens the incident at the site, gives its group the card, calls neighbours, orders the nearest police unit. */
export const mruAlarm: Decider<CommandPayload["dispatch.mruAlarm"]> = (world, payload, context) => {
  const { city } = context;
  const mru = city.org.get(payload.orgId);
  if (mru?.level !== "MRU" || !within(mru.path, context.actor.orgPath)) return refused("NOT_FOUND", { orgId: payload.orgId });
  if (world.incidents.has(payload.incidentId)) return refused("STATE_CONFLICT", { status: "RECEIVED", allowed: [] });
  const premise = city.city.premises.find((candidate) => candidate.mru === mru.id);
  const plan = openPlan(world, context);
  receiveNow(plan, {
    incidentId: payload.incidentId,
    channel: "MRU_BUTTON",
    noCallbackReason: "DEVICE",
    text: payload.text ?? "",
    typeCode: MRU_ALARM_TYPE,
    place: {
      addressText: premise === undefined ? mru.nameZh : `${premise.nameZh} ${premise.address}`,
      point: { lon: premise?.lon ?? mru.lon, lat: premise?.lat ?? mru.lat },
      datum: "WGS84",
      ...(premise === undefined ? {} : { premiseId: premise.id }),
    },
    drill: payload.drill ?? false,
  });
  const police = [...(context.ranking?.choices ?? [])]
    .filter((choice) => choice.rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .flatMap((choice) => world.units.get(choice.unitId) ?? [])
    .find((unit) => reserveOf(city.city.reserves, unit.id) === null && unit.assignment === null && DISPATCHABLE.includes(unit.status));
  const group = mutualAidGroup(city, mru);
  const units = [...freeTeams(world, [mru]), ...freeTeams(world, group).slice(0, NEIGHBOURS), ...(police === undefined ? [] : [police])];
  issue(plan, { incidentId: payload.incidentId, orderId: context.newId(), units, orgIds: [mru.id, ...group.map((org) => org.id)], preDispatch: false, note: "", overrideReason: null });
  return plan.decision();
};
