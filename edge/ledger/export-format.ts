import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { sha256 } from "./event-hash.ts";
import type { Seal } from "./seal-hash.ts";
import type { StoredEvent } from "./types.ts";

/**
 * An exported log: one canonical JSON object per line.
 *
 *     {"format":"tocsin-log","version":1}
 *     {"chain":"…","event":{…},"n":1}          n counts events from 1; chain = sha256(chain before + canonical event)
 *     {"seal":{…}}                              after the last event that it closes
 *     {"manifest":{"count":…,"head":"…","seals":…}}   head = the last chain; without this line the file was cut
 */
export const FORMAT = "tocsin-log";
export const FORMAT_VERSION = 1;

export interface EventLine {
  n: number;
  event: StoredEvent;
  chain: string;
}

export interface Manifest {
  count: number;
  head: string;
  seals: number;
}

export const HEADER_LINE = canonicalJson({ format: FORMAT, version: FORMAT_VERSION });

/** The chain before the first event. */
export const CHAIN_START = sha256(HEADER_LINE);

export const nextChain = (chain: string, event: StoredEvent): string => sha256(chain + canonicalJson(event));

/** The lines of an export, without line ends. Events in the order of the log, seals in theirs. */
export async function* exportLines(
  events: AsyncIterable<StoredEvent> | Iterable<StoredEvent>,
  seals: AsyncIterator<Seal> | Iterator<Seal>,
): AsyncGenerator<string> {
  yield HEADER_LINE;
  let count = 0;
  let sealed = 0;
  let chain = CHAIN_START;
  let seal = await seals.next();
  for await (const event of events) {
    chain = nextChain(chain, event);
    yield canonicalJson({ n: ++count, event, chain } satisfies EventLine);
    if (!seal.done && seal.value.to === event.cursor) {
      yield canonicalJson({ seal: seal.value });
      sealed++;
      seal = await seals.next();
    }
  }
  yield canonicalJson({ manifest: { count, head: chain, seals: sealed } satisfies Manifest });
}
