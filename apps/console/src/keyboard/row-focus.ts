import { useLayoutEffect, useRef, type FocusEvent } from "react";

interface RowFocus {
  onFocus(): void;
  onBlur(event: FocusEvent<HTMLElement>): void;
}

/**
 * The keys belong to the chosen row of a list: when the list is first seen, and when the row moves to another group, where it is another
 * element and its focus would be lost. From whoever writes in a form, or works elsewhere, nothing is taken.
 * @param rowId the element of the chosen row; null while there is none
 * @param order changes with the order of the rows
 */
export function useRowFocus(rowId: string | null, order: unknown): RowFocus {
  const seen = useRef(false);
  const held = useRef(true);
  useLayoutEffect(() => {
    if (rowId === null) return;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!seen.current || (held.current && lost)) document.getElementById(rowId)?.focus();
    seen.current = true;
  }, [rowId, order]);
  return {
    onFocus: () => void (held.current = true),
    onBlur: ({ currentTarget, relatedTarget }) => {
      if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) held.current = false;
    },
  };
}
