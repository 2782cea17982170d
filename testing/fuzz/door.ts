/** A door by which the world's bytes come in, and what is done to it. */
import type { RandomStream } from "@tocsin/kernel/random.ts";

export interface OpenDoor {
  /**
   * Makes one input from the dice, gives it to the door and answers in a word what the door said of it: `taken`, or the name of the
   * fault. @throws when the door broke its word: whatever is not a named fault, or is taken though it cannot be.
   */
  once(dice: RandomStream): string | Promise<string>;
  close?(): Promise<void>;
}

export interface Door {
  readonly name: string;
  readonly what: readonly [zh: string, en: string];
  /** Of a million inputs of the long form, so many. */
  readonly share: number;
  open(): OpenDoor | Promise<OpenDoor>;
}

/** What one door made of its inputs. */
export interface DoorReport {
  readonly door: string;
  readonly inputs: number;
  /** How often each answer was given. */
  readonly answers: ReadonlyMap<string, number>;
  /** Most time of the main thread that one input took, in milliseconds of its processor, and which input that was. */
  readonly longest: { readonly ms: number; readonly at: number };
  /** Bytes by which the process was larger at most than after the first inputs; and by which its heap was in the end, after collection. */
  readonly grownMost: number;
  readonly grownLast: number;
  readonly seconds: number;
  /** Broken promises, the first few. */
  readonly broken: readonly { readonly at: number; readonly message: string }[];
}
