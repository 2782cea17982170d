import { passedAt, type Patrol } from "@tocsin/contract/dispatch/unit.ts";
import type { Point } from "@tocsin/contract/place.ts";
import { roundOrder, wayM } from "@tocsin/engine/patrol/round-order.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";

export type Checkpoint = Patrol["checkpoints"][number];

export type CheckpointState =
  /** `at` is null in a patrol that began before times were kept. */
  | { readonly kind: "PASSED"; readonly at: number | null }
  /** An order kept the unit from it: no fault (DSP-03). */
  | { readonly kind: "EXCUSED" }
  | { readonly kind: "NEXT" }
  | { readonly kind: "AHEAD" };

/** What became of each checkpoint of a patrol, in its order. */
export function checkpointStates(patrol: Patrol): readonly CheckpointState[] {
  const { checkpoints, next, excused } = patrol;
  return checkpoints.map((_, index): CheckpointState => {
    if (index === next) return { kind: "NEXT" };
    if (index > next) return { kind: "AHEAD" };
    return excused.includes(index) ? { kind: "EXCUSED" } : { kind: "PASSED", at: passedAt(patrol, index) };
  });
}

const lonLat = ({ lon, lat }: Point): LonLat => [lon, lat];

/** Checkpoints in a short order from where the unit is. */
export function inRound(from: Point, checkpoints: readonly Checkpoint[]): readonly Checkpoint[] {
  return roundOrder(lonLat(from), checkpoints.map(({ point }) => lonLat(point))).map((index) => checkpoints[index]!);
}

/** Metres of a round, in straight lines, from where the unit is. */
export const roundM = (from: Point, round: readonly Checkpoint[]): number => wayM([from, ...round.map(({ point }) => point)].map(lonLat));

export const sameCheckpoint = (a: Checkpoint, b: Checkpoint): boolean => a.name === b.name && a.point.lon === b.point.lon && a.point.lat === b.point.lat;
