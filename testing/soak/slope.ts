/** A straight line through points, by least squares. */
export interface Slope {
  readonly perUnit: number;
  /** Two standard errors of `perUnit`: about 95 %. Infinite with fewer than three points. */
  readonly plusMinus: number;
}

/** @param points pairs of x and y; @throws RangeError when all x are the same */
export function slopeOf(points: readonly (readonly [number, number])[]): Slope {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  const spread = points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  if (!(spread > 0)) throw new RangeError("points: at least two different x are needed");
  const perUnit = points.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
  const left = points.reduce((sum, [at, value]) => sum + (value - y - perUnit * (at - x)) ** 2, 0);
  return { perUnit, plusMinus: points.length < 3 ? Infinity : 2 * Math.sqrt(left / (points.length - 2) / spread) };
}

/** What a slope says about a limit: its whole interval is within it, above it, or the run was too short to tell. */
export function held({ perUnit, plusMinus }: Slope, limit: number): "kept" | "missed" | "too short to tell" {
  if (perUnit + plusMinus <= limit) return "kept";
  return perUnit - plusMinus > limit ? "missed" : "too short to tell";
}
