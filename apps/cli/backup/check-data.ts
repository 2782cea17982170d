import { inspectBackup } from "@tocsin/ledger/backup/inspect-backup.ts";
import { checkLedger } from "@tocsin/ledger/check-ledger.ts";
import { needed, readArguments } from "../arguments.ts";
import { Complaint } from "../complaint.ts";
import { soundCity } from "../city-folder.ts";
import { besideServer } from "../with-ledger.ts";
import { cityProjector } from "./city-projector.ts";

const SHOWN = 50;

/** Checks a database, or a backup, without changing it. */
export async function checkData(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { city: "text", data: "text", backup: "text" });
  const { head, deadlines } = soundCity(needed("--city", options.city));
  const projector = cityProjector(deadlines);
  if (options.backup !== undefined) {
    const { parts, walk, comparedStates } = await inspectBackup(options.backup, head.id, null, projector);
    console.log(`完好 sound: ${parts.length} 部分 parts, ${walk.count} 事件 events, ${comparedStates} 状态 states\n状态 state ${projector.stateHash()}`);
    return;
  }
  const { faults, events, audit, records, timers, claims, stateHash } = await besideServer(options.data, ({ db }) => checkLedger(db, projector));
  const lines = faults.slice(0, SHOWN).map(({ where, what }) => `${where}: ${what}`);
  if (faults.length > 0) throw new Complaint([...lines, `${faults.length} 处错误 / faults`].join("\n"));
  console.log(`完好 sound: 事件 events ${events}, 审计 audit ${audit}, 状态 states ${records}, 计时 timers ${timers}, 占用 claims ${claims}\n状态 state ${stateHash}`);
}
