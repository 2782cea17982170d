import { randomBytes } from "node:crypto";
import type { FactorStore } from "./identity-store.ts";
import type { Seal } from "./secret-seal.ts";

/** What stores secrets, as far as sealing them anew needs it. */
export interface FactorRows {
  listFactors(): Promise<{ userId: string; secret: Uint8Array | null; pending: Uint8Array | null }[]>;
  /** Changes the bytes of a row, unless another server has changed it meanwhile. */
  replaceFactor(userId: string, before: { secret: Uint8Array | null; pending: Uint8Array | null }, after: { secret: Uint8Array | null; pending: Uint8Array | null }): Promise<void>;
}

/** Null where no key fits. */
function opened(seal: Seal, stored: Uint8Array, userId: string): Uint8Array | null {
  try {
    return seal.open(stored, userId);
  } catch {
    return null;
  }
}

/**
 * Second factors whose secrets reach the database sealed only. One that no key opens is there and fits no code: its owner signs in by
 * a recovery code or a passkey, or has it taken away. A lost key must never turn into a sign-in without a second proof.
 */
export function sealedFactors<Store extends FactorStore>(store: Store, seal: Seal): Store {
  return {
    ...store,
    async findFactor(userId: string) {
      const found = await store.findFactor(userId);
      if (found === null) return null;
      const open = (stored: Uint8Array | null): Uint8Array | null => (stored === null ? null : (opened(seal, stored, userId) ?? randomBytes(20)));
      return { ...found, secret: open(found.secret), pending: open(found.pending) };
    },
    keepPending: (userId: string, pending: Uint8Array) => store.keepPending(userId, seal.seal(pending, userId)),
  };
}

/** Seals what is not sealed under the newest key: after a new key has been put first, or from before there was one. Answers how many rows, and whose no key opens. */
export async function sealAnew(rows: FactorRows, seal: Seal): Promise<{ changed: number; closed: string[] }> {
  let changed = 0;
  const closed: string[] = [];
  for (const { userId, secret, pending } of await rows.listFactors()) {
    if ([secret, pending].some((stored) => stored !== null && opened(seal, stored, userId) === null)) {
      closed.push(userId);
      continue;
    }
    const anew = (stored: Uint8Array | null): Uint8Array | null => (stored === null || seal.isFresh(stored) ? stored : seal.seal(seal.open(stored, userId), userId));
    const after = { secret: anew(secret), pending: anew(pending) };
    if (after.secret === secret && after.pending === pending) continue;
    await rows.replaceFactor(userId, { secret, pending }, after);
    changed += 1;
  }
  return { changed, closed };
}
