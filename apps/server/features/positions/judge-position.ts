import { distanceM } from "@tocsin/kernel/geo.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import type { UnitKind } from "@tocsin/contract/organisation/city.ts";
import type { Position, POSITION_REFUSALS } from "@tocsin/contract/views.ts";

export type PositionRefusal = (typeof POSITION_REFUSALS)[number];

/** A clock that runs ahead by more than this is wrong; a fix from ahead would hide how old the position is, and bar later ones. */
const FUTURE_MS = 60_000;
/** Beyond this a fix says no more than the post does. */
const IMPRECISE_M = 500;
/** What receivers err among high buildings, whatever accuracy they claim. */
const ERRS_M = 250;
/** Differences of coordinates this small are within `ERRS_M` anywhere on Earth. */
const NEAR_DEG = 0.0015;
/** km/h that a unit of this kind cannot exceed, whoever drives; those on foot may be given a lift. */
const TOP_KMH: Partial<Record<UnitKind, number>> = { FOOT_PATROL: 120, COMMUNITY_TEAM: 120, MRU_TEAM: 120, BOAT: 120 };
const TOP_DRIVEN_KMH = 250;

type Fix = Pick<Position, "lon" | "lat" | "at" | "accuracyM">;

export interface PositionFacts {
  /** Null when the city has no such unit. */
  readonly status: UnitStatus | null;
  /** The caller may report for this unit. */
  readonly allowed: boolean;
  /** The last position known, if any. */
  readonly last: Pick<Position, "at"> | undefined;
  /** Server time, ms UTC. */
  readonly now: number;
}

/**
 * Why a reported position is not taken, or null when it is, as far as it and the time of the last one tell; jumps are judged
 * after it (jumps.ts). What is not the caller's is refused before anything is said of it.
 */
export function positionRefusal(position: Position, { status, allowed, last, now }: PositionFacts): PositionRefusal | null {
  if (!allowed) return "NOT_YOURS";
  if (status === null) return "UNKNOWN_UNIT";
  if (status === "OFF_DUTY") return "OFF_DUTY";
  // What receivers say that see no satellite.
  if (position.lon === 0 && position.lat === 0) return "NO_FIX";
  if (position.at > now + FUTURE_MS) return "FUTURE";
  if (last !== undefined && position.at <= last.at) return position.at === last.at ? "DUPLICATE" : "OLDER";
  return (position.accuracyM ?? 0) > IMPRECISE_M ? "IMPRECISE" : null;
}

/** Whether a unit of this kind can have come from one fix to the later one: no faster than it can go, errors of both allowed for. */
export function canHaveMoved(from: Fix, to: Fix, kind: UnitKind): boolean {
  if (Math.abs(to.lon - from.lon) < NEAR_DEG && Math.abs(to.lat - from.lat) < NEAR_DEG) return true;
  const topMps = (TOP_KMH[kind] ?? TOP_DRIVEN_KMH) / 3.6;
  const allowedM = ERRS_M + (from.accuracyM ?? 0) + (to.accuracyM ?? 0) + (topMps * Math.max(0, to.at - from.at)) / 1_000;
  return distanceM([from.lon, from.lat], [to.lon, to.lat]) <= allowedM;
}

/** Whether a position puts a unit at a place (SCN-03). A fix vaguer than twice the fence proves nothing. */
export function insideGeofence(position: Position, place: { readonly lon: number; readonly lat: number }, geofenceM: number): boolean {
  if ((position.accuracyM ?? 0) > 2 * geofenceM) return false;
  return distanceM([position.lon, position.lat], [place.lon, place.lat]) <= geofenceM;
}
