import { elapsedSeconds, type Instant } from "@tocsin/kernel/instant.ts";
import { SMALLEST_CELL, toldCount, toldRow } from "../suppression/small-cells.ts";

/** One unit's part of an order, as far as speed asks. */
export interface TimedOrder {
  readonly issuedAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  /** First report from the scene. */
  readonly feedbackAt: Instant | null;
  /** Cancelled, recalled, merged, declined: counted beside the others, never with them. */
  readonly excluded: boolean;
}

/** With whether it had to be done again. */
export interface WorkedOrder extends TimedOrder {
  readonly reworked: boolean;
}

export interface SpeedBucket {
  /** Bounds in seconds or minutes as its distribution has them, e.g. `30-60`; `none` = it has not happened. */
  readonly label: string;
  readonly count: number | null;
  /** 0 to 1; the buckets of a distribution add to 1, those that are not told among them. */
  readonly share: number | null;
}

/** Figures of one post. Null where fewer than five stand behind them, and where one could be reckoned from the others. */
export interface SpeedFigures {
  readonly n: number | null;
  readonly excluded: number | null;
  /** Of those that count, how many had to be done again. */
  readonly reworked: number | null;
  readonly acknowledge: readonly SpeedBucket[];
  readonly turnOut: readonly SpeedBucket[];
  readonly feedback: readonly SpeedBucket[];
  readonly medianAcknowledgeS: number | null;
  readonly p90AcknowledgeS: number | null;
  readonly medianArrivalS: number | null;
  readonly p90ArrivalS: number | null;
  readonly medianFeedbackS: number | null;
  readonly p90FeedbackS: number | null;
}

interface Distribution {
  /** Upper bounds in seconds; reaching one exactly is within it, as everywhere (DSP-05). */
  readonly bounds: readonly number[];
  readonly labels: readonly string[];
}

const MIN = 60;
const HOUR = 3_600;
const NONE = "none";

export const ACKNOWLEDGE: Distribution = { bounds: [30, 60, 120, 180], labels: ["0-30 s", "30-60 s", "60-120 s", "120-180 s", ">180 s", NONE] };
/** From the order to the scene. */
export const TURN_OUT: Distribution = { bounds: [5 * MIN, 10 * MIN, 15 * MIN, 30 * MIN], labels: ["0-5 min", "5-10 min", "10-15 min", "15-30 min", ">30 min", NONE] };
/** From the scene to the first report; from the order where no arrival is known. */
export const FEEDBACK: Distribution = { bounds: [30 * MIN, HOUR, 2 * HOUR, 4 * HOUR], labels: ["0-30 min", "30-60 min", "1-2 h", "2-4 h", ">4 h", NONE] };

/** Whole seconds from one moment to another; null when it has not come, or lies before the first and cannot be true. */
function seconds(from: Instant, to: Instant | null): number | null {
  return to === null || to < from ? null : elapsedSeconds(from, to);
}

/** In which bucket so many seconds lie; null is in the last, `none`. */
export function slotOf({ bounds, labels }: Distribution, value: number | null): number {
  if (value === null) return labels.length - 1;
  const within = bounds.findIndex((bound) => value <= bound);
  return within < 0 ? bounds.length : within;
}

/** From the order to the scene; null where nobody arrived, or before the order. */
export const turnOutSeconds = ({ issuedAt, arrivedAt }: Pick<TimedOrder, "issuedAt" | "arrivedAt">): number | null => seconds(issuedAt, arrivedAt);

type Told = readonly (number | null)[];
const sumOf = (counts: Told): number => counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);

function bucketsOf({ labels }: Distribution, told: Told, n: number): SpeedBucket[] {
  return labels.map((label, index) => ({ label, count: told[index]!, share: told[index] === null ? null : told[index]! / n }));
}

function toldCounts(distribution: Distribution, values: readonly (number | null)[]): Told {
  const counts = distribution.labels.map(() => 0);
  for (const value of values) counts[slotOf(distribution, value)]! += 1;
  return toldRow(counts);
}

const suppressed = ({ labels }: Distribution): SpeedBucket[] => labels.map((label) => ({ label, count: null, share: null }));

const rankOf = (share: number, known: number): number => Math.max(1, Math.ceil(share * known));

/** In which bucket the value at a share of the ordered list lies; null where too few are known, those of `none` not being. */
function slotAt(counts: readonly number[], share: number): number | null {
  const known = sumOf(counts.slice(0, -1));
  if (known < SMALLEST_CELL) return null;
  let left = rankOf(share, known);
  return counts.findIndex((count) => (left -= count) <= 0);
}

/**
 * Whether the value at a share gives away nothing that is hidden: whatever the hidden counts are, it lies in one and the same bucket, which
 * is told. Where all that is hidden stands in one bucket, one after the other, are the corners of what is possible, and between corners that
 * agree nothing else can be: the rank and what lies below a bucket are linear in the counts. It is judged by what is told alone, so that
 * leaving a value out says nothing either.
 */
function isSafe(told: Told, n: number, share: number): boolean {
  const rest = n - sumOf(told);
  const hidden = told.flatMap((count, index) => (count === null ? [index] : []));
  const corners = hidden.length === 0 ? [told.map((count) => count ?? 0)] : hidden.map((at) => told.map((count, index) => count ?? (index === at ? rest : 0)));
  const [slot, ...others] = corners.map((counts) => slotAt(counts, share));
  return slot !== undefined && slot !== null && told[slot] !== null && others.every((other) => other === slot);
}

/** Value at a share of the ordered list (nearest rank); null where too few are known, or where it would tell of hidden buckets. */
function quantile(told: Told, values: readonly (number | null)[], share: number): number | null {
  if (!isSafe(told, values.length, share)) return null;
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[rankOf(share, known.length) - 1]!;
}

/**
 * How fast a post signs for, arrives at and reports on its orders (DSP-09). Each distribution has every order that counts
 * once, also those of which the thing has not happened, so that its shares, told and untold, add to one.
 */
export function speedFigures(orders: readonly WorkedOrder[]): SpeedFigures {
  const counting = orders.filter((order) => !order.excluded);
  const excluded = toldCount(orders.length - counting.length);
  if (counting.length < SMALLEST_CELL) {
    const nothing = { medianAcknowledgeS: null, p90AcknowledgeS: null, medianArrivalS: null, p90ArrivalS: null, medianFeedbackS: null, p90FeedbackS: null };
    return { n: null, excluded, reworked: null, acknowledge: suppressed(ACKNOWLEDGE), turnOut: suppressed(TURN_OUT), feedback: suppressed(FEEDBACK), ...nothing };
  }
  const n = counting.length;
  const reworked = counting.filter((order) => order.reworked).length;
  const read = (distribution: Distribution, values: readonly (number | null)[]) => {
    const told = toldCounts(distribution, values);
    return { buckets: bucketsOf(distribution, told, n), median: quantile(told, values, 0.5), p90: quantile(told, values, 0.9) };
  };
  const acknowledge = read(ACKNOWLEDGE, counting.map((order) => seconds(order.issuedAt, order.acknowledgedAt)));
  const arrival = read(TURN_OUT, counting.map(turnOutSeconds));
  const feedback = read(FEEDBACK, counting.map((order) => seconds(order.arrivedAt ?? order.issuedAt, order.feedbackAt)));
  return {
    n, excluded, reworked: toldRow([reworked, n - reworked])[0]!,
    acknowledge: acknowledge.buckets, turnOut: arrival.buckets, feedback: feedback.buckets,
    medianAcknowledgeS: acknowledge.median, p90AcknowledgeS: acknowledge.p90, medianArrivalS: arrival.median, p90ArrivalS: arrival.p90,
    medianFeedbackS: feedback.median, p90FeedbackS: feedback.p90,
  };
}
