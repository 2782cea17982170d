import type { KeyboardEvent } from "react";

/** ↵ in a choice sends the form as it does in a line; the arrows choose. */
export function sendFromSelect(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.target instanceof HTMLSelectElement)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
