import { compareCursors, parseCursor } from "./cursor.ts";
import { chainHash, leafText, sha256 } from "./event-hash.ts";
import type { StoredEvent } from "./types.ts";

/** Where a stream stands after its last event. */
export interface StreamHead {
  readonly version: number;
  readonly hash: string;
  /** Of the last event of the commit that touched the stream last: a commit stamps all its streams with its own end. */
  readonly cursor: string;
  readonly at: number;
}

/** A log being read in order: every event must follow the one before it in its stream, and carry the hash that says so. */
export interface LogWalk {
  /** Null, or what is wrong with this event. */
  take(event: StoredEvent): string | null;
  /** By `kind/id`. */
  readonly heads: ReadonlyMap<string, StreamHead>;
  readonly count: number;
  readonly cursor: string | null;
}

export const streamKey = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind}/${id}`;

export function openWalk(): LogWalk {
  const heads = new Map<string, StreamHead>();
  /** Streams of the commit that is being read. */
  let together = new Set<string>();
  let count = 0;
  let cursor: string | null = null;
  return {
    heads,
    get count() {
      return count;
    },
    get cursor() {
      return cursor;
    },
    take(event) {
      const key = streamKey(event);
      const before = heads.get(key);
      if (compareCursors(event.cursor, cursor) <= 0) return "out of order";
      if (event.version !== (before?.version ?? 0) + 1) return `version ${event.version} after ${before?.version ?? 0}`;
      const hash = chainHash(before?.hash ?? "", sha256(leafText(event)));
      if (hash !== event.hash) return "its hash does not fit";
      if (cursor === null || parseCursor(cursor).txid !== parseCursor(event.cursor).txid) together = new Set();
      together.add(key);
      heads.set(key, { version: event.version, hash, cursor: event.cursor, at: event.at });
      for (const other of together) heads.set(other, { ...heads.get(other)!, cursor: event.cursor });
      count += 1;
      cursor = event.cursor;
      return null;
    },
  };
}
