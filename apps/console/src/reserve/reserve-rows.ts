import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { byReadiness, type Readiness, readinessOf, reserveOf } from "@tocsin/domain/command/reserve.ts";
import { areaOf } from "@tocsin/domain/command/surge.ts";
import { isFree } from "../strip/counts.ts";

export interface ReserveUnit {
  readonly unit: Unit;
  readonly row: ReserveRow;
  readonly readiness: Readiness;
}

/** Units of reserves that this seat sees: those that roll soonest first, unconfirmed ones last (CMD-10). */
export const reserveUnits = (units: Iterable<Unit>, reserves: readonly ReserveRow[], now: number): readonly ReserveUnit[] =>
  [...units]
    .flatMap((unit): ReserveUnit[] => {
      const row = reserveOf(reserves, unit.id);
      return row === null ? [] : [{ unit, row, readiness: readinessOf(unit, row, now) }];
    })
    .sort((a, b) => Number(isFree(b.unit)) - Number(isFree(a.unit)) || byReadiness(a.readiness, b.readiness) || (a.unit.id < b.unit.id ? -1 : 1));

/**
 * What can be called to a surge (CMD-11): free units of reserves by readiness, those that nobody has confirmed behind every other
 * free unit of the higher tiers; within each the area's own first.
 */
export function reserveFor(units: Iterable<Unit>, orgPath: string, reserves: readonly ReserveRow[], now: number): readonly Unit[] {
  const order = (unit: Unit): number => {
    const row = reserveOf(reserves, unit.id);
    return row === null ? 1 : readinessOf(unit, row, now) === "UNCONFIRMED" ? 2 : 0;
  };
  const ready = (a: Unit, b: Unit): number => {
    const [rowA, rowB] = [reserveOf(reserves, a.id), reserveOf(reserves, b.id)];
    return rowA === null || rowB === null ? 0 : byReadiness(readinessOf(a, rowA, now), readinessOf(b, rowB, now));
  };
  const foreign = (unit: Unit): number => Number(areaOf(unit.orgPath) !== orgPath);
  return [...units].filter((unit) => (unit.echelon > 1 || reserveOf(reserves, unit.id) !== null) && isFree(unit)).sort((a, b) => order(a) - order(b) || ready(a, b) || foreign(a) - foreign(b) || a.echelon - b.echelon || (a.id < b.id ? -1 : 1));
}
