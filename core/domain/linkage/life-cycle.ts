import type { MatterClockKind, MatterStatus } from "@tocsin/contract/linkage/matter.ts";
import { ImpossibleEvent } from "../fold.ts";

/** The life cycle of a matter (LNK): from each status, every status that may follow. SENT falls back to where it came from when nobody signs; an exercise that is called off closes from wherever it is (JNT-07). */
export const MATTER_NEXT: Readonly<Record<MatterStatus, readonly MatterStatus[]>> = {
  CREATED: ["SENT", "PROCESSING", "RETURNED", "REPLIED", "CLOSED"],
  SENT: ["SIGNED", "RETURNED", "CREATED", "PROCESSING", "CLOSED"],
  SIGNED: ["SENT", "PROCESSING", "RETURNED", "REPLIED", "CLOSED"],
  PROCESSING: ["SENT", "RETURNED", "REPLIED", "CLOSED"],
  RETURNED: ["SENT", "PROCESSING", "REPLIED", "CLOSED"],
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
