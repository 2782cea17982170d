import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from "node:fs";

/** One line of the outside ledger: an intake that was sent, or one that the server has acknowledged, with its number. */
export interface LedgerLine {
  readonly what: "sent" | "acknowledged";
  readonly incidentId: string;
  /** The number of the receipt; empty on what was only sent. */
  readonly no: string;
}

/** What the load generator believes, kept by itself and forced to the disk: the server is held against it. */
export interface OutsideLedger {
  note(line: LedgerLine): void;
  /** Everything noted before is on the disk when it returns. */
  close(): void;
}

const FORCED_EVERY_MS = 100;

export function openOutsideLedger(path: string): OutsideLedger {
  const file = openSync(path, "a");
  let waiting = "";
  const force = (): void => {
    if (waiting === "") return;
    writeSync(file, waiting);
    waiting = "";
    fdatasyncSync(file);
  };
  const timer = setInterval(force, FORCED_EVERY_MS);
  return {
    note: ({ what, incidentId, no }) => void (waiting += `${what}\t${incidentId}\t${no}\n`),
    close() {
      clearInterval(timer);
      force();
      closeSync(file);
    },
  };
}

/** The ledger as it stands on the disk; a line cut off by a crash of the generator is left out. */
export function readOutsideLedger(path: string): LedgerLine[] {
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => {
    const [what, incidentId, no] = line.split("\t");
    return { what: what as LedgerLine["what"], incidentId: incidentId!, no: no! };
  });
}
