import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { isUnverified } from "@tocsin/domain/organisation/contact.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { arrived } from "./crew.ts";
import type { World } from "./world.ts";

/** Share of idle units that drive about their area at any time, so that posts are patrolled and the map lives. */
const ROAMING = 0.25;
/** How far from its standby place a patrol goes, in degrees (about a kilometre). */
const ROAM_DEGREES = 0.01;

/** A crew of the simulated world: it knows where it stands by, also while it is off duty and on no screen. */
export interface Crew {
  readonly unitId: string;
  readonly home: LonLat;
}

/** Everybody comes on duty: crews stand at their posts and are available. */
export async function startShift(world: World, crews: readonly Crew[]): Promise<void> {
  const { units, positions } = world.board();
  for (const { unitId, home } of crews) {
    const last = positions.get(unitId);
    world.traffic.place(unitId, last === undefined ? home : [last.lon, last.lat]);
  }
  const resting = crews.filter(({ unitId }) => !units.has(unitId) && !world.isDriven(unitId));
  for (let i = 0; i < resting.length; i += 16) {
    await Promise.all(resting.slice(i, i + 16).map(({ unitId }) => world.act("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" })));
  }
}

/** How many of a hundred site groups answer the monthly check of their contact. */
const ANSWERING = 95;
const CHECK_EVERY = 1.5 * SECOND;

/** Site groups whose contact check has lapsed are rung up one after the other; a few never answer and stay unverified (DSP-10). */
export function checkContacts(world: World, limitS: number): void {
  const lapsed = [...world.board().units.values()].filter((unit) => isUnverified(unit, world.now(), limitS) && !world.isDriven(unit.id) && world.dice.integer(1, 100) <= ANSWERING);
  for (const [turn, { id: unitId }] of lapsed.entries()) {
    world.agenda.plan({ key: `contact/${unitId}`, at: world.now() + turn * CHECK_EVERY, run: () => world.act("dispatch.verifyContact", { unitId }) });
  }
}

const CONFIRM_EVERY = 2 * SECOND;

/** Crews of reserves confirm their readiness at the beginning of the shift; a few never do and stay unconfirmed (CMD-10). */
export function confirmReserves(world: World, reserves: readonly ReserveRow[]): void {
  const crews = reserves.flatMap(({ units }) => units).filter((unitId) => !world.isDriven(unitId) && world.dice.integer(1, 100) <= ANSWERING);
  for (const [turn, unitId] of crews.entries()) {
    world.agenda.plan({ key: `ready/${unitId}`, at: world.now() + turn * CONFIRM_EVERY, run: () => world.act("command.confirmReadiness", { unitId }) });
  }
}

/** A crew that was ordered to a standby post drives there and says when it is there. */
function toPost(world: World, { id: unitId, standby }: Unit): void {
  if (standby == null || standby.reachedAt !== null || world.traffic.isMoving(unitId)) return;
  const key = `standby/${unitId}/${standby.since}`;
  if (!world.planned.has(key)) {
    world.planned.add(key);
    world.traffic.driveTo(unitId, standby.point, key);
    if (world.traffic.isMoving(unitId)) return;
  }
  world.agenda.plan({ key: `${key}/reached`, at: world.now() + world.dice.integer(2, 10) * SECOND, run: () => world.act("dispatch.reachStandby", { unitId }) });
}

/** Idle units patrol, stop when they are ordered away, and units under way that stand at their incident report arrival. */
export function roam(world: World): void {
  const now = world.now();
  for (const unit of world.board().units.values()) {
    if (unit.kind === "MRU_TEAM" || world.isDriven(unit.id)) {
      if (unit.status === "EN_ROUTE" && !world.isDriven(unit.id)) arrived(world, unit.id);
      continue;
    }
    if (unit.standby != null && unit.assignment === null) {
      if (world.traffic.isMoving(unit.id) && world.traffic.orderOf(unit.id) === null) world.traffic.stop(unit.id);
      toPost(world, unit);
      continue;
    }
    const roaming = world.traffic.isMoving(unit.id) && world.traffic.orderOf(unit.id) === null;
    if (unit.assignment !== null && roaming) world.traffic.stop(unit.id);
    if (unit.assignment === null && world.traffic.isMoving(unit.id) && !roaming) world.traffic.stop(unit.id);
    if (unit.status === "EN_ROUTE" && !world.traffic.isMoving(unit.id)) arrived(world, unit.id);
    if (unit.status === "UNAVAILABLE" && unit.unavailableReason === "NO_ACK" && now - unit.statusSince > 90 * SECOND) {
      world.agenda.plan({ key: `back/${unit.id}/${unit.statusSince}`, at: now, run: () => world.act("dispatch.setUnitStatus", { unitId: unit.id, status: "AVAILABLE" }) });
    }
    const police = unit.kind === "PATROL_CAR" || unit.kind === "MOTORCYCLE";
    if (police && unit.status === "AVAILABLE" && !world.traffic.isMoving(unit.id) && world.dice.next() < ROAMING / 60) {
      const lon = unit.home.lon + (world.dice.next() - 0.5) * 2 * ROAM_DEGREES;
      const lat = unit.home.lat + (world.dice.next() - 0.5) * 2 * ROAM_DEGREES;
      world.traffic.driveTo(unit.id, { lon, lat }, null);
    }
  }
}
