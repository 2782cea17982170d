import type { Position } from "@tocsin/contract/views.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import type { Ledger, StoredState } from "@tocsin/ledger/types.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { appears, maskIncident, seesUnit, sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";

/** Incidents as the session may see them; the others are left out. */
export function sightedIncidents(session: Session, states: readonly StoredState[], city: ServedCity): Incident[] {
  return states.flatMap((state) => {
    const incident = state.state as Incident;
    const sight = sightOf(session, incident, city.roles, city.index);
    return sight === null ? [] : [maskIncident(incident, sight)];
  });
}

/** One unit that the session may see. @throws RefusedRequest NOT_FOUND */
export async function sightedUnit(ledger: Pick<Ledger, "load">, { roles }: ServedCity, session: Session, id: string): Promise<Unit> {
  const [state] = await ledger.load([{ kind: "unit", id }], grantPaths(session));
  const unit = state?.state as Unit | undefined;
  if (unit === undefined || !seesUnit(session, unit, roles)) throw new RefusedRequest(refuse("NOT_FOUND"));
  return unit;
}

/** Units that appear on the session's board. */
export const sightedUnits = (session: Session, states: readonly StoredState[], city: ServedCity): Unit[] =>
  states.map((state) => state.state as Unit).filter((unit) => seesUnit(session, unit, city.roles) && appears(session, unit));

/** Positions of units that appear on the board; a unit off shift has none (CMD-02). */
export function sightedPositions(positions: readonly Position[], units: readonly Unit[]): Position[] {
  const onShift = new Set(units.filter((unit) => unit.status !== "OFF_DUTY").map((unit) => unit.id));
  return positions.filter((position) => onShift.has(position.unitId));
}
