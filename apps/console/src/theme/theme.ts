import { createKeptStore, useStore } from "../store/external-store.ts";

export type Theme = "light" | "dark";

const preferred = (): Theme => (globalThis.matchMedia?.("(prefers-color-scheme: dark)").matches ? "dark" : "light");
export const themeStore = createKeptStore<Theme>("theme", preferred(), (value): value is Theme => value === "light" || value === "dark");

const whole = (theme: Theme): Theme => theme;
export const useTheme = (): Theme => useStore(themeStore, whole);

/** Marks the page, so that the colours of colours.css apply. */
export function markTheme(): () => void {
  const mark = (): void => {
    document.documentElement.dataset["theme"] = themeStore.get();
  };
  mark();
  return themeStore.subscribe(mark);
}
