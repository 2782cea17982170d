import { systemClock } from "./clock.ts";
import type { MissingParts } from "./missing-parts.ts";

const EVERY_MS = 1_000;
const APART_MS = 2_000;

/** Names the clock on every screen while the machine's is far from the one that limits go by; answers how to stop. */
export function watchClock(missing: Pick<MissingParts, "down" | "up">, apart: () => number = () => systemClock.apart()): () => void {
  const timer = setInterval(() => {
    if (Math.abs(apart()) > APART_MS) missing.down("clock");
    else missing.up("clock");
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}
