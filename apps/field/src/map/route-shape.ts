import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { OwnOrder } from "../state/own-order.ts";
import type { FieldState } from "../state/store.ts";

export interface WayThere {
  readonly line: readonly LonLat[];
  readonly metres: number;
  /** Travel time by road; null when only the straight line is known. */
  readonly ms: number | null;
  readonly legs: readonly { readonly road: string; readonly metres: number }[];
  /** When the route was computed, server time; null for a straight line. */
  readonly at: number | null;
}

/** Where the unit is: its own reading, or the last one that the server knows. */
export function ownPoint(state: FieldState): LonLat | null {
  if (state.fix) return [state.fix.lon, state.fix.lat];
  const known = state.seat?.unitId ? state.board.positions.get(state.seat.unitId) : undefined;
  return known ? [known.lon, known.lat] : null;
}

export function goalOf(own: OwnOrder | undefined): LonLat | null {
  const point = own?.incident.place?.point;
  return point ? [point.lon, point.lat] : null;
}

/** The way to the incident: the server's route when it is for this incident, else the straight line. */
export function wayThere(state: FieldState, own: OwnOrder): WayThere | null {
  const goal = goalOf(own);
  const from = ownPoint(state);
  if (!goal) return null;
  if (state.route?.incidentId === own.incident.id) {
    const { view, at } = state.route;
    return { line: view.line, metres: view.metres, ms: view.ms, legs: joinLegs(view.legs), at };
  }
  return from && { line: [from, goal], metres: distanceM(from, goal), ms: null, legs: [], at: null };
}

/** Pieces of one road in a row read as one. */
export function joinLegs(legs: readonly { readonly road: string; readonly metres: number }[]): { road: string; metres: number }[] {
  const joined: { road: string; metres: number }[] = [];
  for (const { road, metres } of legs) {
    const last = joined.at(-1);
    if (last && last.road === road) last.metres += metres;
    else joined.push({ road, metres });
  }
  return joined;
}
