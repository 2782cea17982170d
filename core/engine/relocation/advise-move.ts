import { type DurationMs, MINUTE } from "@tocsin/kernel/instant.ts";
import { createCoverCount, type CoverCount } from "../cover/cover-count.ts";
import { type CoverDemand, checkRelocation, type RelocationInput, type StandingUnit } from "./relocation-input.ts";

/** Expected cover of one area: share (0 to 1) of its demand. An area without demand is covered. */
export interface AreaCover {
  readonly code: string;
  readonly goal: number;
  readonly covered: number;
}

/** One unit to one post, with what it wins and what it costs. */
export interface Move {
  readonly unitId: string;
  readonly fromPostId: string | null;
  readonly postId: string;
  readonly driveMs: DurationMs;
  /** Share of all demand by which the cover short of the goals shrinks. */
  readonly gain: number;
  readonly gainPerMinute: number;
  /** Share of all demand whose expected cover changes, whatever the goals: may be below the gain, even negative. */
  readonly coverChange: number;
  readonly after: readonly AreaCover[];
}

export interface RelocationAdvice {
  /** HOLDS: every area has its goal. NOTHING_GAINS: one has not, and no move is worth its drive. */
  readonly answer: "HOLDS" | "MOVE" | "NOTHING_GAINS";
  /** If nobody moves. */
  readonly before: readonly AreaCover[];
  /** Share of all demand that is missing to the goals if nobody moves. */
  readonly short: number;
  readonly move: Move | null;
  /** Best moves of other units, best first, for "why not that one". */
  readonly others: readonly Move[];
}

/** A drive costs at least this much: a move around the corner is no gain per minute beyond all measure. */
const LEAST_DRIVE: DurationMs = MINUTE;
const OTHERS = 3;
/** Sums of shares differ by less than this when they are equal. */
const ROUNDING = 1e-12;

interface Scale {
  readonly total: number;
  readonly byArea: Float64Array;
}

function scaleOf({ weights, areaOf, areas }: CoverDemand): Scale {
  const byArea = new Float64Array(areas.length);
  let total = 0;
  for (let cell = 0; cell < weights.length; cell++) {
    byArea[areaOf[cell]!]! += weights[cell]!;
    total += weights[cell]!;
  }
  return { total, byArea };
}

/** Weight short of the goals, all areas together. */
function shortOf({ areas }: CoverDemand, scale: Scale, covered: Float64Array): number {
  let short = 0;
  for (let a = 0; a < areas.length; a++) short += Math.max(0, areas[a]!.goal * scale.byArea[a]! - covered[a]!);
  return short;
}

const viewOf = ({ areas }: CoverDemand, scale: Scale, covered: Float64Array): AreaCover[] =>
  areas.map(({ code, goal }, a) => ({ code, goal, covered: scale.byArea[a] === 0 ? 1 : Math.min(1, Math.max(0, covered[a]! / scale.byArea[a]!)) }));

function coveredBy(demand: CoverDemand, count: CoverCount): Float64Array {
  const { weights, areaOf, areas, busyFraction: q } = demand;
  const covered = new Float64Array(areas.length);
  for (let cell = 0; cell < weights.length; cell++) covered[areaOf[cell]!]! += weights[cell]! * (1 - q ** count.countAt(cell));
  return covered;
}

/** Expected cover of every area by units that reach these cells. */
export function coverBy(demand: CoverDemand, standing: readonly ArrayLike<number>[]): AreaCover[] {
  const count = createCoverCount(demand.weights, demand.busyFraction);
  for (const reached of standing) count.add(reached);
  return viewOf(demand, scaleOf(demand), coveredBy(demand, count));
}

/** More gain per minute first, then the shorter drive, then by code; never a draw. */
const better = (a: Move, b: Move): number =>
  b.gainPerMinute - a.gainPerMinute || a.driveMs - b.driveMs || (a.unitId < b.unitId ? -1 : a.unitId > b.unitId ? 1 : 0) || (a.postId < b.postId ? -1 : 1);

/** Cover by area after the move, written into `covered`: the unit's own cells lose it, the post's win it, shared ones lose nothing. */
type AfterMove = (unit: StandingUnit, post: number, covered: Float64Array) => void;

function afterMoves({ demand, posts }: RelocationInput, count: CoverCount, before: Float64Array): AfterMove {
  const { areaOf, areas } = demand;
  const added = posts.map(({ reached }) => {
    const sum = new Float64Array(areas.length);
    for (let i = 0; i < reached.length; i++) sum[areaOf[reached[i]!]!]! += count.gainAt(reached[i]!);
    return sum;
  });
  const own = new Uint8Array(demand.weights.length);
  const lost = new Float64Array(areas.length);
  let marked: StandingUnit | null = null;
  const mark = (unit: StandingUnit): void => {
    if (marked === unit) return;
    if (marked !== null) for (let i = 0; i < marked.reached.length; i++) own[marked.reached[i]!] = 0;
    marked = unit;
    lost.fill(0);
    for (let i = 0; i < unit.reached.length; i++) {
      own[unit.reached[i]!] = 1;
      lost[areaOf[unit.reached[i]!]!]! += count.lossAt(unit.reached[i]!);
    }
  };
  return (unit, post, covered) => {
    mark(unit);
    for (let a = 0; a < covered.length; a++) covered[a] = before[a]! - lost[a]! + added[post]![a]!;
    const { reached } = posts[post]!;
    for (let i = 0; i < reached.length; i++) {
      const cell = reached[i]!;
      if (own[cell] === 1) covered[areaOf[cell]!]! += count.lossAt(cell) - count.gainAt(cell);
    }
  };
}

/** The best move of one unit, null when none is worth its drive. */
function bestOf(input: RelocationInput, unit: StandingUnit, after: AfterMove, scale: Scale, before: Float64Array, shortBefore: number): Move | null {
  if (unit.driveMs === null) return null;
  const covered = new Float64Array(input.demand.areas.length);
  let best: Move | null = null;
  for (let p = 0; p < input.posts.length; p++) {
    const { postId, room } = input.posts[p]!;
    const driveMs = unit.driveMs[p]!;
    if (postId === unit.postId || driveMs < 0 || driveMs > input.mostDriveMs || (room !== null && room <= 0)) continue;
    after(unit, p, covered);
    const gain = (shortBefore - shortOf(input.demand, scale, covered)) / scale.total;
    if (gain <= ROUNDING || gain < input.leastGain) continue;
    const gainPerMinute = gain / (Math.max(LEAST_DRIVE, driveMs) / MINUTE);
    if (best !== null && gainPerMinute < best.gainPerMinute) continue;
    const coverChange = covered.reduce((sum, value, a) => sum + value - before[a]!, 0) / scale.total;
    const move: Move = { unitId: unit.unitId, fromPostId: unit.postId, postId, driveMs, gain, gainPerMinute, coverChange, after: viewOf(input.demand, scale, covered) };
    if (best === null || better(move, best) < 0) best = move;
  }
  return best;
}

/**
 * When cover falls short of an area's goal: the one move that wins most expected cover per minute of driving; a human decides.
 * Marginal cover of the MEXCLP model as in dynamic MEXCLP (Jagtenberg, Bhulai, van der Mei, Operations Research for Health Care
 * 2015), counted up to each area's goal, so that what one area has to spare may serve another that lacks, and never the reverse.
 * Steps: units × posts × cells reached.
 * @throws RangeError naming the field that cannot be trusted.
 */
export function adviseMove(input: RelocationInput): RelocationAdvice {
  checkRelocation(input);
  const { demand, units } = input;
  const scale = scaleOf(demand);
  const count = createCoverCount(demand.weights, demand.busyFraction);
  for (const unit of units) count.add(unit.reached);
  const before = coveredBy(demand, count);
  const view = viewOf(demand, scale, before);
  const shortBefore = shortOf(demand, scale, before);
  if (scale.total === 0 || shortBefore <= ROUNDING * scale.total) return { answer: "HOLDS", before: view, short: 0, move: null, others: [] };
  const after = afterMoves(input, count, before);
  const moves = units.flatMap((unit) => bestOf(input, unit, after, scale, before, shortBefore) ?? []).sort(better);
  return { answer: moves.length === 0 ? "NOTHING_GAINS" : "MOVE", before: view, short: shortBefore / scale.total, move: moves[0] ?? null, others: moves.slice(1, 1 + OTHERS) };
}
