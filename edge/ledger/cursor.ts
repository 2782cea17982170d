/**
 * Positions in the log as text `"<txid>-<seq>"`: the transaction that wrote the event, then its sequence number.
 */
const CURSOR = /^(\d{1,20})-(\d{1,19})$/;

/** @throws RangeError when the text is not a cursor. */
export function parseCursor(cursor: string): { txid: bigint; seq: bigint } {
  const parts = CURSOR.exec(cursor);
  if (!parts) throw new RangeError(`cursor: not a log position: ${JSON.stringify(cursor)}`);
  return { txid: BigInt(parts[1]!), seq: BigInt(parts[2]!) };
}

export const isCursor = (text: string): boolean => CURSOR.test(text);

/** Negative, zero or positive, as the first cursor lies before, at or after the second. Null lies before everything. */
export function compareCursors(a: string | null, b: string | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  const x = parseCursor(a);
  const y = parseCursor(b);
  if (x.txid !== y.txid) return x.txid < y.txid ? -1 : 1;
  return x.seq === y.seq ? 0 : x.seq < y.seq ? -1 : 1;
}
