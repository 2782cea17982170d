import { passedAt, type Patrol, type Unit } from "@tocsin/contract/dispatch/unit.ts";
import { bearingDeg, distanceM, type LonLat } from "@tocsin/kernel/geo.ts";

export interface CheckpointRow {
  readonly index: number;
  readonly name: string;
  readonly state: "PASSED" | "EXCUSED" | "NEXT" | "AHEAD";
  /** When it was passed; null where it was not, or where the record does not say. */
  readonly at: number | null;
}

/** The round from its first checkpoint to its last, with what became of each (DSP-03). */
export function checkpointRows(patrol: Patrol): CheckpointRow[] {
  const { checkpoints, next, excused } = patrol;
  return checkpoints.map(({ name }, index) => {
    const state = index === next ? "NEXT" : index > next ? "AHEAD" : excused.includes(index) ? "EXCUSED" : "PASSED";
    return { index, name, state, at: passedAt(patrol, index) };
  });
}

/** The patrol that the unit walks or drives now, if it is on one and no order has paused it. */
export function runningPatrol(unit: Pick<Unit, "status" | "patrol"> | undefined): Patrol | undefined {
  return unit?.status === "PATROL" && unit.patrol?.state === "RUNNING" ? unit.patrol : undefined;
}

/** Checkpoints may be left out only where an order came in between: those are excused, not missed. */
export const maySkip = ({ recentOrders }: Pick<Unit, "recentOrders">, { startedAt }: Patrol): boolean => recentOrders.some((at) => at >= startedAt);

/** The straight way to the next checkpoint: metres, and the eighth of the compass from north clockwise, 0 to 7. */
export function wayToNext({ checkpoints, next }: Patrol, from: LonLat | null): { readonly metres: number; readonly eighth: number } | null {
  const point = checkpoints[next]?.point;
  if (!from || !point) return null;
  const to: LonLat = [point.lon, point.lat];
  return { metres: distanceM(from, to), eighth: Math.round(bearingDeg(from, to) / 45) % 8 };
}
