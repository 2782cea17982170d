import { auditHash } from "./audit.ts";
import { compareCursors } from "./cursor.ts";
import { chainHash, leafText, sha256 } from "./event-hash.ts";
import { nextChain, type AuditLine, type EventLine } from "./export-format.ts";
import { sealHash, type Seal } from "./seal-hash.ts";

export type Fault =
  /** Not an export, or of another version. */
  | "header"
  /** A line that is not canonical JSON of a known shape. */
  | "unreadable"
  | "altered"
  | "removed"
  | "inserted"
  | "reordered"
  /** The end is missing. */
  | "cut"
  /** A seal that was copied out earlier is not in the file as it was. */
  | "rewritten";

/** What has been read of a file so far, all of it sound. */
export interface Progress {
  count: number;
  chain: string;
  cursor: string | null;
  streams: Map<string, { version: number; hash: string }>;
  unsealed: { cursor: string; hash: string }[];
  seals: number;
  lastSeal: Seal | null;
  /** Rows up to the last seal that was copied out earlier: whatever comes after, whoever made all hashes anew could have changed. */
  vouched: number;
  manifest: boolean;
}

export const beginning = (chain: string): Progress => ({ count: 0, chain, cursor: null, streams: new Map(), unsealed: [], seals: 0, lastSeal: null, vouched: 0, manifest: false });

function take(progress: Progress, n: number, chain: string, row: { cursor: string; hash: string }): void {
  progress.count = n;
  progress.chain = chain;
  progress.cursor = row.cursor;
  progress.unsealed.push({ cursor: row.cursor, hash: row.hash });
}

export function eventFault(progress: Progress, { event, n, chain }: EventLine): Fault | null {
  if (n !== progress.count + 1) return n > progress.count + 1 ? "removed" : "inserted";
  const key = `${event.kind}/${event.id}`;
  const before = progress.streams.get(key) ?? { version: 0, hash: "" };
  if (event.version > before.version + 1) return "removed";
  if (event.version <= before.version) return "inserted";
  const hash = chainHash(before.hash, sha256(leafText(event)));
  if (hash !== event.hash) return "altered";
  if (compareCursors(event.cursor, progress.cursor) <= 0) return "reordered";
  if (nextChain(progress.chain, event) !== chain) return "altered";
  progress.streams.set(key, { version: event.version, hash });
  take(progress, n, chain, event);
  return null;
}

const AUDIT_MEMBERS = 5;

/** A row of the audit says nothing of the row before it: its own hash, its place and the file's chain speak for it, then its seal. */
export function auditFault(progress: Progress, { row, n, chain }: AuditLine): Fault | null {
  if (n !== progress.count + 1) return n > progress.count + 1 ? "removed" : "inserted";
  // A member that no hash covers would be somebody's addition.
  if (auditHash(row) !== row.hash || Object.keys(row).length !== AUDIT_MEMBERS) return "altered";
  if (compareCursors(row.cursor, progress.cursor) <= 0) return "reordered";
  if (nextChain(progress.chain, row) !== chain) return "altered";
  take(progress, n, chain, row);
  return null;
}

/** `kept`: hashes of seals that were copied out earlier, by number. */
export function sealFault(progress: Progress, seal: Seal, kept: ReadonlyMap<number, string>): Fault | null {
  const rows = progress.unsealed;
  if (seal.n !== progress.seals + 1) return seal.n > progress.seals + 1 ? "removed" : "inserted";
  if (seal.count !== rows.length) return seal.count > rows.length ? "removed" : "inserted";
  if (seal.from !== rows[0]?.cursor || seal.to !== rows.at(-1)?.cursor || seal.prev !== (progress.lastSeal?.hash ?? "")) return "altered";
  if (sealHash(seal, rows.map((row) => row.hash)) !== seal.hash) return "altered";
  if ((kept.get(seal.n) ?? seal.hash) !== seal.hash) return "rewritten";
  progress.seals++;
  progress.lastSeal = seal;
  if (kept.has(seal.n)) progress.vouched = progress.count;
  progress.unsealed = [];
  return null;
}
