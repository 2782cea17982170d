import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";

/** What a load generator believes, kept by itself and forced to the disk, never by the product: the server is held against it. */
export interface OutsideLedger<Line> {
  note(line: Line): void;
  /** Everything noted before is on the disk when it returns. */
  force(): void;
  close(): void;
}

const FORCED_EVERY_MS = 100;

export function openOutsideLedger<Line>(path: string): OutsideLedger<Line> {
  const file = openSync(path, "a");
  let waiting = "";
  const force = (): void => {
    if (waiting === "") return;
    writeSync(file, waiting);
    waiting = "";
    fdatasyncSync(file);
  };
  const timer = setInterval(force, FORCED_EVERY_MS).unref();
  return {
    note: (line) => void (waiting += `${JSON.stringify(line)}\n`),
    force,
    close() {
      clearInterval(timer);
      force();
      closeSync(file);
    },
  };
}

/** The ledger as it stands on the disk; a line cut off by a crash of the generator is left out. */
export function readOutsideLedger<Line>(path: string): Line[] {
  return readFileSync(path, "utf8").split("\n").slice(0, -1).map((line) => JSON.parse(line) as Line);
}
