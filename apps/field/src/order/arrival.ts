import { distanceM } from "@tocsin/kernel/geo.ts";
import type { OwnOrder } from "../state/own-order.ts";
import type { Fix } from "../position/fix.ts";

/** A reading this imprecise could be on the other side of the block: no arrival is proposed from it. */
const ACCURACY_FOR_ARRIVAL_M = 60;
const AGE_FOR_ARRIVAL_MS = 20_000;

/** Whether the device stands inside the geofence of the incident and the arrival has not been proposed yet (SCN-03). */
export function proposesArrival({ incident, assignment }: OwnOrder, fix: Fix | null, geofenceM: number, deviceNow: number): boolean {
  const point = incident.place?.point;
  if (!fix || !point || assignment.status !== "EN_ROUTE" || assignment.arrivalProposedAt !== null) return false;
  if (fix.accuracyM > ACCURACY_FOR_ARRIVAL_M || deviceNow - fix.at > AGE_FOR_ARRIVAL_MS) return false;
  return distanceM([fix.lon, fix.lat], [point.lon, point.lat]) <= geofenceM;
}
