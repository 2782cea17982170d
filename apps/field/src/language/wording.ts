import { createContext, useContext } from "react";
import { civil, MINUTE } from "@tocsin/kernel/instant.ts";
import type { Lang } from "../state/store.ts";
import { chinese, type Words } from "./chinese.ts";
import { english } from "./english.ts";

export const wordsIn = (lang: Lang): Words => (lang === "zh" ? chinese : english);

export interface Wording {
  readonly lang: Lang;
  readonly words: Words;
  /** Picks a text that the city's data hold in both languages. */
  pick(text: { readonly zh: string; readonly en: string }): string;
  /** Things of one kind, one after the other. */
  list(items: readonly string[]): string;
  /** Time of day of an instant in the city's zone, `HH:MM:SS` or `HH:MM`. */
  time(at: number, withSeconds?: boolean): string;
  /** Day of an instant in the city's zone, `YYYY-MM-DD`. */
  dayOf(at: number): string;
}

const two = (n: number): string => String(n).padStart(2, "0");
const SHANGHAI = 480;

/** `utcOffset`: the city's, in minutes. */
export function wording(lang: Lang, utcOffset: number = SHANGHAI): Wording {
  return {
    lang,
    words: wordsIn(lang),
    pick: (text) => text[lang],
    list: (items) => items.join(wordsIn(lang).between.things),
    time(at, withSeconds = false) {
      const { hour, minute, second } = civil(at, utcOffset * MINUTE);
      return `${two(hour)}:${two(minute)}${withSeconds ? `:${two(second)}` : ""}`;
    },
    dayOf(at) {
      const { year, month, day } = civil(at, utcOffset * MINUTE);
      return `${year}-${two(month)}-${two(day)}`;
    },
  };
}

const WordingContext = createContext<Wording>(wording("zh"));
export const WordingProvider = WordingContext.Provider;
export const useWording = (): Wording => useContext(WordingContext);

/** A length of time as `M:SS`, always positive. */
export function minutesSeconds(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1_000);
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}
