import type { Refused } from "@tocsin/contract/views.ts";

/** Marks the fields of a form that an answer names as at fault, until they are written anew; the first of them has the focus. The notice says what is wrong. */
export function showFault(form: HTMLFormElement | null, refused: Refused | null): void {
  const named = refused?.params["fields"];
  if (form === null || !Array.isArray(named)) return;
  const faulty = named.flatMap((path) => {
    const field = form.elements.namedItem(String(path).split(/[/.]/).at(-1) ?? "");
    return field instanceof HTMLElement ? [field] : [];
  });
  for (const field of faulty) {
    field.setAttribute("aria-invalid", "true");
    field.addEventListener("input", () => faulty.forEach((each) => each.removeAttribute("aria-invalid")), { once: true });
  }
  faulty[0]?.focus();
}
