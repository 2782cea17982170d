import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { TocsinEvent } from "@tocsin/contract/events.ts";
import { exportLog } from "@tocsin/ledger/export-log.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import { verifyExport, type Verdict } from "@tocsin/ledger/verify-export.ts";
import { KIND_NAMES, noRecords, putRecord } from "@tocsin/runtime/kinds.ts";
import { replay, stateHash } from "@tocsin/runtime/replay.ts";
import { loggedEvent } from "../logged-event.ts";

export interface LogProof {
  readonly events: number;
  readonly logHash: string;
  /** Hash over the records as the server holds them, and as the log alone gives them. */
  readonly liveHash: string;
  readonly replayedHash: string;
  /** What the check says of logs that were tampered with, by the manner. */
  readonly tampered: readonly { readonly manner: string; readonly fault: string | null; readonly line: number | null }[];
}

async function* withLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

const linesOf = (file: string): AsyncIterable<string> => createInterface({ input: createReadStream(file), crlfDelay: Infinity });

async function allStates(ledger: OpenLedger, kind: string): Promise<ReadonlyMap<string, unknown>> {
  const states = new Map<string, unknown>();
  for (let before: string | undefined; ; ) {
    const page = await ledger.list(kind, undefined, { limit: 1_000, ...(before === undefined ? {} : { before }) });
    for (const { id, state } of page) states.set(id, state);
    before = page.at(-1)?.id;
    if (page.length < 1_000) return states;
  }
}

type Tamper = (lines: AsyncIterable<string>, at: number) => AsyncGenerator<string>;

/** Ways to lie with a log, each at one line in its middle. */
const MANNERS: Readonly<Record<string, Tamper>> = {
  "one event changed": async function* (lines, at) {
    let n = 0;
    for await (const line of lines) yield n++ === at ? line.replace(/"at":(\d+)/, (_, ms: string) => `"at":${Number(ms) + 1}`) : line;
  },
  "one event cut out": async function* (lines, at) {
    let n = 0;
    for await (const line of lines) if (n++ !== at) yield line;
  },
  "the end cut off": async function* (lines, at) {
    let n = 0;
    for await (const line of lines) if (n++ < at) yield line;
  },
  "two events reversed": async function* (lines, at) {
    let n = 0;
    let held = "";
    for await (const line of lines) {
      if (n === at) held = line;
      else yield line;
      if (n++ === at + 1) yield held;
    }
  },
};

/** The middle of the log where two lines in a row are events. */
async function middleOf(file: string, count: number): Promise<number> {
  let n = 0;
  let before = false;
  for await (const line of linesOf(file)) {
    const event = line.startsWith('{"chain"');
    if (event && before && n - 1 >= Math.floor(count / 2)) return n - 1;
    before = event;
    n += 1;
  }
  throw new Error("the log is too short to be tampered with");
}

const faultOf = (verdict: Verdict): { fault: string | null; line: number | null } => (verdict.ok ? { fault: null, line: null } : { fault: verdict.fault, line: verdict.line });

/** Exports the log to a file, verifies and replays it, holds it against the live records, and tries to pass off false ones. @throws Error when the true log fails. */
export async function proveLog(ledger: OpenLedger, file: string): Promise<LogProof> {
  const held = noRecords();
  for (const kind of KIND_NAMES) for (const [id, state] of await allStates(ledger, kind)) putRecord(held, kind, id, state);
  const live = stateHash(held);
  await pipeline(Readable.from(withLineEnds(exportLog(ledger.db))), createWriteStream(file));
  const events: TocsinEvent[] = [];
  const verdict = await verifyExport(linesOf(file), { onEvent: (event) => events.push(loggedEvent(event)) });
  if (!verdict.ok) throw new Error(`the log of the run is refused at line ${verdict.line}: ${verdict.fault}`);
  const replayed = replay(events);
  const at = await middleOf(file, verdict.rows);
  const tampered: LogProof["tampered"][number][] = [];
  for (const [manner, tamper] of Object.entries(MANNERS)) tampered.push({ manner, ...faultOf(await verifyExport(tamper(linesOf(file), at))) });
  return { events: verdict.rows, logHash: replayed.logHash, liveHash: live, replayedHash: replayed.stateHash, tampered };
}
