import { distanceM } from "@tocsin/kernel/geo.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import type { Position, PositionReceipt } from "@tocsin/contract/views.ts";
import type { Static } from "typebox";

export type PositionRefusal = Static<typeof PositionReceipt>["refused"][number]["reason"];

/** A clock that runs ahead by more than this is wrong; a little is ordinary. */
const FUTURE_MS = 300_000;
/** Beyond this a fix says no more than the post does. */
const IMPRECISE_M = 500;

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

/** Why a reported position is not taken, or null when it is. What is not the caller's is refused before anything is said of it. */
export function positionRefusal(position: Position, { status, allowed, last, now }: PositionFacts): PositionRefusal | null {
  if (!allowed) return "NOT_YOURS";
  if (status === null) return "UNKNOWN_UNIT";
  if (status === "OFF_DUTY") return "OFF_DUTY";
  if (position.at > now + FUTURE_MS) return "FUTURE";
  if (last !== undefined && position.at <= last.at) return "OLDER";
  return (position.accuracyM ?? 0) > IMPRECISE_M ? "IMPRECISE" : null;
}

/** Whether a position puts a unit at a place (SCN-03). A fix vaguer than twice the fence proves nothing. */
export function insideGeofence(position: Position, place: { readonly lon: number; readonly lat: number }, geofenceM: number): boolean {
  if ((position.accuracyM ?? 0) > 2 * geofenceM) return false;
  return distanceM([position.lon, position.lat], [place.lon, place.lat]) <= geofenceM;
}
