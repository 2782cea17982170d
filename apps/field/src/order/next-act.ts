import type { Assignment } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { openOffer } from "../handover/offer.ts";
import { runningPatrol } from "../patrol/checkpoints.ts";

/** The one thing to do next: the button at the bottom. */
export type NextAct = "acknowledge" | "enRoute" | "arrive" | "handle" | "firstFeedback" | "complete" | "onDuty" | "resume" | "checkpoint";

export function nextAct(assignment: Assignment | undefined, suspended: boolean, unit: Unit | undefined): NextAct | undefined {
  switch (assignment?.status) {
    case "ISSUED":
      return "acknowledge";
    case "ACKNOWLEDGED":
      return suspended ? undefined : "enRoute";
    case "EN_ROUTE":
      return "arrive";
    case "ARRIVED":
      return "handle";
    case "HANDLING":
      return "firstFeedback";
    case "FEEDBACK":
      return openOffer(assignment) ? undefined : "complete";
    case undefined:
    case "COMPLETED":
    case "DECLINED":
    case "RECALLED":
    case "SUPERSEDED":
      if (unit?.status === "OFF_DUTY") return "onDuty";
      if (runningPatrol(unit)) return "checkpoint";
      return unit?.status === "UNAVAILABLE" ? "resume" : undefined;
  }
}

export const canDecline = (assignment: Assignment): boolean => ["ISSUED", "ACKNOWLEDGED", "EN_ROUTE"].includes(assignment.status);
export const canReport = (assignment: Assignment): boolean => ["HANDLING", "FEEDBACK"].includes(assignment.status);
