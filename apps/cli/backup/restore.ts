import type { Until } from "@tocsin/ledger/backup/inspect-backup.ts";
import { restoreBackup } from "@tocsin/ledger/backup/restore-backup.ts";
import { isCursor } from "@tocsin/ledger/cursor.ts";
import { databaseUrls } from "@tocsin/ledger/database-urls.ts";
import { startEmbedded } from "@tocsin/ledger/embedded.ts";
import { needed, readArguments } from "../arguments.ts";
import { soundCity } from "../city-folder.ts";
import { Complaint } from "../complaint.ts";
import { cityProjector } from "./city-projector.ts";

/** An event's cursor, or an instant with its zone. @throws Complaint */
export function untilOf(text: string | undefined): Until {
  if (text === undefined) return null;
  if (isCursor(text)) return { cursor: text };
  const time = /\d(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) throw new Complaint(`--until: 应为日志位置,或带时区的时间如 2026-03-02T10:15:00+08:00 / a cursor, or a time with its zone: ${text}`);
  return { time };
}

interface Place {
  readonly adminUrl: string;
  readonly appPassword?: string;
  readonly stop: () => Promise<void>;
}

async function placeOf(data: string | undefined): Promise<Place> {
  const { adminUrl } = databaseUrls(process.env);
  if (adminUrl !== undefined) return { adminUrl, stop: async () => undefined };
  return startEmbedded({ folder: needed("--data", data) });
}

/** Restores a backup into an empty data folder, or into the empty database of `DATABASE_URL`. */
export async function restore(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { city: "text", data: "text", until: "text" });
  const folder = needed("DIR", words[0]);
  const until = untilOf(options.until);
  const { head, deadlines } = soundCity(needed("--city", options.city));
  const projector = cityProjector(deadlines);
  const { adminUrl, appPassword, stop } = await placeOf(options.data);
  try {
    const { walk, comparedStates } = await restoreBackup({ folder, city: head.id, until, adminUrl, ...(appPassword === undefined ? {} : { appPassword }), projector });
    console.log(`事件 events ${walk.count}, 至 up to ${walk.cursor ?? "–"}\n核对 compared ${comparedStates} 个状态 states\n状态 state ${projector.stateHash()}`);
  } finally {
    await stop();
  }
}
