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

function bucketsOf(distribution: Distribution, values: readonly (number | null)[]): SpeedBucket[] {
  const { labels } = distribution;
  const counts = labels.map(() => 0);
  for (const value of values) counts[slotOf(distribution, value)]! += 1;
  const told = toldRow(counts);
  return labels.map((label, index) => ({ label, count: told[index]!, share: told[index] === null ? null : told[index]! / values.length }));
}

const suppressed = ({ labels }: Distribution): SpeedBucket[] => labels.map((label) => ({ label, count: null, share: null }));

/** Value at a share of the ordered list (nearest rank); null where too few are known. */
function quantile(values: readonly (number | null)[], share: number): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (known.length < SMALLEST_CELL) return null;
  return known[Math.max(0, Math.ceil(share * known.length) - 1)]!;
}

/**
 * How fast a post signs for, arrives at and reports on its orders (DSP-09). Each distribution has every order that counts
 * once, also those of which the thing has not happened, so that its shares, told and untold, add to one.
 */
export function speedFigures(orders: readonly TimedOrder[]): SpeedFigures {
  const counting = orders.filter((order) => !order.excluded);
  const excluded = toldCount(orders.length - counting.length);
  if (counting.length < SMALLEST_CELL) {
    const nothing = { medianAcknowledgeS: null, p90AcknowledgeS: null, medianArrivalS: null, p90ArrivalS: null, medianFeedbackS: null, p90FeedbackS: null };
    return { n: null, excluded, acknowledge: suppressed(ACKNOWLEDGE), turnOut: suppressed(TURN_OUT), feedback: suppressed(FEEDBACK), ...nothing };
  }
  const acknowledge = counting.map((order) => seconds(order.issuedAt, order.acknowledgedAt));
  const arrival = counting.map(turnOutSeconds);
  const feedback = counting.map((order) => seconds(order.arrivedAt ?? order.issuedAt, order.feedbackAt));
  return {
    n: counting.length, excluded,
    acknowledge: bucketsOf(ACKNOWLEDGE, acknowledge), turnOut: bucketsOf(TURN_OUT, arrival), feedback: bucketsOf(FEEDBACK, feedback),
    medianAcknowledgeS: quantile(acknowledge, 0.5), p90AcknowledgeS: quantile(acknowledge, 0.9), medianArrivalS: quantile(arrival, 0.5), p90ArrivalS: quantile(arrival, 0.9),
    medianFeedbackS: quantile(feedback, 0.5), p90FeedbackS: quantile(feedback, 0.9),
  };
}
