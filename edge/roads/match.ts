/**
 * Keeps a unit on its road: a hidden Markov model whose states are the places on roads near each fix, after Newson and Krumm,
 * "Hidden Markov Map Matching Through Noise and Sparseness", ACM SIGSPATIAL 2009. How likely a place is follows from its
 * distance to the fix (and, beyond the paper, from the heading of a moving unit); how likely a step is, from how much the
 * driven way is longer than the straight one. Viterbi forward: the answer is the end of the likeliest way so far, because
 * what is asked is where the unit is now.
 */
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadGraph } from "./graph.ts";
import { metresBetween } from "./metres-between.ts";
import { nearRoads, type NearRoad } from "./near-roads.ts";
import { snap, type Snap } from "./snap.ts";

export interface Fix {
  readonly lon: number;
  readonly lat: number;
  /** When it was measured, ms. */
  readonly at: number;
  readonly accuracyM?: number;
  readonly speedKmh?: number;
  /** Degrees from north, clockwise. */
  readonly heading?: number;
}

interface State extends NearRoad {
  /** Logarithm of how likely the likeliest way that ends here is, the likeliest of all being 0. */
  readonly score: number;
}

/** What is kept of a unit from fix to fix; for one graph. */
export interface Track {
  /** Where the unit is on the roads; null when none is within reach. */
  readonly snap: Snap | null;
  /** The last fix that was matched. */
  readonly fix: Fix;
  /** Empty off the roads. */
  readonly states: readonly State[];
}

/** A receiver's standard error where it names none, and the bounds within which what it names is believed, metres. */
const [USUAL_ERROR_M, LEAST_ERROR_M, MOST_ERROR_M] = [12, 6, 40];
/** Roads are looked for within so many standard errors, and at least so far. */
const [WITHIN_ERRORS, LEAST_RADIUS_M] = [3, 50];
const MOST_STATES = 8;
/** Places less likely than the likeliest by more than this (a logarithm) are given up. */
const GIVEN_UP = -20;
/** A difference of driven and straight metres that is as likely as not, and its share of the straight way. */
const [DETOUR_M, DETOUR_SHARE] = [12, 0.1];
/** Ways longer than this are not looked for. */
const limitOf = (straightM: number): number => 2 * straightM + 120;
/** After a longer gap the next fix begins anew. */
const [GAP_MS, GAP_M] = [60_000, 1_500];
/** Closer to the last fix nothing is learnt. */
const STILL_M = 5;
/** From this speed on a heading says something, and its standard error in degrees. */
const [HEADING_FROM_KMH, HEADING_ERROR_DEG] = [8, 30];

const errorOf = ({ accuracyM }: Fix): number => Math.min(MOST_ERROR_M, Math.max(LEAST_ERROR_M, accuracyM ?? USUAL_ERROR_M));

const turned = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180);

/** Degrees between a heading and the nearest direction in which the road may be driven there. */
function headingOff(graph: RoadGraph, { road, bearingDeg }: NearRoad, heading: number): number {
  const onward = graph.arcAllowed[2 * road] === 1 ? turned(heading, bearingDeg) : 180;
  const back = graph.arcAllowed[2 * road + 1] === 1 ? turned(heading, bearingDeg + 180) : 180;
  return Math.min(onward, back);
}

/** Logarithm of how likely the fix is if the unit is at this place, up to a constant. */
function likelyHere(graph: RoadGraph, near: NearRoad, fix: Fix): number {
  const byDistance = -0.5 * (near.distanceM / errorOf(fix)) ** 2;
  if (fix.heading === undefined || (fix.speedKmh ?? 0) < HEADING_FROM_KMH) return byDistance;
  return byDistance - 0.5 * (Math.min(90, headingOff(graph, near, fix.heading)) / HEADING_ERROR_DEG) ** 2;
}

/** Scores after a step from the states before; null when no way leads from any of them to any of these. */
function stepped(graph: RoadGraph, before: readonly State[], near: readonly NearRoad[], straightM: number): Float64Array | null {
  const best = new Float64Array(near.length).fill(-Infinity);
  const metres = new Float64Array(near.length);
  const scale = DETOUR_M + DETOUR_SHARE * straightM;
  let any = false;
  for (const from of before) {
    metresBetween(graph, from, near, limitOf(straightM), metres);
    for (let i = 0; i < near.length; i++) {
      if (metres[i] === Infinity) continue;
      best[i] = Math.max(best[i]!, from.score - Math.abs(metres[i]! - straightM) / scale);
      any = true;
    }
  }
  return any ? best : null;
}

function continues(before: Track | null, fix: Fix, straightM: number): before is Track {
  return before !== null && before.states.length > 0 && fix.at >= before.fix.at && fix.at - before.fix.at <= GAP_MS && straightM <= GAP_M;
}

const snapOf = (graph: RoadGraph, { road, fraction, point, distanceM: metres }: NearRoad): Snap => ({ road, roadId: graph.roads[road]!.id, fraction, point, distanceM: metres });

/**
 * The track after one more fix; `before` is null at the first. Off the roads (a yard, a park, on foot) the answer is the
 * nearest place on a road, and the next fix near one begins anew, as it does after a gap.
 */
export function follow(graph: RoadGraph, before: Track | null, fix: Fix): Track {
  const place: LonLat = [fix.lon, fix.lat];
  const straightM = before === null ? 0 : distanceM([before.fix.lon, before.fix.lat], place);
  if (before !== null && before.snap !== null && straightM < STILL_M) return before;
  const near = nearRoads(graph, place, Math.max(LEAST_RADIUS_M, WITHIN_ERRORS * errorOf(fix)), MOST_STATES);
  if (near.length === 0) return { snap: snap(graph, place), fix, states: [] };
  const here = near.map((one) => likelyHere(graph, one, fix));
  const onward = continues(before, fix, straightM) ? stepped(graph, before.states, near, straightM) : null;
  const scores = here.map((score, i) => score + (onward?.[i] ?? 0));
  const top = Math.max(...scores);
  const states = near.flatMap((one, i) => (scores[i]! - top > GIVEN_UP ? [{ ...one, score: scores[i]! - top }] : []));
  return { snap: snapOf(graph, states.find(({ score }) => score === 0)!), fix, states };
}
