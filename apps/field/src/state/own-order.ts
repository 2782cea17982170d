import type { BoardState } from "@tocsin/client/board-state.ts";
import type { Assignment, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { expectAll } from "../outbox/expect.ts";
import { ownTasks, type OwnTask } from "../tasks/own-tasks.ts";
import { isEnded } from "./is-ended.ts";

/** The unit's part of an incident. */
export interface OwnOrder {
  readonly incident: Incident;
  readonly order: Order;
  readonly assignment: Assignment;
}

/** All parts that a unit had, newest first. */
export function ordersOf(incidents: Iterable<Incident>, unitId: string): OwnOrder[] {
  const found: OwnOrder[] = [];
  for (const incident of incidents) {
    for (const order of incident.orders) {
      for (const assignment of order.assignments) if (assignment.unitId === unitId) found.push({ incident, order, assignment });
    }
  }
  return found.sort((a, b) => b.assignment.issuedAt - a.assignment.issuedAt);
}

export interface OwnView {
  readonly unit: Unit | undefined;
  /** What the unit works on now. */
  readonly current: OwnOrder | undefined;
  /** Orders that are over, newest first. */
  readonly past: readonly OwnOrder[];
  /** Open tasks of plans that were given to the unit, the most pressing first. */
  readonly tasks: readonly OwnTask[];
}

/** What the unit has to know of itself, with everything that waits taken as done. */
export function ownView(board: BoardState, outbox: Outbox, unitId: string, offset: number): OwnView {
  const incidents = [...board.incidents.values()].map((incident) => expectAll(incident, undefined, outbox.acts, offset).incident ?? incident);
  const orders = ordersOf(incidents, unitId);
  const { unit } = expectAll(undefined, board.units.get(unitId), outbox.acts, offset);
  return { unit, current: orders.find(({ assignment }) => !isEnded(assignment)), past: orders.filter(({ assignment }) => isEnded(assignment)), tasks: ownTasks(board, outbox.acts, unitId, offset) };
}
