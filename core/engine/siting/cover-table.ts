/**
 * Who covers what, as compressed lists. A row is one thing that wants cover: a cell within a limit, or a designated
 * place in one of its tiers. The k-th post that covers a row is worth `weight · steps[k - 1]`; steps never grow,
 * and steps beyond the list are worth nothing:
 *
 * - one post is enough (MCLP; Church & ReVelle 1974): `[1]`
 * - each post is free with probability 1 - q (MEXCLP; Daskin 1983): `[1 - q, q(1 - q), q²(1 - q), …]`
 * - n posts are wanted (multi-coverage): `[1/n, …, 1/n]`
 */
export interface CoverTable {
  readonly sites: number;
  readonly rows: number;
  /** Rows of site `s`: `row[first[s]]` to `row[first[s + 1] - 1]`, each once. */
  readonly first: Int32Array;
  readonly row: Int32Array;
  readonly weights: Float64Array;
  /** Which list of `steps` a row follows. */
  readonly kind: Uint8Array;
  readonly steps: readonly Float64Array[];
}

/** One target of a tiered demand: within `limit`, `posts` of the sites that qualify. */
export interface Tier {
  readonly limit: number;
  /** Worth of each further post, see `CoverTable`. */
  readonly steps: ArrayLike<number>;
  /** Weight of each cell in this tier; 0 where the tier is not asked for. */
  readonly weights: ArrayLike<number>;
  /** Sites that count for this tier (a force of the right kind); all unless given. */
  readonly counts?: (site: number) => boolean;
}

export const onePost: readonly number[] = [1];

/** Steps of MEXCLP for up to `posts` posts, q in [0, 1). */
export function busySteps(q: number, posts: number): Float64Array {
  return Float64Array.from({ length: posts }, (_, k) => q ** k * (1 - q));
}

/** Steps for `posts` posts wanted at once. */
export const manyPosts = (posts: number): Float64Array => new Float64Array(posts).fill(1 / posts);

/**
 * The rows of all tiers, from the times in which each site reaches each cell (`times[site][cell]`; below 0 is never).
 * Rows without weight are left out; `origin[row]` is `tier * cells + cell`.
 */
export function coverTable(times: readonly ArrayLike<number>[], cells: number, tiers: readonly Tier[]): CoverTable & { readonly origin: Int32Array } {
  const sites = times.length;
  const rowOf = new Int32Array(tiers.length * cells).fill(-1);
  const origin: number[] = [];
  for (const [t, tier] of tiers.entries()) {
    for (let k = 1; k < tier.steps.length; k++) if (tier.steps[k]! > tier.steps[k - 1]! + 1e-12) throw new RangeError(`siting: tiers[${t}].steps[${k}] must not be larger than the step before`);
    for (let cell = 0; cell < cells; cell++) {
      if (!(tier.weights[cell]! >= 0 && tier.weights[cell]! < Infinity)) throw new RangeError(`siting: tiers[${t}].weights[${cell}] must be a number of at least 0, got ${String(tier.weights[cell])}`);
      if (tier.weights[cell]! > 0) rowOf[t * cells + cell] = origin.push(t * cells + cell) - 1;
    }
  }
  const first = new Int32Array(sites + 1);
  const row: number[] = [];
  for (let site = 0; site < sites; site++) {
    for (const [t, tier] of tiers.entries()) {
      if (tier.counts && !tier.counts(site)) continue;
      for (let cell = 0; cell < cells; cell++) {
        const time = times[site]![cell]!;
        if (time >= 0 && time <= tier.limit && rowOf[t * cells + cell]! >= 0) row.push(rowOf[t * cells + cell]!);
      }
    }
    first[site + 1] = row.length;
  }
  return {
    sites,
    rows: origin.length,
    first,
    row: Int32Array.from(row),
    weights: Float64Array.from(origin, (at) => tiers[Math.floor(at / cells)]!.weights[at % cells]!),
    kind: Uint8Array.from(origin, (at) => Math.floor(at / cells)),
    steps: tiers.map(({ steps }) => Float64Array.from(steps)),
    origin: Int32Array.from(origin),
  };
}

/** What all rows together could be worth, were there posts everywhere. */
export function worthOfAll({ rows, weights, kind, steps }: CoverTable): number {
  const full = steps.map((list) => list.reduce((sum, step) => sum + step, 0));
  let worth = 0;
  for (let r = 0; r < rows; r++) worth += weights[r]! * full[kind[r]!]!;
  return worth;
}
