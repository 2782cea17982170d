import { dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";

/** The city's calendar day, `2026-11-26`. */
export const useCityDay = (): string => dayText(useNow(), useCity().city.head.utcOffset * MINUTE);
