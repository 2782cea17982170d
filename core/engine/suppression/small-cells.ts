/** Fewer than this say more about persons than about a place or a post. */
export const SMALLEST_CELL = 5;

const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_CELL;

/** A count that stands alone; null where it must not be told. Nobody is nobody: zero may be told. */
export const toldCount = (count: number): number | null => (isSmall(count) ? null : count);

const SMALL_ONES_TOLD_BESIDE = 2;

/**
 * A row of counts whose total is told, with null where a count must not be. Small ones are hidden (primary suppression), and
 * with them the least of the others, so that nothing small can be had by taking what is shown from the total (secondary
 * suppression): what is hidden is at least two cells, and five together. With three small ones or more the whole row is
 * hidden: many small numbers that add up to little, or to much, would give themselves away. Somebody who knows this rule, the
 * total and all that is shown cannot tell any hidden count. A row of fewer than five in all is hidden, as must be its total.
 * Terms: Hundepool et al., Statistical Disclosure Control (2012), ch. 4.
 */
export function toldRow(counts: readonly number[]): (number | null)[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const small = counts.flatMap((count, index) => (isSmall(count) ? [index] : []));
  if (small.length === 0 && total >= SMALLEST_CELL) return [...counts];
  if (small.length > SMALL_ONES_TOLD_BESIDE || total < SMALLEST_CELL) return counts.map(() => null);
  // All that are equally small: which of them was taken would tell where it stands.
  const least = Math.min(...counts.filter((count) => count >= SMALLEST_CELL));
  return counts.map((count) => (isSmall(count) || count === least ? null : count));
}
