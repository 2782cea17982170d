import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { UnconfirmedCommit, type Db } from "../db.ts";
import { seal, subjectOf, unseal } from "./sealed-text.ts";

const [NONCE, TAG, KEY] = [12, 16, 32];

/** Seals and opens what is known of persons, each subject under a key of its own (decision 0018). */
export interface Vault {
  /** The same text of the same subject gives the same sealed text. */
  seal(subject: string, text: string): Promise<string>;
  /** Null when its key has been deleted. @throws Error when another master key wrapped it, or the text was changed. */
  open(sealed: string): Promise<string | null>;
  /** A key that was made here a moment ago, wrapped as it stands in the database: the commit that uses it brings it along, for a database that crashed since has lost it. */
  fresh(subject: string): Uint8Array | null;
  /** A key of 32 bytes for what lies outside and is this subject's alone, the same at every server and at any time (HKDF, RFC 5869). */
  keyOutside(subject: string): Buffer;
}

function wrap(master: Uint8Array, subject: string, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", master, nonce).setAAD(Buffer.from(subject));
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

function unwrap(master: Uint8Array, subject: string, wrapped: Uint8Array): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", master, wrapped.subarray(0, NONCE), { authTagLength: TAG }).setAAD(Buffer.from(subject)).setAuthTag(wrapped.subarray(wrapped.length - TAG));
  return Buffer.concat([decipher.update(wrapped.subarray(NONCE, wrapped.length - TAG)), decipher.final()]);
}

async function wrappedKey(db: Db, subject: string): Promise<Buffer | null> {
  const [row] = await db.safeQuery<{ wrapped: Buffer }>("select wrapped from tocsin.data_key where subject = $1", [subject], "data_key");
  return row?.wrapped ?? null;
}

/** A database that crashes in between takes the key with it; it is made again so often. */
const MAKINGS = 3;

/**
 * Whoever is first makes the key. It need not wait for the disk: the commit that uses it comes later in the same write-ahead log,
 * and brings it along where the database crashed meanwhile (`fresh`). @throws UnconfirmedCommit when no key stays.
 */
async function keyFor(db: Db, master: Uint8Array, subject: string, made: (wrapped: Buffer) => void): Promise<Buffer> {
  const kept = await wrappedKey(db, subject);
  if (kept !== null) return unwrap(master, subject, kept);
  for (let making = 0; making < MAKINGS; making++) {
    const own = wrap(master, subject, randomBytes(KEY));
    await db.safeQuery(
      `with relaxed as (select set_config('synchronous_commit', 'off', true))
       insert into tocsin.data_key (subject, wrapped) select $1, $2 from relaxed on conflict (subject) do nothing`,
      [subject, own], "make_data_key",
    );
    const standing = await wrappedKey(db, subject);
    if (standing === null) continue;
    made(standing);
    return unwrap(master, subject, standing);
  }
  throw new UnconfirmedCommit(`the data key of ${subject} does not stay`);
}

/** Keys are fresh so long, ms: a commit is tried for seconds. No key is deleted for its age before that by days. */
const FRESH_MS = 120_000;

/** Keys of the last moments, oldest first. */
function freshKeys() {
  const keys = new Map<string, { readonly wrapped: Uint8Array; readonly until: number }>();
  return {
    note(subject: string, wrapped: Uint8Array): void {
      const now = performance.now();
      for (const [old, { until }] of keys) {
        if (until > now) break;
        keys.delete(old);
      }
      keys.set(subject, { wrapped, until: now + FRESH_MS });
    },
    of(subject: string): Uint8Array | null {
      const key = keys.get(subject);
      return key === undefined || key.until <= performance.now() ? null : key.wrapped;
    },
  };
}

/** `master` has 32 bytes and comes from outside the database (keys-folder.ts). */
export function openVault(db: Db, master: Uint8Array): Vault {
  const keys = freshKeys();
  return {
    seal: async (subject, text) => seal(await keyFor(db, master, subject, (wrapped) => keys.note(subject, wrapped)), subject, text),
    fresh: (subject) => keys.of(subject),
    async open(sealed) {
      const subject = subjectOf(sealed);
      if (subject === null) return sealed;
      const wrapped = await wrappedKey(db, subject);
      return wrapped === null ? null : unseal(unwrap(master, subject, wrapped), sealed);
    },
    keyOutside: (subject) => Buffer.from(hkdfSync("sha256", master, "", `outside ${subject}`, KEY)),
  };
}
