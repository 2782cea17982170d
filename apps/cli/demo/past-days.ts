import type { RunningServer } from "@tocsin/server/compose.ts";
import { DAY, dayText, HOUR, startOfDay } from "@tocsin/kernel/instant.ts";

/** What somebody did at a moment of the past. */
export interface Deed {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/** Half past nine in the morning of so many days before `now`. */
export const morning = (now: number, daysAgo: number): number => startOfDay(dayText(now - daysAgo * DAY)) + 9.5 * HOUR;

/** Half past nine of the fifteenth of the month before. */
export const midLastMonth = (now: number): number => startOfDay(`${dayText(startOfDay(`${dayText(now).slice(0, 7)}-01`) - DAY).slice(0, 7)}-15`) + 9.5 * HOUR;

/** Timers fire with this grain on the way; what is due by the hour comes some hours late. */
const STEP = 4 * HOUR;

/** Moves the clock on from deed to deed and up to `now`; on the way everything comes about that comes by itself. */
export async function livePast(deeds: readonly Deed[], { set, now }: { readonly set: (at: number) => void; readonly now: number }, began: number, servers: readonly Pick<RunningServer, "timers">[]): Promise<void> {
  let at = began;
  const goTo = async (until: number): Promise<void> => {
    while (at < until) {
      at = Math.min(until, at + STEP);
      set(at);
      for (const { timers } of servers) await timers.process();
    }
  };
  for (const deed of [...deeds].sort((a, b) => a.at - b.at)) {
    await goTo(deed.at);
    await deed.run();
  }
  await goTo(now);
}
