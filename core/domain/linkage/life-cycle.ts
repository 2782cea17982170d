import type { MatterClockKind, MatterStatus } from "@tocsin/contract/linkage/matter.ts";
import { ImpossibleEvent } from "../fold.ts";

/** The life cycle of a matter (LNK): from each status, every status that may follow. SENT falls back to where it came from when nobody signs. */
export const MATTER_NEXT: Readonly<Record<MatterStatus, readonly MatterStatus[]>> = {
  CREATED: ["SENT", "PROCESSING", "RETURNED", "REPLIED"],
  SENT: ["SIGNED", "RETURNED", "CREATED", "PROCESSING"],
  SIGNED: ["SENT", "PROCESSING", "RETURNED", "REPLIED"],
  PROCESSING: ["SENT", "RETURNED", "REPLIED"],
  RETURNED: ["SENT", "PROCESSING", "REPLIED"],
  REPLIED: ["VERIFIED", "PROCESSING"],
  VERIFIED: ["CLOSED"],
  CLOSED: ["PROCESSING"],
};

/** Which clock runs in which status: exactly one until the matter is closed. A returned matter waits for its owner, or for a ruling. */
export const STATUS_CLOCKS: Readonly<Record<MatterStatus, readonly MatterClockKind[]>> = {
  CREATED: ["HANDLE"],
  SENT: ["SIGN"],
  SIGNED: ["HANDLE"],
  PROCESSING: ["HANDLE"],
  RETURNED: ["HANDLE", "ADJUDICATE"],
  REPLIED: ["VERIFY"],
  VERIFIED: ["CLOSE"],
  CLOSED: [],
};

/** Statuses in which the owner has the matter in its hands, and nobody else is asked. */
export const IN_HAND: readonly MatterStatus[] = ["CREATED", "SIGNED", "PROCESSING", "RETURNED"];

export function followed(from: MatterStatus, to: MatterStatus): MatterStatus {
  if (from !== to && !MATTER_NEXT[from].includes(to)) throw new ImpossibleEvent(`${from} cannot become ${to}`);
  return to;
}
