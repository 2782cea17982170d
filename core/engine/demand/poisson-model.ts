import { DAY_HOURS, WEEK_HOURS, hourOfWeek, type DemandHistory } from "./demand-history.ts";

/**
 * Calls of a region in an hour as Poisson with a product of factors for its mean:
 *   base × region × hour of the day × weekday × hour of the week × (region's own part of the week) × e^(trend × weeks)
 * Every factor has a gamma prior around 1, so that few calls leave it near 1 (shrinkage); the trend has a normal one around 0.
 * Fitted by iterative proportional fitting with those priors: each group of factors in turn becomes
 * (calls + strength) / (calls expected without it + strength), its mode on the log scale with all others held; the penalised
 * likelihood of this log-linear model is concave, so the turns converge (Darroch & Ratcliff, Generalized iterative scaling
 * for log-linear models, 1972; the priors as in Gelman & Hill, Data Analysis, 2007, ch. 15).
 */
export interface PoissonModel {
  readonly base: number;
  readonly region: Float64Array;
  readonly hour: Float64Array;
  readonly weekday: Float64Array;
  readonly hourOfWeek: Float64Array;
  /** `part[region * PARTS + part of the week]` */
  readonly part: Float64Array;
  /** Growth per week, on the log scale, from the middle of the history. */
  readonly trend: number;
  readonly middleWeek: number;
  readonly weekday0: number;
  /** Variance of the mean relative to its square, by region: what the history leaves open, and weeks that differ by more than chance. */
  readonly spread: Float64Array;
  /** The part of it that all regions share: weeks of the whole city that differ by more than chance. */
  readonly weekSpread: number;
}

/** Six parts of the week: night, day, evening of working days, and of weekends. */
export const PARTS = 6;
export const partOfWeek = (how: number): number => {
  const hour = how % DAY_HOURS;
  return (hour < 7 ? 0 : hour < 17 ? 1 : 2) + (how >= 5 * DAY_HOURS ? 3 : 0);
};

/** Strengths of the priors, in calls: so many expected calls are needed for a factor to move halfway. */
const STRENGTH = { region: 2, hour: 20, weekday: 40, hourOfWeek: 20, part: 20 } as const;
/** Prior of the weekly growth: a standard deviation of two per cent a week. */
const TREND_SD = 0.02;
const TURNS = 60;
const SETTLED = 1e-7;

/** Sums of a history that the model needs: calls by region and hour of the week, by week, and hours seen of each. */
interface Sums {
  readonly calls: Float64Array;
  readonly byWeek: Float64Array;
  readonly total: number;
  /** Hours of the history by hour of the week and week: `seen[week * 168 + how]`. */
  readonly seen: Float64Array;
  readonly weeks: number;
}

function sumsOf(history: DemandHistory): Sums {
  const hours = history.days * DAY_HOURS;
  const weeks = Math.ceil(hours / WEEK_HOURS);
  const calls = new Float64Array(history.regions * WEEK_HOURS);
  const byWeek = new Float64Array(weeks);
  const seen = new Float64Array(weeks * WEEK_HOURS);
  let total = 0;
  for (let hour = 0; hour < hours; hour++) {
    const [how, week] = [hourOfWeek(history, hour), Math.floor(hour / WEEK_HOURS)];
    seen[week * WEEK_HOURS + how]! += 1;
    for (let region = 0; region < history.regions; region++) {
      const count = history.counts[region * hours + hour]!;
      calls[region * WEEK_HOURS + how]! += count;
      byWeek[week]! += count;
      total += count;
    }
  }
  return { calls, byWeek, total, seen, weeks };
}

type Factors = { -readonly [Key in keyof PoissonModel]: PoissonModel[Key] };

/** Mean of one hour of the week in a region, without base and trend. */
const shape = (model: PoissonModel, region: number, how: number): number =>
  model.region[region]! * model.hour[how % DAY_HOURS]! * model.weekday[Math.floor(how / DAY_HOURS)]! * model.hourOfWeek[how]! * model.part[region * PARTS + partOfWeek(how)]!;

/** One turn of a group: `group` says to which factor a region's hour of the week belongs. Answers the largest change. */
function turn(model: Factors, factors: Float64Array, strength: number, sums: Sums, grown: Float64Array, group: (region: number, how: number) => number): number {
  const [calls, expected] = [new Float64Array(factors.length), new Float64Array(factors.length)];
  for (let region = 0; region < model.region.length; region++) {
    for (let how = 0; how < WEEK_HOURS; how++) {
      const index = group(region, how);
      calls[index]! += sums.calls[region * WEEK_HOURS + how]!;
      expected[index]! += model.base * shape(model, region, how) * grown[how]!;
    }
  }
  let most = 0;
  for (let index = 0; index < factors.length; index++) {
    const next = (calls[index]! + strength) / (expected[index]! / factors[index]! + strength);
    most = Math.max(most, Math.abs(Math.log(next / factors[index]!)));
    factors[index] = next;
  }
  return most;
}

/** Hours of each hour of the week, each weighted by the growth of its week. */
function grownHours(model: PoissonModel, { seen, weeks }: Sums): Float64Array {
  const grown = new Float64Array(WEEK_HOURS);
  for (let week = 0; week < weeks; week++) {
    const growth = Math.exp(model.trend * (week - model.middleWeek));
    for (let how = 0; how < WEEK_HOURS; how++) grown[how]! += growth * seen[week * WEEK_HOURS + how]!;
  }
  return grown;
}

/** Calls expected in each week. */
function expectedByWeek(model: PoissonModel, { seen, weeks }: Sums): Float64Array {
  const perHow = Float64Array.from({ length: WEEK_HOURS }, (_, how) => {
    let mean = 0;
    for (let region = 0; region < model.region.length; region++) mean += shape(model, region, how);
    return model.base * mean;
  });
  return Float64Array.from({ length: weeks }, (_, week) => {
    let mean = 0;
    for (let how = 0; how < WEEK_HOURS; how++) mean += perHow[how]! * seen[week * WEEK_HOURS + how]!;
    return mean * Math.exp(model.trend * (week - model.middleWeek));
  });
}

/** A Newton step for the trend with its prior. */
function trendStep(model: Factors, sums: Sums): void {
  const means = expectedByWeek(model, sums);
  let [slope, bend] = [-model.trend / TREND_SD ** 2, 1 / TREND_SD ** 2];
  for (let week = 0; week < sums.weeks; week++) {
    const at = week - model.middleWeek;
    slope += at * (sums.byWeek[week]! - means[week]!);
    bend += at * at * means[week]!;
  }
  model.trend += Math.max(-0.1, Math.min(0.1, slope / bend));
}

/** How far weeks differ beyond chance, relative to their mean squared (method of moments; 0 when they do not). */
function weekSpread(model: PoissonModel, sums: Sums): number {
  const means = expectedByWeek(model, sums);
  let [excess, square] = [0, 0];
  for (let week = 0; week < sums.weeks; week++) {
    excess += (sums.byWeek[week]! - means[week]!) ** 2 - means[week]!;
    square += means[week]! ** 2;
  }
  return square === 0 ? 0 : Math.max(0, excess / square);
}

/** Fits the model. A history without calls expects next to none. @throws RangeError when it has no days. */
export function fitPoisson(history: DemandHistory): PoissonModel {
  if (history.days < 1) throw new RangeError(`fitPoisson: days must be at least 1, got ${history.days}`);
  const sums = sumsOf(history);
  const ones = (length: number): Float64Array => new Float64Array(length).fill(1);
  const { regions, days, weekday } = history;
  const model: Factors = {
    base: (sums.total + 1) / (regions * days * DAY_HOURS), region: ones(regions), hour: ones(DAY_HOURS), weekday: ones(7), hourOfWeek: ones(WEEK_HOURS), part: ones(regions * PARTS),
    trend: 0, middleWeek: (sums.weeks - 1) / 2, weekday0: weekday, spread: new Float64Array(regions), weekSpread: 0,
  };
  for (let round = 0; round < TURNS; round++) {
    const grown = grownHours(model, sums);
    const moved = [
      turn(model, model.region, STRENGTH.region, sums, grown, (region) => region),
      turn(model, model.hour, STRENGTH.hour, sums, grown, (_, how) => how % DAY_HOURS),
      turn(model, model.weekday, STRENGTH.weekday, sums, grown, (_, how) => Math.floor(how / DAY_HOURS)),
      turn(model, model.hourOfWeek, STRENGTH.hourOfWeek, sums, grown, (_, how) => how),
      turn(model, model.part, STRENGTH.part, sums, grown, (region, how) => region * PARTS + partOfWeek(how)),
    ];
    const before = model.trend;
    trendStep(model, sums);
    // The base has no prior: what is expected in all is what came.
    const expected = expectedByWeek(model, sums).reduce((sum, mean) => sum + mean, 0);
    model.base *= (sums.total + 1) / (expected + 1);
    if (Math.max(...moved, Math.abs(model.trend - before)) < SETTLED) break;
  }
  const weeks = (model.weekSpread = weekSpread(model, sums));
  for (let region = 0; region < regions; region++) {
    let calls = 0;
    for (let how = 0; how < WEEK_HOURS; how++) calls += sums.calls[region * WEEK_HOURS + how]!;
    model.spread[region] = 1 / (calls + STRENGTH.region) + weeks;
  }
  return model;
}

/** Calls expected in a region in an hour since the beginning of the history, also beyond its end. */
export function expectedCalls(model: PoissonModel, region: number, hour: number): number {
  const how = hourOfWeek({ weekday: model.weekday0 }, hour);
  return model.base * shape(model, region, how) * Math.exp(model.trend * (Math.floor(hour / WEEK_HOURS) - model.middleWeek));
}
