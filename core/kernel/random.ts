/**
 * Named, seeded random streams: the same seed and name give the same numbers, whatever other streams drew.
 * Algorithm: sfc32 (Chris Doty-Humphrey, PractRand), seeded by FNV-1a over `seed/name` with 15 rounds of warm-up.
 */
export interface RandomStream {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [low, high]. */
  integer(low: number, high: number): number;
  /** One element of a non-empty list. */
  pick<T>(list: readonly T[]): T;
  /** Exponential with the given mean, same unit as the mean. */
  exponential(mean: number): number;
  /** Normal by Box-Muller. */
  normal(mean: number, deviation: number): number;
  /** A new array, shuffled (Fisher-Yates). */
  shuffle<T>(list: readonly T[]): T[];
}

function fnv1a(text: string, basis: number): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16_777_619);
  return hash >>> 0;
}

export function randomStream(seed: string | number, name: string): RandomStream {
  const key = `${seed}/${name}`;
  let a = fnv1a(key, 2_166_136_261);
  let b = fnv1a(key, a ^ 0x9e3779b9);
  let c = fnv1a(key, b ^ 0x85ebca6b);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 15; i++) next();
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    pick: (list) => {
      if (list.length === 0) throw new RangeError("pick from an empty list");
      return list[integer(0, list.length - 1)]!;
    },
    exponential: (mean) => -mean * Math.log(1 - next()),
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (list) => {
      const out = [...list];
      for (let i = out.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [out[i], out[j]] = [out[j]!, out[i]!];
      }
      return out;
    },
  };
}
