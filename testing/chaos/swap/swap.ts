/** One exact text of one source file, and what stands in its place when the file is loaded. Paths are relative to the repository. */
export interface Swap {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

/** Environment variable that names the JSON file of the swaps of a process and its children. */
export const SWAPS = "TOCSIN_SWAPS";

export class RottenSwap extends Error {
  override readonly name = "RottenSwap";
}

/** @throws RottenSwap when the text does not stand in the source exactly once: the source has moved on, and the swap must follow. */
export function swapped(source: string, { file, find, put }: Swap): string {
  const times = source.split(find).length - 1;
  if (times !== 1) throw new RottenSwap(`${file} has ${times} times, instead of once: ${find}`);
  return source.replace(find, () => put);
}
