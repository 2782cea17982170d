import type { RowId } from "../row.ts";
import type { Swap } from "../swap/swap.ts";

/**
 * A promise with exactly that promise broken: one text of one source is another when the file is loaded. It is judged by the
 * quick tries of a row, or by the test that guards the promise; whoever judges must go red.
 */
export interface Twin {
  readonly name: string;
  readonly row: RowId;
  /** What is broken, for the list. */
  readonly breaks: string;
  readonly swap: Swap;
  /** A row of the matrix with its number of tries, or a test file, relative to the repository, and which of its tests. */
  readonly judge: { readonly row: RowId; readonly tries?: number } | { readonly test: string; readonly only?: string };
}

/** A twin's short form: name, row, what it breaks, file, text, its replacement, and the judge. */
export const twin = (name: string, row: RowId, breaks: string, file: string, find: string, put: string, judge: Twin["judge"]): Twin => ({ name, row, breaks, swap: { file, find, put }, judge });
