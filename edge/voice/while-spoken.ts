import { FLOOR_MOST_S } from "@tocsin/contract/command/room-limits.ts";

/** At first soon, since a word is short; later seldom, so that many who do not get through are no burden. */
const [SOON_MS, SELDOM_MS] = [500, 4_000];

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Tries until something comes of it, until the signal ends it, or for as long as a burst can last.
 * @param attempt answers null, or rejects, where it is to be tried again
 * @returns null where nothing came of it
 */
export async function whileSpoken<T>(signal: AbortSignal, attempt: () => Promise<T | null>): Promise<T | null> {
  const end = performance.now() + FLOOR_MOST_S * 1_000;
  for (let wait = SOON_MS; !signal.aborted; wait = Math.min(2 * wait, SELDOM_MS)) {
    const found = await attempt().catch(() => null);
    if (found !== null) return found;
    if (performance.now() + wait > end) return null;
    await pause(wait);
  }
  return null;
}
