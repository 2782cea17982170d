/** A clock that runs `speed` times as fast as the machine's, from the machine's present time on. */
export function scaledClock(speed: number): { readonly now: () => number } {
  const began = Date.now();
  return { now: () => Math.floor(began + (Date.now() - began) * speed) };
}
