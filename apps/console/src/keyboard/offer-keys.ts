import type { KeyboardEvent } from "react";

export interface OfferKeys {
  /** How many offers stand below the field. */
  readonly count: number;
  /** What stands in the field; ↵ in an empty one is left to the form. */
  readonly typed: string;
  /** The offer that is chosen, from 0. */
  readonly at: number;
  readonly setAt: (change: (now: number) => number) => void;
  readonly take: (at: number) => void;
}

/** Keys of a field with offers below it: ↑ and ↓ choose, ↵ takes. While a word is being composed ↵ belongs to the composing. */
export const offerKeys = ({ count, typed, at, setAt, take }: OfferKeys) => (event: KeyboardEvent): void => {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step !== 0) setAt((now) => Math.max(0, Math.min(count - 1, now + step)));
  else if (event.key === "Enter" && typed.trim() !== "") {
    if (!event.nativeEvent.isComposing) take(at);
  } else return;
  event.preventDefault();
};
