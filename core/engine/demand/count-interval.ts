/** Counts between which the truth will lie with the given probability. */
export interface CountInterval {
  readonly low: number;
  readonly high: number;
}

/** Larger means are taken as normal: the sum below would lose its small first terms. */
const NORMAL_FROM = 400;

/** Lower quantile of the standard normal distribution (Abramowitz & Stegun 26.2.23; error below 4.5e-4). */
function normalQuantile(p: number): number {
  const tail = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)));
  const z = tail - (2.515517 + 0.802853 * tail + 0.010328 * tail ** 2) / (1 + 1.432788 * tail + 0.189269 * tail ** 2 + 0.001308 * tail ** 3);
  return p < 0.5 ? -z : z;
}

/**
 * Central prediction interval of a Poisson count whose mean is itself uncertain with variance spread·mean²: negative binomial
 * (gamma mixture); plain Poisson when spread is 0. Quantiles are the smallest counts that reach their probability, so it holds
 * at least the asked share.
 * @param level e.g. 0.8 for the 10 % and 90 % quantiles
 */
export function countInterval(mean: number, spread: number, level: number): CountInterval {
  if (!(mean >= 0) || !(spread >= 0)) throw new RangeError(`countInterval: mean and spread must be at least 0, got ${mean}, ${spread}`);
  const [lower, upper] = [(1 - level) / 2, (1 + level) / 2];
  if (mean > NORMAL_FROM) {
    const deviation = Math.sqrt(mean + spread * mean * mean);
    return { low: Math.max(0, Math.floor(mean + normalQuantile(lower) * deviation)), high: Math.ceil(mean + normalQuantile(upper) * deviation) };
  }
  // P(0), then each from the one before: P(k+1) = P(k) · (k + 1/spread)·mean·spread / ((1 + mean·spread)·(k + 1)).
  let probability = spread === 0 ? Math.exp(-mean) : Math.exp(-Math.log1p(mean * spread) / spread);
  let sum = probability;
  let low = -1;
  for (let k = 0; ; k++) {
    if (low < 0 && sum >= lower) low = k;
    if (sum >= upper || k > 20 * (mean + 50)) return { low: Math.max(0, low), high: k };
    probability *= (mean * (1 + k * spread)) / ((1 + mean * spread) * (k + 1));
    sum += probability;
  }
}
