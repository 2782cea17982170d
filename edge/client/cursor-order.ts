/**
 * Order of log cursors (`"<txid>-<seq>"`): negative when `a` comes first. Both parts may exceed 2^53 and are compared as text of digits.
 * Records carry no version of their own: a stream's later event always has the later cursor, so the cursor serves as version.
 */
export function compareCursors(a: string, b: string): number {
  const [aTransaction = "", aSequence = ""] = a.split("-");
  const [bTransaction = "", bSequence = ""] = b.split("-");
  return compareDigits(aTransaction, bTransaction) || compareDigits(aSequence, bSequence);
}

function compareDigits(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
