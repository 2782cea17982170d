import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { PRIORITIES, type UnitRow } from "@tocsin/contract/organisation/city.ts";
import type { ReadinessState, ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { type DurationMs, MINUTE, elapsedSeconds } from "@tocsin/kernel/instant.ts";
import { type CityIndex, type Context, type Decider, type Decision, type World, onUnit, refused, within } from "../decision.ts";
import { SYSTEM_ROLE, mayActFor, theUnit } from "../guard.ts";
import { DISPATCHABLE } from "../dispatch/life-cycle.ts";
import { openPlan } from "../plan.ts";

/** The readiness of a unit of a reserve as it may be relied on. */
export type Readiness = ReadinessState | "UNCONFIRMED";

/** The reserve to which a unit belongs, if it does. */
export const reserveOf = (reserves: readonly ReserveRow[], unitId: string): ReserveRow | null => reserves.find(({ units }) => units.includes(unitId)) ?? null;

/** What a crew confirmed, for one shift; older than that, or never confirmed in this one, it is UNCONFIRMED (CMD-10). */
export const readinessOf = (unit: Pick<Unit, "readiness">, { shiftS }: Pick<ReserveRow, "shiftS">, at: number): Readiness =>
  unit.readiness == null || elapsedSeconds(unit.readiness.confirmedAt, at) > shiftS ? "UNCONFIRMED" : unit.readiness.state;

/** Longest time from the call-out to wheels rolling; null when nobody has confirmed one. */
export const readyMs = (readiness: Readiness): DurationMs | null => (readiness === "UNCONFIRMED" ? null : Number(readiness.slice("READY_".length)) * MINUTE);

/** Soonest first, unconfirmed last. */
export const byReadiness = (a: Readiness, b: Readiness): number => (readyMs(a) ?? Infinity) - (readyMs(b) ?? Infinity) || 0;

/** Whether an incident is urgent enough for the reserve; an unclassified call counts as P1. */
export const isCallOut = (priority: Incident["priority"], { callOut }: Pick<ReserveRow, "callOut">): boolean =>
  PRIORITIES.indexOf(priority ?? "P1") <= PRIORITIES.indexOf(callOut);

/** Units that can count for the cover of a reserve's home: the area's own and those of every reserve at home there. */
export function homeUnits({ city, org }: CityIndex, row: ReserveRow): readonly UnitRow[] {
  const home = org.get(row.home)?.path ?? "";
  const reserves = new Set(city.reserves.filter((other) => other.home === row.home).flatMap(({ units }) => units));
  return city.units.filter((unit) => unit.capabilities.includes(row.coverCapability) && (reserves.has(unit.id) || within(org.get(unit.org)?.path ?? "", home)));
}

/** Units of a reserve's home that would be free to go if `unitIds` went. */
export const unitsLeft = (world: World, city: CityIndex, row: ReserveRow, unitIds: readonly string[]): Unit[] =>
  homeUnits(city, row).flatMap(({ id }) => world.units.get(id) ?? []).filter((unit) => unit.assignment === null && DISPATCHABLE.includes(unit.status) && !unitIds.includes(unit.id));

const mayCommand = ({ city, actor }: Context): boolean =>
  actor.role === SYSTEM_ROLE || city.city.roles.some(({ role, commands }) => role === actor.role && (commands.includes("command.*") || commands.includes("command.take")));

/**
 * Why units of reserves among `unitIds` may not be called out, or null. Below its level, or where its home would keep too few,
 * a commander may do it all the same and says why; nobody else may (CMD-10).
 */
export function callOutRefusal(world: World, unitIds: readonly string[], override: string | undefined, incident: Incident, context: Context): Decision | null {
  const { city } = context;
  const called = city.city.reserves.filter(({ units }) => units.some((id) => unitIds.includes(id)));
  if (called.length === 0) return null;
  if (override !== undefined) return mayCommand(context) ? null : refused("FORBIDDEN", { command: "command.take" });
  for (const row of called) {
    if (!isCallOut(incident.priority, row)) return refused("RESERVE_HELD", { reserve: row.nameZh, level: row.callOut, override: true });
    const left = unitsLeft(world, city, row, unitIds).length;
    if (left < row.coverUnits) return refused("HOME_COVER_SHORT", { reserve: row.nameZh, area: city.org.get(row.home)?.nameZh ?? row.home, left, least: row.coverUnits, capability: row.coverCapability, override: true });
  }
  return null;
}

/** A crew, or a desk that has reached it, confirms for this shift within how many minutes the unit rolls. */
export const confirmReadiness: Decider<CommandPayload["command.confirmReadiness"]> = (world, payload, context) => {
  const found = theUnit(world, payload.unitId);
  if (!found.ok) return found;
  if (!mayActFor(context.actor, payload.unitId)) return refused("NOT_YOUR_UNIT");
  const row = reserveOf(context.city.city.reserves, payload.unitId);
  if (row === null) return refused("NOT_IN_RESERVE", { unitId: payload.unitId, fields: ["/unitId"] });
  const { status } = found.value;
  if (status === "OFF_DUTY" || status === "UNAVAILABLE") return refused("STATE_CONFLICT", { status, allowed: ["AVAILABLE"] });
  const plan = openPlan(world, context);
  plan.add(onUnit(payload.unitId, "ReadinessConfirmed", { state: payload.state ?? row.readiness, deviceAt: payload.deviceAt ?? null }));
  return plan.decision();
};
