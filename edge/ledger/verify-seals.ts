import { sealHash, type Seal } from "./seal-hash.ts";

/** Why a sealed log is not what it was: the seal that does not fit, and where it begins. */
export interface SealFault {
  readonly seal: number;
  readonly position: string;
}

/** Holds rows, in the order of the log, against their seals; rows after the last seal are not sealed yet. Null = all fit. */
export async function verifySeals(rows: AsyncIterable<{ readonly cursor: string; readonly hash: string }>, seals: AsyncIterable<Seal>): Promise<SealFault | null> {
  const next = rows[Symbol.asyncIterator]();
  let before: Seal | null = null;
  for await (const seal of seals) {
    const hashes: string[] = [];
    let from: string | null = null;
    while (hashes.length < seal.count) {
      const row = await next.next();
      if (row.done) break;
      from ??= row.value.cursor;
      hashes.push(row.value.hash);
      if (row.value.cursor === seal.to) break;
    }
    const follows = seal.n === (before?.n ?? 0) + 1 && seal.prev === (before?.hash ?? "");
    if (!follows || from !== seal.from || hashes.length !== seal.count || sealHash(seal, hashes) !== seal.hash) return { seal: seal.n, position: seal.from };
    before = seal;
  }
  return null;
}
