import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { Watched } from "./parts/invariants.ts";
import type { Stage } from "./parts/stage.ts";

export type RowId = `R${number}`;

/** Chinese first, English second. */
export type Words = readonly [zh: string, en: string];

/** One try of a row. The same row and seed do the same again: `npm run chaos -- <row> --seed <seed> --tries 1`. */
export interface Try {
  readonly seed: number;
  readonly dice: RandomStream;
  /** Chooses each of a list in turn from one try to the next, so that few tries meet all of them. */
  turn<T>(list: readonly T[]): T;
}

/** A row that is set up. `once` breaks a thing and looks whether the promise held. @throws Error saying how it did not. */
export interface OpenRow {
  once(one: Try): Promise<void> | void;
  /** What must hold after all tries. @throws like `once` */
  finish?(): Promise<void>;
  close?(): Promise<void>;
  /** The city of its own on which I1 to I6 must hold at every moment, null while it has none; left out, they hold on the shared one. */
  watched?(): Watched | null;
}

/** A fault and what is promised under it. `quick` and `long` say how many tries the two forms make. */
export interface Row {
  readonly id: RowId;
  readonly fault: Words;
  readonly promise: Words;
  readonly quick: number;
  readonly long: number;
  open(stage: Stage): Promise<OpenRow> | OpenRow;
  /** Why it cannot be tried on this machine, or null. */
  skip?(): Promise<string | null> | string | null;
}

/** A row without its part, and why; `test`: the test elsewhere that makes the fault, how often, and cites the row. */
export interface PendingRow {
  readonly id: RowId;
  readonly fault: Words;
  readonly pending: Words;
  readonly test?: { readonly file: string; readonly times: number };
}

export interface Failure {
  readonly seed: number;
  readonly why: string;
}

export interface Outcome {
  readonly row: Row | PendingRow;
  readonly tries: number;
  readonly kept: number;
  readonly failures: readonly Failure[];
  /** Why it was not tried; such a row is never kept. */
  readonly notTried: string | null;
  readonly seconds: number;
}

export const isPending = (row: Row | PendingRow): row is PendingRow => "pending" in row;
