import { createPublicKey } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TocsinEvent } from "@tocsin/contract/events.ts";
import { fingerprint, verifyCheckpoints, type CheckpointVerdict } from "@tocsin/ledger/checkpoint.ts";
import { CHECKPOINTS_FILE, PUBLIC_KEY_FILE } from "@tocsin/ledger/checkpoint-folder.ts";
import { verifyExport, type Fault, type Verdict } from "@tocsin/ledger/verify-export.ts";
import { ReplayStopped, replay } from "@tocsin/runtime/replay.ts";
import { needed, readArguments } from "./arguments.ts";
import { Complaint } from "./complaint.ts";
import { loggedEvent } from "./logged-event.ts";

type Signed = Extract<CheckpointVerdict, { ok: true }>;

const linesOf = (file: string) => createInterface({ input: createReadStream(file), crlfDelay: Infinity });

const FAULTS: Readonly<Record<Fault, readonly [string, string]>> = {
  header: ["不是本平台的导出文件", "is no export of this platform"],
  unreadable: ["无法读取", "cannot be read"],
  altered: ["被改动", "was altered"],
  removed: ["被删除", "was removed"],
  inserted: ["是后加的", "was inserted"],
  reordered: ["次序被调换", "stands in another order"],
  cut: ["之后的内容被截去", "is the last: what followed was cut off"],
  rewritten: ["与已签名的检查点不符，整段被重写", "does not agree with a signed checkpoint: the stretch was rewritten"],
};

/** One sentence in both languages: which row, and what is wrong with it. */
export function faultText(file: string, verdict: Extract<Verdict, { ok: false }>): string {
  const [zh, en] = FAULTS[verdict.fault];
  const where = verdict.until === null ? (verdict.position ?? "") : `${verdict.position} … ${verdict.until}`;
  return `${file} 第 ${verdict.line} 行,记录 ${verdict.row} (${where}) ${zh} / line ${verdict.line}, row ${verdict.row} (${where}) ${en}`;
}

function mustBeThere(file: string): void {
  if (!existsSync(file)) throw new Complaint(`缺少 ${file} / ${file} is missing`);
}

async function readSigned(file: string, keyFile: string): Promise<Signed> {
  for (const needs of [file, keyFile]) mustBeThere(needs);
  const key = createPublicKey(readFileSync(keyFile));
  const verdict = await verifyCheckpoints(linesOf(file), key);
  if (!verdict.ok) throw new Complaint(`${file} 第 ${verdict.line} 行: ${verdict.fault} / line ${verdict.line}: ${verdict.fault}`);
  console.log(`检查点 checkpoints ${verdict.count}, 最后一个 the last ${verdict.lastAt === null ? "—" : new Date(verdict.lastAt).toISOString()}\n公钥指纹 key ${fingerprint(key)}`);
  return verdict;
}

/** How far the signatures reach. A folder whose checkpoints were cut is sound in itself: it shows by the rows after the last one, and by its time. */
function vouchedText({ rows, vouched }: Extract<Verdict, { ok: true }>): string {
  const after = rows - vouched;
  return after === 0 ? `已签名核对 vouched for by signature ${vouched}` : `已签名核对 vouched for by signature ${vouched}, 其后 ${after} 行没有签名可核对 / nothing vouches for the ${after} rows after these`;
}

async function verifyFile(file: string, signed: Signed | null): Promise<void> {
  const events: TocsinEvent[] = [];
  const [header] = await firstLine(file);
  const kept = signed === null ? undefined : header?.includes("tocsin-audit") === true ? signed.audit : signed.event;
  const verdict = await verifyExport(linesOf(file), { onEvent: (event) => events.push(loggedEvent(event)), ...(kept === undefined ? {} : { kept }) });
  if (!verdict.ok) throw new Complaint(faultText(file, verdict));
  if (kept !== undefined) console.log(vouchedText(verdict));
  if (verdict.kind === "audit") return console.log(`审计 audit rows ${verdict.rows}\n封签 seals ${verdict.seals}`);
  try {
    const replayed = replay(events);
    console.log(`事件 events ${replayed.count}\n封签 seals ${verdict.seals}\n日志 log ${replayed.logHash}\n状态 state ${replayed.stateHash}`);
  } catch (error) {
    if (error instanceof ReplayStopped) throw new Complaint(`重放在此停止 / replay stopped: ${error.message}`);
    throw error;
  }
}

async function firstLine(file: string): Promise<string[]> {
  for await (const line of linesOf(file)) return [line];
  return [];
}

/**
 * Checks an exported log or audit line by line, and replays a log: no database, no server. A folder is checked as `audit export` wrote it,
 * together with its signed checkpoints; `--key` pins the public key, `--checkpoints` names those that were copied out earlier.
 */
export async function verify(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { key: "text", checkpoints: "text" });
  const given = needed("FILE", words[0]);
  mustBeThere(given);
  const folder = statSync(given).isDirectory();
  const checkpoints = options.checkpoints ?? (folder ? join(given, CHECKPOINTS_FILE) : undefined);
  const keyFile = options.key ?? (folder ? join(given, PUBLIC_KEY_FILE) : undefined);
  if (checkpoints !== undefined && keyFile === undefined) throw new Complaint("--checkpoints: 请同时给出 --key / give --key as well");
  const signed = checkpoints === undefined || keyFile === undefined ? null : await readSigned(checkpoints, keyFile);
  for (const file of folder ? ["audit.jsonl", "log.jsonl"].map((name) => join(given, name)) : [given]) {
    mustBeThere(file);
    await verifyFile(file, signed);
  }
}
