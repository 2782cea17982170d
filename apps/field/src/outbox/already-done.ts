import type { AssignmentStatus } from "@tocsin/contract/dispatch/order.ts";
import type { Act, NotTaken } from "./act.ts";

const COURSE: readonly AssignmentStatus[] = ["ISSUED", "ACKNOWLEDGED", "EN_ROUTE", "ARRIVED", "HANDLING", "FEEDBACK", "COMPLETED"];

const AIM: Partial<Record<Act["name"], AssignmentStatus>> = {
  "dispatch.acknowledge": "ACKNOWLEDGED",
  "dispatch.enRoute": "EN_ROUTE",
  "dispatch.arrive": "ARRIVED",
  "dispatch.handle": "HANDLING",
  "dispatch.complete": "COMPLETED",
};

/**
 * Whether a refused step had been taken already: by a colleague on another device of the unit, or by the geofence that confirmed itself.
 * The aim is reached, so there is nothing to tell.
 */
export function alreadyDone(act: Pick<Act, "name" | "payload">, refused: NotTaken): boolean {
  const aim = AIM[act.name];
  if (refused.code !== "STATE_CONFLICT" || aim === undefined) return false;
  const reached = COURSE.indexOf(refused.params["status"] as AssignmentStatus);
  return reached >= COURSE.indexOf(aim);
}
