import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { sha256 } from "./event-hash.ts";
import type { StoredAudit } from "./audit.ts";
import type { Seal } from "./seal-hash.ts";
import type { StoredEvent } from "./types.ts";

/**
 * An exported log: one canonical JSON object per line.
 *
 *     {"format":"tocsin-log","version":1}       or "tocsin-audit"
 *     {"chain":"…","event":{…},"n":1}          n counts rows from 1; chain = sha256(chain before + canonical row); the audit's say "row"
 *     {"seal":{…}}                              after the last row that it closes
 *     {"manifest":{"count":…,"head":"…","seals":…}}   head = the last chain; without this line the file was cut
 */
export const FORMAT_VERSION = 1;

export interface EventLine {
  n: number;
  event: StoredEvent;
  chain: string;
}

export interface AuditLine {
  n: number;
  row: StoredAudit;
  chain: string;
}

export interface Manifest {
  count: number;
  head: string;
  seals: number;
}

export const HEADER_LINE = canonicalJson({ format: "tocsin-log", version: FORMAT_VERSION });
export const AUDIT_HEADER_LINE = canonicalJson({ format: "tocsin-audit", version: FORMAT_VERSION });

/** The chain before the first row of a file. */
export const chainStart = (header: string): string => sha256(header);

export const nextChain = (chain: string, row: StoredEvent | StoredAudit): string => sha256(chain + canonicalJson(row));

type Rows<Row> = AsyncIterable<Row> | Iterable<Row>;
type Seals = AsyncIterator<Seal> | Iterator<Seal>;

async function* linesOf<Row extends StoredEvent | StoredAudit>(header: string, rows: Rows<Row>, seals: Seals, line: (row: Row) => object): AsyncGenerator<string> {
  yield header;
  let count = 0;
  let sealed = 0;
  let chain = chainStart(header);
  let seal = await seals.next();
  for await (const row of rows) {
    chain = nextChain(chain, row);
    yield canonicalJson({ n: ++count, ...line(row), chain });
    if (!seal.done && seal.value.to === row.cursor) {
      yield canonicalJson({ seal: seal.value });
      sealed++;
      seal = await seals.next();
    }
  }
  yield canonicalJson({ manifest: { count, head: chain, seals: sealed } satisfies Manifest });
}

/** The lines of an exported event log, without line ends. Events in the order of the log, seals in theirs. */
export const exportLines = (events: Rows<StoredEvent>, seals: Seals): AsyncGenerator<string> => linesOf(HEADER_LINE, events, seals, (event) => ({ event }));

/** The same of the audit. */
export const exportAuditLines = (rows: Rows<StoredAudit>, seals: Seals): AsyncGenerator<string> => linesOf(AUDIT_HEADER_LINE, rows, seals, (row) => ({ row }));
