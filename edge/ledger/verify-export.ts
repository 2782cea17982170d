import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { AUDIT_HEADER_LINE, chainStart, HEADER_LINE, type AuditLine, type EventLine, type Manifest } from "./export-format.ts";
import type { Seal } from "./seal-hash.ts";
import type { StoredEvent } from "./types.ts";
import { auditFault, beginning, eventFault, sealFault, type Fault, type Progress } from "./verify-rows.ts";

export type { Fault } from "./verify-rows.ts";

/**
 * Checks an exported log or audit without a database. Whoever changes a file and also computes every hash in it anew is
 * found out only by something kept elsewhere: give the seals that were copied out earlier (checkpoint.ts).
 */
export type Verdict =
  /** `vouched`: so many rows, from the first, lie behind a seal that was copied out earlier. */
  | { ok: true; kind: "log" | "audit"; rows: number; seals: number; head: string; lastSeal: Seal | null; vouched: number }
  /** The first line with a fault, from 1; the row's number in the file and its position in the log, or the last sound ones; `until`: the end of a stretch in which it lies. */
  | { ok: false; fault: Fault; line: number; row: number; position: string | null; until: string | null };

type Line = { event?: StoredEvent; row?: AuditLine["row"]; n?: number; chain?: string; seal?: Seal; manifest?: Manifest };

function parse(text: string): Line | null {
  try {
    const value = JSON.parse(text) as Line;
    return canonicalJson(value) === text ? value : null;
  } catch {
    return null;
  }
}

function manifestFault(progress: Progress, manifest: Manifest): Fault | null {
  if (manifest.count !== progress.count) return manifest.count > progress.count ? "removed" : "inserted";
  if (manifest.seals !== progress.seals) return manifest.seals > progress.seals ? "removed" : "inserted";
  if (manifest.head !== progress.chain) return "altered";
  progress.manifest = true;
  return null;
}

function lineFault(kind: "log" | "audit", progress: Progress, line: Line | null, kept: ReadonlyMap<number, string>): Fault | null {
  if (line === null) return "unreadable";
  if (progress.manifest) return "inserted";
  try {
    if (line.event && kind === "log" && line.n !== undefined && line.chain) return eventFault(progress, line as EventLine);
    if (line.row && kind === "audit" && line.n !== undefined && line.chain) return auditFault(progress, line as AuditLine);
    if (line.seal) return sealFault(progress, line.seal, kept);
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

/** `onEvent` gets every event that passed, in order: what follows a fault is never given out. `kept`: seals copied out earlier, by number. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  options: { kept?: ReadonlyMap<number, string>; onEvent?: (event: StoredEvent) => void } = {},
): Promise<Verdict> {
  const kept = options.kept ?? new Map<number, string>();
  const rest = asLines(lines);
  const first = await rest.next();
  const header = first.done ? "" : first.value;
  const bad = (fault: Fault, line: number, row: number, position: string | null, until: string | null = null): Verdict => ({ ok: false, fault, line, row, position, until });
  if (header !== HEADER_LINE && header !== AUDIT_HEADER_LINE) return bad(first.done ? "cut" : "header", 1, 0, null);
  const kind = header === HEADER_LINE ? "log" : "audit";
  const progress = beginning(chainStart(header));
  let number = 1;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    number++;
    const line = parse(next.value);
    const fault = lineFault(kind, progress, line, kept);
    if (fault !== null) {
      const missing = progress.count + 1;
      const moved = fault === "removed" && (line?.n ?? 0) > missing && (await comesLater(rest, missing));
      // A seal that does not fit speaks of its stretch: which row in it was changed, whoever made its hash anew has hidden.
      if (line?.seal && typeof line.seal.from === "string") return bad(fault, number, progress.count, line.seal.from, String(line.seal.to));
      return bad(moved ? "reordered" : fault, number, missing, line?.event?.cursor ?? line?.row?.cursor ?? progress.cursor);
    }
    if (line?.event) options.onEvent?.(line.event);
  }
  const { count, chain, seals, lastSeal, vouched, cursor } = progress;
  const latest = Math.max(0, ...kept.keys());
  if (!progress.manifest || latest > seals) return bad("cut", number + 1, count, cursor);
  return { ok: true, kind, rows: count, seals, head: chain, lastSeal, vouched };
}
