/**
 * Cover of demand by units that may be busy (MEXCLP; Daskin, A maximum expected covering location model, 1983):
 * a cell of weight w that k units reach within the target counts w·(1 − q^k), q = share of time in which a unit is busy.
 * With q = 0 it is plain cover: reached by somebody or not.
 */
export interface CoverInput {
  /** Demand of each cell, of at least 0 (calls per hour, say); only ratios matter. */
  readonly weights: ArrayLike<number>;
  /** For each available unit, the indices of the cells it reaches within the target. A cell named twice counts once. */
  readonly reached: readonly ArrayLike<number>[];
  /** q, in [0, 1). */
  readonly busyFraction: number;
}

export interface CoverLoss {
  /** Share (0 to 1) of all demand that is covered in expectation. */
  readonly covered: number;
  /** For each unit, the share (0 to 1) of all demand whose expected cover goes when it alone goes. */
  readonly losses: Float64Array;
}

const fault = (path: string, rule: string, value: unknown): never => {
  throw new RangeError(`cover: ${path} ${rule}, got ${String(value)}`);
};

function totalWeight(weights: ArrayLike<number>): number {
  let total = 0;
  for (let cell = 0; cell < weights.length; cell++) {
    const weight = weights[cell]!;
    if (!(weight >= 0) || weight === Infinity) fault(`weights[${cell}]`, "must be a number of at least 0", weight);
    total += weight;
  }
  return total;
}

/** How many units reach each cell. */
function countReach(cells: number, reached: readonly ArrayLike<number>[]): Uint32Array {
  const count = new Uint32Array(cells);
  const seenBy = new Int32Array(cells).fill(-1);
  for (let unit = 0; unit < reached.length; unit++) {
    const list = reached[unit]!;
    for (let i = 0; i < list.length; i++) {
      const cell = list[i]!;
      if (!Number.isInteger(cell) || cell < 0 || cell >= cells) fault(`reached[${unit}][${i}]`, `must be a cell of 0 to ${cells - 1}`, cell);
      if (seenBy[cell] === unit) continue;
      seenBy[cell] = unit;
      count[cell]!++;
    }
  }
  return count;
}

/** powers[k] = q^k for k up to `most`; 0^0 = 1. */
function powersOf(q: number, most: number): Float64Array {
  const powers = new Float64Array(most + 1);
  powers[0] = 1;
  for (let k = 1; k <= most; k++) powers[k] = powers[k - 1]! * q;
  return powers;
}

/**
 * What every unit leaves behind, for all of them in one pass: proportional to the sum of the lists' lengths, twice.
 * Removing one unit takes w·q^(k−1)·(1−q) from each cell it reaches.
 * Cells without demand, and cities without any, lose nothing.
 * @throws RangeError naming the field: a negative weight, an unknown cell, q outside [0, 1).
 */
export function coverLoss({ weights, reached, busyFraction: q }: CoverInput): CoverLoss {
  if (!(q >= 0 && q < 1)) fault("busyFraction", "must lie in [0, 1)", q);
  const cells = weights.length;
  const total = totalWeight(weights);
  const count = countReach(cells, reached);
  const losses = new Float64Array(reached.length);
  if (total === 0) return { covered: 0, losses };
  const powers = powersOf(q, reached.length);
  const lossAt = new Float64Array(cells);
  let covered = 0;
  for (let cell = 0; cell < cells; cell++) {
    const k = count[cell]!;
    if (k === 0) continue;
    const share = weights[cell]! / total;
    covered += share * (1 - powers[k]!);
    lossAt[cell] = share * powers[k - 1]! * (1 - q);
  }
  const seenBy = new Int32Array(cells).fill(-1);
  for (let unit = 0; unit < reached.length; unit++) {
    const list = reached[unit]!;
    let loss = 0;
    for (let i = 0; i < list.length; i++) {
      const cell = list[i]!;
      if (seenBy[cell] === unit) continue;
      seenBy[cell] = unit;
      loss += lossAt[cell]!;
    }
    losses[unit] = Math.min(1, loss);
  }
  return { covered: Math.min(1, covered), losses };
}
