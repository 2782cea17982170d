import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { compareCursors } from "./cursor.ts";
import { chainHash, leafText, sha256 } from "./event-hash.ts";
import { CHAIN_START, HEADER_LINE, nextChain, type EventLine, type Manifest } from "./export-format.ts";
import { sealHash, type Seal } from "./seal-hash.ts";
import type { StoredEvent } from "./types.ts";

/**
 * Checks an exported log without a database. Whoever changes a file and also computes every hash in it anew is found out
 * only by something kept elsewhere: give a `trusted` seal, copied out earlier.
 */
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
  /** The trusted seal is not in the file as it was. */
  | "rewritten";

export type Verdict =
  | { ok: true; events: number; seals: number; head: string; lastSeal: Seal | null }
  /** The first line with a fault, from 1, and the position in the log where it is known. */
  | { ok: false; fault: Fault; line: number; position: string | null };

interface Progress {
  count: number;
  chain: string;
  cursor: string | null;
  streams: Map<string, { version: number; hash: string }>;
  unsealed: { cursor: string; hash: string }[];
  seals: number;
  lastSeal: Seal | null;
  trustedSeen: boolean;
  manifest: boolean;
}

type Line = { event?: StoredEvent; n?: number; chain?: string; seal?: Seal; manifest?: Manifest };

function parse(text: string): Line | null {
  try {
    const value = JSON.parse(text) as Line;
    return canonicalJson(value) === text ? value : null;
  } catch {
    return null;
  }
}

function eventFault(progress: Progress, { event, n, chain }: EventLine): Fault | null {
  if (n !== progress.count + 1) return n > progress.count + 1 ? "removed" : "inserted";
  const key = `${event.kind}/${event.id}`;
  const before = progress.streams.get(key) ?? { version: 0, hash: "" };
  if (event.version > before.version + 1) return "removed";
  if (event.version <= before.version) return "inserted";
  const hash = chainHash(before.hash, sha256(leafText(event)));
  if (hash !== event.hash) return "altered";
  if (compareCursors(event.cursor, progress.cursor) <= 0) return "reordered";
  if (nextChain(progress.chain, event) !== chain) return "altered";
  progress.count = n;
  progress.chain = chain;
  progress.cursor = event.cursor;
  progress.streams.set(key, { version: event.version, hash });
  progress.unsealed.push({ cursor: event.cursor, hash });
  return null;
}

function sealFault(progress: Progress, seal: Seal, trusted?: { n: number; hash: string }): Fault | null {
  const rows = progress.unsealed;
  if (seal.n !== progress.seals + 1) return seal.n > progress.seals + 1 ? "removed" : "inserted";
  if (seal.count !== rows.length) return seal.count > rows.length ? "removed" : "inserted";
  if (seal.from !== rows[0]?.cursor || seal.to !== rows.at(-1)?.cursor || seal.prev !== (progress.lastSeal?.hash ?? "")) return "altered";
  if (sealHash(seal, rows.map((row) => row.hash)) !== seal.hash) return "altered";
  if (trusted?.n === seal.n) {
    if (trusted.hash !== seal.hash) return "rewritten";
    progress.trustedSeen = true;
  }
  progress.seals++;
  progress.lastSeal = seal;
  progress.unsealed = [];
  return null;
}

function manifestFault(progress: Progress, manifest: Manifest): Fault | null {
  if (manifest.count !== progress.count) return manifest.count > progress.count ? "removed" : "inserted";
  if (manifest.seals !== progress.seals) return manifest.seals > progress.seals ? "removed" : "inserted";
  if (manifest.head !== progress.chain) return "altered";
  progress.manifest = true;
  return null;
}

function lineFault(progress: Progress, line: Line | null, trusted?: { n: number; hash: string }): Fault | null {
  if (line === null) return "unreadable";
  if (progress.manifest) return "inserted";
  try {
    if (line.event && line.n !== undefined && line.chain) return eventFault(progress, line as EventLine);
    if (line.seal) return sealFault(progress, line.seal, trusted);
    if (line.manifest) return manifestFault(progress, line.manifest);
  } catch {
    // A value of a wrong shape, such as a cursor that is none.
  }
  return "unreadable";
}

/** A gap whose missing event comes later in the file is a change of order, not a removal. */
async function comesLater(rest: AsyncIterator<string>, n: number): Promise<boolean> {
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    if (parse(next.value)?.n === n) return true;
  }
  return false;
}

async function* asLines(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string> {
  yield* lines;
}

/** `onEvent` gets every event that passed, in order: what follows a fault is never given out. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  options: { trusted?: { n: number; hash: string }; onEvent?: (event: StoredEvent) => void } = {},
): Promise<Verdict> {
  const progress: Progress = {
    count: 0, chain: CHAIN_START, cursor: null, streams: new Map(), unsealed: [], seals: 0, lastSeal: null,
    trustedSeen: false, manifest: false,
  };
  const rest = asLines(lines);
  const first = await rest.next();
  if (first.done || first.value !== HEADER_LINE) return { ok: false, fault: first.done ? "cut" : "header", line: 1, position: null };
  let number = 1;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    number++;
    const line = parse(next.value);
    const fault = lineFault(progress, line, options.trusted);
    if (fault !== null) {
      const missing = progress.count + 1;
      const moved = fault === "removed" && (line?.n ?? 0) > missing && (await comesLater(rest, missing));
      return { ok: false, fault: moved ? "reordered" : fault, line: number, position: line?.event?.cursor ?? progress.cursor };
    }
    if (line?.event) options.onEvent?.(line.event);
  }
  const { count, chain, seals, lastSeal, cursor } = progress;
  if (!progress.manifest) return { ok: false, fault: "cut", line: number + 1, position: cursor };
  if (options.trusted && !progress.trustedSeen) return { ok: false, fault: "rewritten", line: number, position: cursor };
  return { ok: true, events: count, seals, head: chain, lastSeal };
}
