import { createWriteStream } from "node:fs";
import { access, copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CHECKPOINTS_FILE, PUBLIC_KEY_FILE } from "@tocsin/ledger/checkpoint-folder.ts";
import { exportAudit, exportLog } from "@tocsin/ledger/export-log.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import { sealOnce } from "@tocsin/ledger/sealer.ts";
import { verifyAudit } from "@tocsin/ledger/verify-audit.ts";
import { needed, readArguments } from "./arguments.ts";
import { Complaint } from "./complaint.ts";
import { withLineEnds } from "./with-line-ends.ts";
import { besideServer } from "./with-ledger.ts";

/** Beside a server, which seals by itself, this stops where that one is at work. */
async function sealAll({ db }: OpenLedger): Promise<void> {
  for (const log of ["event", "audit"] as const) while ((await sealOnce(db, log)) > 0);
}

async function check(data: string | undefined): Promise<void> {
  const verdict = await besideServer(data, async (ledger) => {
    await sealAll(ledger);
    return verifyAudit(ledger.db);
  });
  if (!verdict.ok) throw new Complaint(`审计记录在 ${verdict.position} 处有误:${verdict.fault} / the audit is not sound at ${verdict.position}: ${verdict.fault}`);
  console.log(`审计 audit rows ${verdict.rows}, 封签 seals ${verdict.seals}`);
}

/** Writes audit, log, checkpoints and public key into one folder, which `verify` checks without a database. */
async function exportTo(folder: string, data: string | undefined, checkpoints: string | undefined): Promise<void> {
  const signed = checkpoints ?? (data === undefined ? undefined : join(data, "checkpoints"));
  const copied = signed === undefined ? [] : [CHECKPOINTS_FILE, PUBLIC_KEY_FILE].map((name) => ({ from: join(signed, name), to: join(folder, name) }));
  for (const { from } of copied) {
    await access(from).catch(() => {
      throw new Complaint(`--checkpoints: 没有 ${from} / there is no ${from}`);
    });
  }
  await besideServer(data, async (ledger) => {
    await sealAll(ledger);
    await mkdir(folder, { recursive: true });
    for (const [name, lines] of [["audit.jsonl", exportAudit], ["log.jsonl", exportLog]] as const) {
      await pipeline(Readable.from(withLineEnds(lines(ledger.db))), createWriteStream(join(folder, name)));
    }
  });
  for (const { from, to } of copied) await copyFile(from, to);
  console.log(folder);
}

/** `audit`: checks every row against its hash and every sealed stretch against its seal; `audit export DIR`: for outsiders. */
export async function audit(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { data: "text", checkpoints: "text" });
  const [verb = "check", folder] = words;
  if (verb === "check") await check(options.data);
  else if (verb === "export") await exportTo(needed("DIR", folder), options.data, options.checkpoints);
  else throw new Complaint(`audit: check, export: ${verb}`);
}
