import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@tocsin/ledger/free-port.ts";
import { composeServer, type RunningServer } from "@tocsin/server/compose.ts";
import { openOutsideLedger, readOutsideLedger } from "../../outside-ledger.ts";
import { STANDARD, settableClock, signInAt, type Seated } from "../../harness.ts";
import { checkKept, openedBy } from "./check-kept.ts";
import { liveLoad, type Told } from "./life-load.ts";
import { openDisk, type SmallDisk } from "./small-disk.ts";
import type { Stage } from "./stage.ts";
import type { Try } from "../row.ts";

const UNITS = ["U1", "U2", "U3", "U6", "U7"];
/** The first is gone at once when the disk is full; the rest is what a small site has. */
const [BALLAST_BYTES, DISK_MB] = [8 * 1_048_576, 256];

/** A whole site on a disk of its own: database, keys and checkpoints in one data folder, as `npm start` makes it. */
export interface DiskCity {
  readonly disk: SmallDisk;
  readonly data: string;
  seat(): Seated;
  server(): RunningServer;
  /** Calls from four desks, kept in the outside ledger; ends by itself or with the server. */
  load(one: Try): Promise<unknown>;
  /** Ends the server, whatever its disk says, lets `meanwhile` happen, and starts it again over the same folder. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  /** Holds the server against what was noted since the last time. */
  check(): Promise<void>;
  acknowledged(): readonly string[];
  close(): Promise<void>;
}

export async function openDiskCity(stage: Stage): Promise<DiskCity> {
  chmodSync(stage.folder, 0o755);
  const home = join(stage.folder, "disk-city");
  mkdirSync(home);
  const [disk, port, path] = [openDisk(home, DISK_MB), await freePort(), join(home, "outside-ledger.jsonl")];
  const data = join(disk.folder, "data");
  const clock = settableClock(Date.now());
  const ledger = openOutsideLedger<Told>(path);
  const start = (): Promise<RunningServer> => composeServer({
    cityDir: stage.plainCity(), standardDir: STANDARD, database: { env: {}, folder: data }, clock, demo: true, keepFirstPasswords: true, timers: false, logLevel: "silent", port, ballastBytes: BALLAST_BYTES,
  });
  let server = await start();
  let seat = await signInAt(server.url, "world");
  let checked = 0;
  let acknowledged: readonly string[] = [];
  return {
    disk,
    data,
    seat: () => seat,
    server: () => server,
    load: ({ dice }) => liveLoad(ledger, seat, "world", { unitIds: UNITS, desks: 4, lives: 1, dice }),
    async restart(meanwhile) {
      await server.close().catch(() => undefined);
      await meanwhile();
      // This process lives on in the place of one that ended: its claim to the folder, if it reached the disk, is a dead one's.
      for (const name of readdirSync(data)) if (/^server\.(lock|held)\./.test(name)) rmSync(join(data, name), { force: true });
      server = await start();
      seat = await signInAt(server.url, "world");
    },
    async check() {
      ledger.force();
      const lines = readOutsideLedger<Told>(path);
      await checkKept(seat, lines.slice(checked));
      checked = lines.length;
      acknowledged = lines.filter(({ what }) => what === "acknowledged").flatMap((line) => openedBy(line) ?? []);
    },
    acknowledged: () => acknowledged,
    async close() {
      ledger.close();
      await server.close().catch(() => undefined);
      disk.close();
    },
  };
}
