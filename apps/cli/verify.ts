import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { TocsinEvent } from "@tocsin/contract/events.ts";
import { verifyExport } from "@tocsin/ledger/verify-export.ts";
import { ReplayStopped, replay } from "@tocsin/runtime/replay.ts";
import { needed } from "./arguments.ts";
import { Complaint } from "./complaint.ts";
import { loggedEvent } from "./logged-event.ts";

/** Checks an exported log line by line, then replays it: no database, no server, nothing to trust but the file. */
export async function verify(args: readonly string[]): Promise<void> {
  const file = needed("FILE", args[0]);
  const events: TocsinEvent[] = [];
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  const verdict = await verifyExport(lines, { onEvent: (event) => events.push(loggedEvent(event)) });
  if (!verdict.ok) throw new Complaint(`第 ${verdict.line} 行: ${verdict.fault} / line ${verdict.line}: ${verdict.fault}${verdict.position === null ? "" : ` (${verdict.position})`}`);
  try {
    const replayed = replay(events);
    console.log(`事件 events ${replayed.count}\n封签 seals ${verdict.seals}\n日志 log ${replayed.logHash}\n状态 state ${replayed.stateHash}`);
  } catch (error) {
    if (error instanceof ReplayStopped) throw new Complaint(`重放在此停止 / replay stopped: ${error.message}`);
    throw error;
  }
}
