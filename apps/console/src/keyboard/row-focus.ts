import { useLayoutEffect, useRef, type FocusEvent } from "react";

interface RowFocus {
  onFocus(): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
}

/**
 * The keys belong to the chosen row of a list: when the list is first seen, when a form of it has gone, and when the row moves to another
 * group, where it is another element and its focus would be lost. From whoever writes in a form, or works elsewhere, nothing is taken.
 * @param rowId the element of the chosen row; null while there is none
 * @param order changes with the rows of each group and their order, and with what may leave the keys to nobody
 * @param without the element that has the keys while there is no row; left out, none
 */
export function useRowFocus(rowId: string | null, order: unknown, without?: string): RowFocus {
  const seen = useRef(false);
  const held = useRef(true);
  useLayoutEffect(() => {
    const now = document.activeElement;
    const lost = now === null || now === document.body || now.id === without;
    if (!seen.current || (held.current && lost)) document.getElementById(rowId ?? without ?? "")?.focus();
    seen.current = true;
  }, [rowId, order, without]);
  return {
    onFocus: () => void (held.current = true),
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) held.current = false;
    },
  };
}
