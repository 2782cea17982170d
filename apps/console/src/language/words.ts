import { createKeptStore, useStore } from "../store/external-store.ts";
import { en } from "./en.ts";
import { zh, type Word } from "./zh.ts";

export type Lang = "zh" | "en";
export type { Word };

export const langStore = createKeptStore<Lang>("lang", "zh", (value): value is Lang => value === "zh" || value === "en");

export const isWord = (key: string): key is Word => Object.hasOwn(zh, key);

type Params = Readonly<Record<string, string | number>>;

/** The text of a key in a language; `{name}` is filled from `params`, an unknown name stays visible. */
export function wordIn(lang: Lang, key: Word, params: Params = {}): string {
  const template = (lang === "zh" ? zh : en)[key];
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

export type Say = (key: Word, params?: Params) => string;
const SAY: Readonly<Record<Lang, Say>> = { zh: (key, params) => wordIn("zh", key, params), en: (key, params) => wordIn("en", key, params) };

/** Outside components. */
export const sayNow: Say = (key, params) => wordIn(langStore.get(), key, params);

const whole = (lang: Lang): Lang => lang;
export const useLang = (): Lang => useStore(langStore, whole);
/** The speaker of the chosen language: `say("queue.unassigned")`. */
export const useSay = (): Say => SAY[useLang()];

/** Of a name in both languages, the one to show. */
export const nameIn = (lang: Lang, row: { readonly nameZh: string; readonly nameEn: string }): string => (lang === "zh" ? row.nameZh : row.nameEn);
