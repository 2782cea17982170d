import type { Assignment, AssignmentStatus } from "@tocsin/contract/dispatch/order.ts";
import type { Unit, UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import { ImpossibleEvent } from "../fold.ts";

/** One unit's part of an order. Acknowledging cannot be skipped (INC-06); no step can. */
export const ASSIGNMENT_NEXT: Readonly<Record<AssignmentStatus, readonly AssignmentStatus[]>> = {
  ISSUED: ["ACKNOWLEDGED", "DECLINED", "RECALLED", "SUPERSEDED"],
  ACKNOWLEDGED: ["EN_ROUTE", "DECLINED", "RECALLED", "SUPERSEDED"],
  EN_ROUTE: ["ARRIVED", "DECLINED", "RECALLED", "SUPERSEDED"],
  ARRIVED: ["HANDLING", "RECALLED", "SUPERSEDED"],
  HANDLING: ["FEEDBACK", "COMPLETED", "RECALLED", "SUPERSEDED"],
  FEEDBACK: ["FEEDBACK", "COMPLETED", "RECALLED", "SUPERSEDED"],
  COMPLETED: [],
  DECLINED: [],
  RECALLED: [],
  SUPERSEDED: [],
};

export const UNIT_NEXT: Readonly<Record<UnitStatus, readonly UnitStatus[]>> = {
  OFF_DUTY: ["AVAILABLE"],
  AVAILABLE: ["OFF_DUTY", "UNAVAILABLE", "PATROL", "ASSIGNED"],
  PATROL: ["OFF_DUTY", "UNAVAILABLE", "AVAILABLE", "ASSIGNED"],
  ASSIGNED: ["EN_ROUTE", "AVAILABLE", "PATROL", "UNAVAILABLE", "ASSIGNED"],
  EN_ROUTE: ["ON_SCENE", "AVAILABLE", "PATROL", "UNAVAILABLE", "ASSIGNED"],
  ON_SCENE: ["CLEARING", "AVAILABLE", "PATROL", "UNAVAILABLE", "ASSIGNED"],
  CLEARING: ["AVAILABLE", "PATROL", "UNAVAILABLE", "ASSIGNED"],
  UNAVAILABLE: ["AVAILABLE", "OFF_DUTY"],
};

/** Statuses in which a unit may be ordered. */
export const DISPATCHABLE: readonly UnitStatus[] = ["AVAILABLE", "PATROL"];

export function assignmentTo(assignment: Assignment, to: AssignmentStatus): Assignment {
  if (!ASSIGNMENT_NEXT[assignment.status].includes(to)) throw new ImpossibleEvent(`assignment ${assignment.status} cannot become ${to}`);
  return { ...assignment, status: to };
}

export function unitTo(unit: Unit, to: UnitStatus, at: number): Unit {
  if (!UNIT_NEXT[unit.status].includes(to)) throw new ImpossibleEvent(`unit ${unit.status} cannot become ${to}`);
  return { ...unit, status: to, statusSince: at };
}
