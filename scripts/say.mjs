/** One line for the person at the terminal, Chinese first, English second. */
export function say(chinese, english) {
  process.stdout.write(`▸ ${chinese}\n  ${english}\n`);
}

/** Seconds since a `performance.now()` reading, for people. */
export function secondsSince(started) {
  return ((performance.now() - started) / 1000).toFixed(1);
}
