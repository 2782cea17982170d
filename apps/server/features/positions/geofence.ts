import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { Desk } from "../../desk/desk.ts";
import type { Session } from "../../session.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { CityPresent } from "../present/city-present.ts";
import { insideGeofence } from "./judge-position.ts";

export interface GeofenceDeps {
  readonly desk: Pick<Desk, "execute">;
  readonly present: CityPresent;
  readonly book: PositionBook;
  readonly geofenceM: number;
  /** A position older than this says nothing about where the unit is now. */
  readonly staleMs: number;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** The unit's own seat, as which its device proposes the arrival. */
const seatOf = (unit: Unit): Session => ({
  userId: `device/${unit.id}`, name: unit.callSign, grants: [{ role: "UNIT", orgPath: unit.orgPath }], unitId: unit.id, agency: unit.agency,
});

/**
 * Proposes the arrival of units that come within the fence of their incident (SCN-03): once per order and unit,
 * through the one door, where the life cycle decides. A human, or the set time, confirms. Answers how to stop.
 */
export function watchGeofence(deps: GeofenceDeps): () => void {
  /** Order for which each unit's arrival has been proposed. */
  const proposed = new Map<string, string>();

  async function propose(unit: Unit, incidentId: string, orderId: string, position: Position): Promise<void> {
    proposed.set(unit.id, orderId);
    const payload = { incidentId, orderId, unitId: unit.id, mode: "PROPOSED", deviceAt: position.at };
    const commandId = `geofence/${orderId}/${unit.id}`;
    try {
      // The fix may differ when two servers see it; the same id must then still be the same command.
      const answer = await deps.desk.execute({ name: "dispatch.arrive", payload, commandId, session: seatOf(unit), bodyHash: hashOf({ incidentId, orderId, unitId: unit.id }), traceId: commandId });
      if (!answer.ok && answer.refusal.code === "TOO_BUSY") proposed.delete(unit.id);
    } catch (error) {
      proposed.delete(unit.id);
      deps.onFailure(error);
    }
  }

  function look(position: Position): void {
    const unit = deps.present.units.get(position.unitId);
    if (unit?.status !== "EN_ROUTE" || unit.assignment === null) return;
    if (deps.now() - position.at > deps.staleMs) return;
    const { incidentId, orderId } = unit.assignment;
    if (proposed.get(unit.id) === orderId) return;
    const point = deps.present.openIncidents.get(incidentId)?.place?.point ?? null;
    if (point !== null && insideGeofence(position, point, deps.geofenceM)) void propose(unit, incidentId, orderId, position);
  }

  const lookAgain = (unitId: string): void => {
    const position = deps.book.of(unitId);
    if (position !== undefined) look(position);
  };
  const stopPositions = deps.book.subscribe((positions) => positions.forEach(look));
  // A unit that stands at the scene when it sets out, or whose incident gets its point now, sends no new fix for that.
  const stopPresent = deps.present.subscribe(({ units, incidentIds }) => {
    for (const unit of units) {
      if (unit.assignment === null) proposed.delete(unit.id);
      else if (!incidentIds.has(unit.assignment.incidentId)) lookAgain(unit.id);
    }
    for (const id of incidentIds) for (const order of deps.present.openIncidents.get(id)?.orders ?? []) for (const { unitId } of order.assignments) lookAgain(unitId);
  });
  return () => {
    stopPositions();
    stopPresent();
  };
}
