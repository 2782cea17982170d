import { createStore, useStore } from "../store/external-store.ts";

/** Server time minus the time of this machine, ms. A jump of a second or less is the network's, and ignored. */
let offset = 0;
let known = false;

export function tellServerTime(at: number): void {
  const measured = at - Date.now();
  if (!known || Math.abs(measured - offset) > 1_500) {
    offset = measured;
    known = true;
    nowStore.set(wholeSecond());
  }
}

/** Server time now, ms UTC: limits run on the server's clock, not on this machine's. */
export const serverNow = (): number => Date.now() + offset;
const wholeSecond = (): number => Math.floor(serverNow() / 1_000) * 1_000;

/** Changes once a second; every running figure reads this one, so that all tick together. */
export const nowStore = createStore<number>(wholeSecond());

export function runClock(): () => void {
  const timer = setInterval(() => nowStore.set(wholeSecond()), 250);
  return () => clearInterval(timer);
}

const whole = (now: number): number => now;
export const useNow = (): number => useStore(nowStore, whole);
