/**
 * Expected cover kept as units come and go (MEXCLP; see `cover-loss.ts`): a cell of weight w that k units reach counts w·(1 − q^k).
 * A change costs as many steps as the unit reaches cells, and so does the question what one more or one less would mean.
 */
export interface CoverCount {
  /** A unit that reaches these cells stands by. Lists name each cell once. */
  readonly add: (reached: ArrayLike<number>) => void;
  /** It stands by no more. @throws RangeError when nobody was counted there. */
  readonly remove: (reached: ArrayLike<number>) => void;
  /** Weight won in expectation if one more unit reached these cells. */
  readonly gainOf: (reached: ArrayLike<number>) => number;
  /** Weight lost in expectation if one of the units that reach these cells went. */
  readonly lossOf: (reached: ArrayLike<number>) => number;
  /** Units that reach a cell. */
  readonly countAt: (cell: number) => number;
  /** What one more unit would win at this cell. */
  readonly gainAt: (cell: number) => number;
  /** What one less would lose there; 0 where nobody is. */
  readonly lossAt: (cell: number) => number;
}

/** @throws RangeError naming the field: a negative weight, q outside [0, 1). */
export function createCoverCount(weights: ArrayLike<number>, busyFraction: number): CoverCount {
  const q = busyFraction;
  if (!(q >= 0 && q < 1)) throw new RangeError(`cover: busyFraction must lie in [0, 1), got ${String(q)}`);
  const cells = weights.length;
  const count = new Uint32Array(cells);
  const gain = new Float64Array(cells);
  const loss = new Float64Array(cells);
  // powers[k] = q^k: from the table and never by dividing back, so that coming and going leave no rounding behind.
  const powers = [1];
  const power = (k: number): number => {
    while (powers.length <= k) powers.push(powers[powers.length - 1]! * q);
    return powers[k]!;
  };
  const renew = (cell: number): void => {
    const k = count[cell]!;
    const part = weights[cell]! * (1 - q);
    gain[cell] = part * power(k);
    loss[cell] = k === 0 ? 0 : part * power(k - 1);
  };
  for (let cell = 0; cell < cells; cell++) {
    if (!(weights[cell]! >= 0) || weights[cell] === Infinity) throw new RangeError(`cover: weights[${cell}] must be a number of at least 0, got ${String(weights[cell])}`);
    renew(cell);
  }
  const sum = (values: Float64Array, reached: ArrayLike<number>): number => {
    let total = 0;
    for (let i = 0; i < reached.length; i++) total += values[reached[i]!]!;
    return total;
  };
  return {
    add(reached) {
      for (let i = 0; i < reached.length; i++) {
        count[reached[i]!]! += 1;
        renew(reached[i]!);
      }
    },
    remove(reached) {
      for (let i = 0; i < reached.length; i++) {
        const cell = reached[i]!;
        if (count[cell] === 0) throw new RangeError(`cover: nobody is counted at cell ${cell}`);
        count[cell]! -= 1;
        renew(cell);
      }
    },
    gainOf: (reached) => sum(gain, reached),
    lossOf: (reached) => sum(loss, reached),
    countAt: (cell) => count[cell]!,
    gainAt: (cell) => gain[cell]!,
    lossAt: (cell) => loss[cell]!,
  };
}
