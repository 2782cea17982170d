import { serverNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import { timeWithDay } from "./clock-state.ts";

/** How a moment of what has happened is written: the city's time of day, with its day where that is not today. */
export function useTimeText(): (at: number, withSeconds?: boolean) => string {
  const { utcOffset } = useCity().city.head;
  return (at, withSeconds) => timeWithDay(at, serverNow(), utcOffset, withSeconds);
}
