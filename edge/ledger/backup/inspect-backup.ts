import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { auditHash } from "../audit.ts";
import { compareCursors, parseCursor } from "../cursor.ts";
import { sha256 } from "../event-hash.ts";
import type { Projector } from "../projector.ts";
import type { Seal } from "../seal-hash.ts";
import type { StoredEvent } from "../types.ts";
import { verifySeals } from "../verify-seals.ts";
import { openWalk, streamKey, type LogWalk } from "../walk-log.ts";
import { BrokenBackup, partName, readParts, type Part } from "./manifest.ts";
import { readNamed, verifyFile } from "./part-file.ts";

/** How far a restore goes: to the end, to an event and what its transaction wrote with it, or to the last event before a later time appears. */
export type Until = { readonly cursor: string } | { readonly time: number } | null;

export interface Inspected {
  /** Those that are needed, in order. */
  readonly parts: readonly Part[];
  /** Rows of later transactions are left out; null = none are. */
  readonly lastTxid: bigint | null;
  readonly walk: LogWalk;
  /** Folded states that were held against the hashes taken from the living database. */
  readonly comparedStates: number;
  /** Transactions of the database must begin above this one, so that no position is given out twice. */
  readonly above: bigint;
}

type Named = Record<string, string | null>;

const eventOf = (row: Named): StoredEvent => ({
  cursor: `${row["txid"]}-${row["seq"]}`, kind: row["kind"]!, id: row["id"]!, version: Number(row["version"]), type: row["type"]!,
  data: JSON.parse(row["data"]!) as unknown, at: Number(row["at"]), actor: row["actor"]!, commandId: row["command_id"]!, name: row["name"]!,
  ...(row["trace_id"] == null ? {} : { traceId: row["trace_id"] }), hash: row["hash"]!.slice(2),
});

const sealOf = (row: Named): Seal => ({
  n: Number(row["n"]), from: `${row["from_txid"]}-${row["from_seq"]}`, to: `${row["to_txid"]}-${row["to_seq"]}`,
  count: Number(row["count"]), prev: row["prev_hash"]!, hash: row["hash"]!,
});

const place = (part: Part, table: string): string => `${partName(part.manifest.part)}/${table}`;

/** Folds the log up to the end that was asked for; answers the last transaction that counts, null for all. */
async function foldLog(parts: readonly Part[], until: Until, walk: LogWalk, projector: Projector): Promise<bigint | null> {
  const cut = until !== null && "cursor" in until ? parseCursor(until.cursor).txid : null;
  let last: bigint | null = null;
  for (const part of parts) {
    for await (const row of readNamed(part, "event")) {
      const event = eventOf(row);
      const { txid } = parseCursor(event.cursor);
      if (cut !== null && txid > cut) return cut;
      if (until !== null && "time" in until && event.at > until.time) return last ?? 0n;
      const fault = walk.take(event);
      if (fault !== null) throw new BrokenBackup(place(part, "event"), `${event.cursor} ${streamKey(event)}: ${fault}`);
      try {
        projector.take(event);
      } catch (error) {
        throw new BrokenBackup(place(part, "event"), `${event.cursor}: ${(error as Error).message}`);
      }
      last = txid;
    }
  }
  return cut;
}

async function* rowsOf(parts: readonly Part[], table: "event" | "audit"): AsyncGenerator<{ cursor: string; hash: string }> {
  for (const part of parts) {
    for await (const row of readNamed(part, table)) {
      const cursor = `${row["txid"]}-${row["seq"]}`;
      const hash = row["hash"]!.slice(2);
      if (table === "audit" && auditHash({ at: Number(row["at"]), actor: row["actor"]!, entry: JSON.parse(row["entry"]!) as Record<string, unknown> }) !== hash) {
        throw new BrokenBackup(place(part, "audit"), `${cursor}: 内容与散列不符 / its hash does not fit`);
      }
      yield { cursor, hash };
    }
  }
}

async function* sealsOf(parts: readonly Part[], log: string): AsyncGenerator<Seal> {
  for (const part of parts) for await (const row of readNamed(part, "seal")) if (row["log"] === log) yield sealOf(row);
}

/** Every folded state against the hash that the backup took of the stored one, where both have seen the same events. */
async function compareStates(parts: readonly Part[], walk: LogWalk, projector: Projector): Promise<number> {
  const expected = new Map<string, { readonly version: number; readonly hash: string; readonly part: Part }>();
  for (const part of parts) {
    for await (const row of readNamed(part, "states")) expected.set(`${row["kind"]}/${row["id"]}`, { version: Number(row["version"]), hash: row["sha256"]!, part });
  }
  let compared = 0;
  for (const record of projector.records()) {
    const key = streamKey(record);
    const wanted = expected.get(key);
    if (wanted === undefined || wanted.version !== walk.heads.get(key)?.version) continue;
    if (sha256(canonicalJson(record.state)) !== wanted.hash) throw new BrokenBackup(place(wanted.part, "states"), `${key}: 重放的状态不符 / the replayed state differs`);
    compared += 1;
  }
  return compared;
}

/** The parts up to the one that holds the end that was asked for. */
function partsFor(parts: readonly Part[], cut: bigint | null): readonly Part[] {
  if (cut === null) return parts;
  const last = parts.findIndex(({ manifest }) => BigInt(manifest.settled) > cut);
  return last === -1 ? parts : parts.slice(0, last + 1);
}

/**
 * Checks a whole backup without writing anything: manifests, bytes of every file, chains of events and audit, seals,
 * every event against the rules by folding it, folded states against those of the living database.
 * @throws BrokenBackup naming the file and the place of the first fault.
 */
export async function inspectBackup(folder: string, city: string, until: Until, projector: Projector): Promise<Inspected> {
  const parts = await readParts(folder);
  const last = parts.at(-1);
  if (last === undefined) throw new BrokenBackup(folder, "这里没有完整的备份 / there is no whole backup here");
  if (last.manifest.city !== city) throw new BrokenBackup(folder, `属于另一座城市 / is of another city: ${last.manifest.city}`);
  for (const part of parts) for (const file of part.manifest.files) await verifyFile(part, file);
  for (const log of ["event", "audit"] as const) {
    const fault = await verifySeals(rowsOf(parts, log), sealsOf(parts, log));
    if (fault !== null) throw new BrokenBackup(`${log} seal ${fault.seal}`, `${fault.position}: 封签不符 / the seal does not fit`);
  }
  const walk = openWalk();
  const lastTxid = await foldLog(parts, until, walk, projector);
  const { head } = last.manifest;
  if (until === null && (head?.cursor ?? null) !== walk.cursor) throw new BrokenBackup(partName(last.manifest.part), `末尾应为 / must end at ${head?.cursor}: ${walk.cursor}`);
  if (until !== null && "cursor" in until && (head === null || compareCursors(until.cursor, head.cursor) > 0)) throw new BrokenBackup(folder, `只到 / reaches only ${head?.cursor}`);
  const used = partsFor(parts, lastTxid);
  return { parts: used, lastTxid, walk, comparedStates: await compareStates(used, walk, projector), above: BigInt(last.manifest.settled) };
}
