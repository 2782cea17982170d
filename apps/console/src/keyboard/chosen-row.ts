import { useState } from "react";

/**
 * The row that the keys and the card beside a list are about. Until one is chosen it is the first as the list was seen; that one stays,
 * whatever comes in above it or moves past it: a key that is already on its way must not act on what nobody has read.
 * @param wish the id that was chosen; null while none was, and it may not stand in the list yet
 * @param first what stands first, where that is not the first of all rows
 */
export function useChosenRow<Row>(rows: readonly Row[], wish: string | null, idOf: (row: Row) => string, first: Row | undefined = rows[0]): Row | undefined {
  const [shown, setShown] = useState<string | null>(null);
  const named = (id: string | null): Row | undefined => (id === null ? undefined : rows.find((row) => idOf(row) === id));
  const chosen = named(wish) ?? named(shown) ?? first;
  const now = chosen === undefined ? null : idOf(chosen);
  if (now !== null && now !== shown) setShown(now);
  return chosen;
}

/** Most rows are records. */
export const recordId = ({ id }: { readonly id: string }): string => id;
