import { systemClock } from "../../clock.ts";
import type { FoundSeat } from "./seats.ts";

/** A session that was looked up a moment ago is not looked up again: a sign-out elsewhere counts here within this time. */
const RECENT_MS = 1_000;
const MOST_RECENT = 10_000;

/** Sign-ins looked up within the last moment, by token. */
export function openRecent() {
  const recent = new Map<string, { readonly seat: FoundSeat | null; readonly until: number }>();
  return {
    get(token: string): FoundSeat | null | undefined {
      const known = recent.get(token);
      return known !== undefined && known.until > systemClock.now() ? known.seat : undefined;
    },
    set(token: string, seat: FoundSeat | null): FoundSeat | null {
      const now = systemClock.now();
      if (recent.size >= MOST_RECENT) for (const [known, { until }] of recent) if (until <= now || recent.size >= MOST_RECENT) recent.delete(known);
      recent.set(token, { seat, until: now + RECENT_MS });
      return seat;
    },
    /** After every change here: all are looked up again, which is rare and cheap. */
    forget: () => recent.clear(),
  };
}
