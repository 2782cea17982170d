/** How far forecasts were from what came. */
export interface ForecastScore {
  /** Hours times regions that were scored. */
  readonly n: number;
  /** Mean Poisson deviance: 0 when every forecast was the count itself; lower is better. */
  readonly deviance: number;
  /** Mean negative log likelihood under Poisson. */
  readonly logScore: number;
  /** Mean absolute error in an hour. */
  readonly mae: number;
}

/** What a count of calls is taken to be expected at least: a forecast of none at all would be infinitely wrong once. */
const LEAST = 1e-6;

const logFactorial = (k: number): number => {
  let sum = 0;
  for (let i = 2; i <= k; i++) sum += Math.log(i);
  return sum;
};

/**
 * Scores pairs of what was expected and what came (McCullagh & Nelder, Generalized Linear Models, 1989, § 2.3). NaN of nothing.
 * @param least what is taken as expected at least, for deviance and log score
 */
export function scoreForecast(pairs: Iterable<readonly [expected: number, came: number]>, least: number = LEAST): ForecastScore {
  let [n, deviance, logScore, error] = [0, 0, 0, 0];
  for (const [expected, came] of pairs) {
    const mean = Math.max(least, expected);
    n += 1;
    deviance += 2 * ((came === 0 ? 0 : came * Math.log(came / mean)) - (came - mean));
    logScore += mean - came * Math.log(mean) + logFactorial(came);
    error += Math.abs(came - expected);
  }
  return { n, deviance: deviance / n, logScore: logScore / n, mae: error / n };
}
