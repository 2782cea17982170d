/** What passing a junction costs beside driving, in whole milliseconds. */
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";

export interface TurnCosts {
  /** Left where one drives on the right: across what comes the other way. */
  readonly leftMs: number;
  readonly rightMs: number;
  /** Back along the same road, or as good as back (a parallel carriageway). At dead ends too: the vehicle must turn round. */
  readonly uTurnMs: number;
  /** For every junction of three roads or more, whatever the direction. */
  readonly junctionMs: number;
}

export const NO_TURN_COSTS: TurnCosts = { leftMs: 0, rightMs: 0, uTurnMs: 0, junctionMs: 0 };

/** For a vehicle under way with priority; a city states its own in `speeds.yaml`. */
export const DEFAULT_TURN_COSTS: TurnCosts = { leftMs: 4_000, rightMs: 2_000, uTurnMs: 20_000, junctionMs: 1_000 };

/** What a city's file, which has it in seconds, says of drives: turns, and what no road takes. */
export const driveCostsOf = ({ startS, turnS: { left, right, uTurn, junction } }: Pick<Speeds, "startS" | "turnS">): { readonly turnCosts: TurnCosts; readonly startMs: number } => ({
  turnCosts: { leftMs: Math.round(left * 1_000), rightMs: Math.round(right * 1_000), uTurnMs: Math.round(uTurn * 1_000), junctionMs: Math.round(junction * 1_000) },
  startMs: Math.round(startS * 1_000),
});

/** Up to this angle one drives straight on. */
const STRAIGHT_DEG = 40;
/** From this angle a turn is as good as back. */
const BACK_DEG = 165;

export type TurnKind = "STRAIGHT" | "LEFT" | "RIGHT" | "BACK";

/** What a turn between two headings (degrees from north, clockwise) is. */
export function turnKind(headingIn: number, headingOut: number): TurnKind {
  const right = ((headingOut - headingIn + 540) % 360) - 180;
  const angle = Math.abs(right);
  if (angle <= STRAIGHT_DEG) return "STRAIGHT";
  if (angle >= BACK_DEG) return "BACK";
  return right > 0 ? "RIGHT" : "LEFT";
}

/** Milliseconds for a turn between two headings at a junction of `roads` roads. */
export function turnMs(costs: TurnCosts, roads: number, headingIn: number, headingOut: number): number {
  if (roads < 3) return 0;
  const kind = turnKind(headingIn, headingOut);
  return costs.junctionMs + (kind === "STRAIGHT" ? 0 : kind === "LEFT" ? costs.leftMs : kind === "RIGHT" ? costs.rightMs : costs.uTurnMs);
}
