import { useSyncExternalStore } from "react";

/** The width of a phone, as in the style sheets. */
const phone = globalThis.matchMedia?.("(max-width: 700px)");

function subscribe(listener: () => void): () => void {
  phone?.addEventListener("change", listener);
  return () => phone?.removeEventListener("change", listener);
}
const isNarrow = (): boolean => phone?.matches ?? false;

/** Whether the window is as narrow as a phone: what is there in full on a desk is then there on asking. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, isNarrow);
