import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from "node:crypto";
import { UnconfirmedCommit, type Db } from "../db.ts";
import { sealBytes, unsealBytes } from "./sealed-bytes.ts";
import { seal, subjectOf, unseal } from "./sealed-text.ts";

const KEY = 32;

/** Seals and opens what is known of persons, each subject under a key of its own (decision 0018). */
export interface Vault {
  /** The same text of the same subject gives the same sealed text. */
  seal(subject: string, text: string): Promise<string>;
  /** Sealed where the subject has a key; as it is where it has none. */
  sealIfKept(subject: string, text: string): Promise<string>;
  /** Null when its key has been deleted. @throws Error when another master key wrapped it, or the text was changed. */
  open(sealed: string): Promise<string | null>;
  /** Bytes under a name, by the key of a subject: a picture's id, by that of the pictures of its incident. */
  sealBytes(subject: string, name: string, bytes: Uint8Array): Promise<Buffer>;
  /** Null when its key has been deleted. @throws Error as `open` */
  openBytes(subject: string, name: string, sealed: Uint8Array): Promise<Buffer | null>;
  /** A key that was made here a moment ago, wrapped as it stands in the database: the commit that uses it brings it along, for a database that crashed since has lost it. */
  fresh(subject: string): Uint8Array | null;
  /** A key of 32 bytes for what lies outside and is this subject's alone, the same at every server and at any time (HKDF, RFC 5869). */
  keyOutside(subject: string): Buffer;
}

/** Master keys, the one in use first: those that it followed still open what they wrapped. */
export type Masters = readonly [Uint8Array, ...(readonly Uint8Array[])];

const wrap = (masters: Masters, subject: string, key: Uint8Array): Buffer => sealBytes(masters[0], subject, key);

/** The tag tells which key it was. @throws Error when it was none of them */
function unwrap(masters: Masters, subject: string, wrapped: Uint8Array): KeyObject {
  for (const [n, master] of masters.entries()) {
    try {
      return createSecretKey(unsealBytes(master, subject, wrapped));
    } catch (error) {
      if (n === masters.length - 1) throw error;
    }
  }
  throw new Error("no master key");
}

const PAGE = 500;

/** Wraps every key anew that an earlier master key wrapped; answers how many. What none of them opens is left as it is. On several servers at once it is harmless. */
export async function rewrapKeys(db: Db, masters: Masters): Promise<number> {
  let count = 0;
  if (masters.length === 1) return count;
  for (let after = ""; ; ) {
    const rows = await db.safeQuery<{ id: string; subject: string; wrapped: Buffer }>(`select id::text, subject, wrapped from tocsin.data_key where ($1 = '' or id > nullif($1, '')::uuid) order by id limit ${PAGE}`, [after]);
    for (const { id, subject, wrapped } of rows) {
      const next = rewrapped(masters, subject, wrapped);
      if (next !== null) count += (await db.safeQuery("update tocsin.data_key set wrapped = $3 where id = $1 and wrapped = $2 returning 1 as one", [id, wrapped, next])).length;
    }
    if (rows.length < PAGE) return count;
    after = rows.at(-1)!.id;
  }
}

/** Null for what the key in use wrapped, and for what no key opens. */
function rewrapped(masters: Masters, subject: string, wrapped: Uint8Array): Buffer | null {
  const opens = (tried: Masters): KeyObject | null => {
    try {
      return unwrap(tried, subject, wrapped);
    } catch {
      return null;
    }
  };
  if (opens([masters[0]]) !== null) return null;
  const key = opens(masters);
  return key === null ? null : wrap(masters, subject, key.export());
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
async function keyFor(db: Db, masters: Masters, subject: string, made: (wrapped: Buffer) => void): Promise<KeyObject> {
  const kept = await wrappedKey(db, subject);
  if (kept !== null) return unwrap(masters, subject, kept);
  for (let making = 0; making < MAKINGS; making++) {
    const own = wrap(masters, subject, randomBytes(KEY));
    await db.safeQuery(
      `with relaxed as (select set_config('synchronous_commit', 'off', true))
       insert into tocsin.data_key (subject, wrapped) select $1, $2 from relaxed on conflict (subject) do nothing`,
      [subject, own], "make_data_key",
    );
    const standing = await wrappedKey(db, subject);
    if (standing === null) continue;
    made(standing);
    return unwrap(masters, subject, standing);
  }
  throw new UnconfirmedCommit(`the data key of ${subject} does not stay`);
}

/** Keys are fresh so long, ms: a commit is tried for seconds. No key is deleted for its age before that: no period is shorter than a day (`SHORTEST_KEPT_DAYS`). */
export const FRESH_MS = 120_000;

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

/** `masters`: 32 bytes each, from outside the database (keys-folder.ts). */
export function openVault(db: Db, masters: Masters): Vault {
  const keys = freshKeys();
  const looking = new Map<string, Promise<KeyObject>>();
  /** To seal: whoever asks for a key that is being looked for waits for that look, since reports of one incident come together (R24). */
  const keyOf = (subject: string): Promise<KeyObject> => {
    const found = looking.get(subject) ?? keyFor(db, masters, subject, (wrapped) => keys.note(subject, wrapped)).finally(() => looking.delete(subject));
    looking.set(subject, found);
    return found;
  };
  const keptKey = async (subject: string): Promise<KeyObject | null> => {
    const wrapped = await wrappedKey(db, subject);
    return wrapped === null ? null : unwrap(masters, subject, wrapped);
  };
  return {
    seal: async (subject, text) => seal(await keyOf(subject), subject, text),
    async sealIfKept(subject, text) {
      const key = await keptKey(subject);
      return key === null ? text : seal(key, subject, text);
    },
    sealBytes: async (subject, name, bytes) => sealBytes(await keyOf(subject), name, bytes),
    fresh: (subject) => keys.of(subject),
    async open(sealed) {
      const subject = subjectOf(sealed);
      if (subject === null) return sealed;
      const key = await keptKey(subject);
      return key === null ? null : unseal(key, sealed);
    },
    async openBytes(subject, name, sealed) {
      const key = await keptKey(subject);
      return key === null ? null : unsealBytes(key, name, sealed);
    },
    // Phones hold what they sealed under it for as long as they are offline: it follows a new master key only when the line of the old one goes.
    keyOutside: (subject) => Buffer.from(hkdfSync("sha256", masters.at(-1)!, "", `outside ${subject}`, KEY)),
  };
}
