/** What a layout of posts does for the people: shares inside 1, 3 and 5 minutes, and who is left behind (DSP-06, DAT-20). */

export interface ServiceShares {
  /** Share of demand (0 to 1) reached within each limit, in the limits' order; 1 where there is no demand. */
  readonly within: readonly number[];
  /** Weighted mean of the times; cells that nobody reaches count with `unserved`. */
  readonly mean: number;
  /** The time within which nine tenths of demand are reached. */
  readonly p90: number;
}

export interface AreaService extends ServiceShares {
  readonly area: number;
  readonly demand: number;
  /** Its p90 minus the city's: the response-time gap. */
  readonly gap: number;
  /** The area's p90 is more than a fifth worse than the city's, whatever its demand. */
  readonly leftBehind: boolean;
}

const LEFT_BEHIND = 1.2;

/** The least time within which a share of all weight lies; where there is no weight, cells count alike. */
export function weightedQuantile(times: ArrayLike<number>, weights: ArrayLike<number>, share: number): number {
  const order = Array.from({ length: times.length }, (_, i) => i).sort((a, b) => times[a]! - times[b]!);
  const sum = order.reduce((all, i) => all + weights[i]!, 0);
  const weightOf = (i: number): number => (sum > 0 ? weights[i]! : 1);
  const target = share * (sum > 0 ? sum : order.length) * (1 - 1e-12);
  let passed = 0;
  for (const i of order) {
    passed += weightOf(i);
    if (passed >= target) return times[i]!;
  }
  return 0;
}

/** Figures of the whole city from each cell's best time. */
export function serviceShares(times: ArrayLike<number>, weights: ArrayLike<number>, limits: readonly number[]): ServiceShares {
  const inside = new Float64Array(limits.length);
  let total = 0;
  let sum = 0;
  for (let cell = 0; cell < times.length; cell++) {
    total += weights[cell]!;
    sum += weights[cell]! * times[cell]!;
    for (let i = 0; i < limits.length; i++) if (times[cell]! <= limits[i]!) inside[i]! += weights[cell]!;
  }
  return {
    within: Array.from(inside, (weight) => (total > 0 ? weight / total : 1)),
    mean: total > 0 ? sum / total : 0,
    p90: weightedQuantile(times, weights, 0.9),
  };
}

/** The same for every area, the worst first. `areaOf[cell]` is below 0 for a cell outside all areas. */
export function serviceByArea(times: ArrayLike<number>, weights: ArrayLike<number>, areaOf: ArrayLike<number>, areas: number, limits: readonly number[]): AreaService[] {
  const city = weightedQuantile(times, weights, 0.9);
  const members = Array.from({ length: areas }, (): number[] => []);
  for (let cell = 0; cell < times.length; cell++) if (areaOf[cell]! >= 0) members[areaOf[cell]!]!.push(cell);
  const rows = members.map((cells, area): AreaService => {
    const shares = serviceShares(cells.map((cell) => times[cell]!), cells.map((cell) => weights[cell]!), limits);
    return { ...shares, area, demand: cells.reduce((sum, cell) => sum + weights[cell]!, 0), gap: shares.p90 - city, leftBehind: cells.length > 0 && shares.p90 > LEFT_BEHIND * city };
  });
  return rows.sort((a, b) => b.gap - a.gap || a.area - b.area);
}

/** Cells beyond the limit, those with most demand first: where the next post would tell most. */
export function gapsByDemand(times: ArrayLike<number>, weights: ArrayLike<number>, limit: number): number[] {
  const beyond = Array.from({ length: times.length }, (_, cell) => cell).filter((cell) => times[cell]! > limit && weights[cell]! > 0);
  return beyond.sort((a, b) => weights[b]! - weights[a]! || times[b]! - times[a]! || a - b);
}
