import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { AnyCommand } from "@tocsin/runtime/any-command.ts";
import { givesGuidance } from "@tocsin/runtime/order-guidance.ts";
import type { DeskLedger } from "./desk-ledger.ts";

/** More of them at once no city has answered. */
const MOST = 500;

/** Advisories that have not ended, for a command with which guidance may go out: it says what holds at the place (SCN-02). */
export async function standingAdvisories(ledger: Pick<DeskLedger, "list">, command: AnyCommand): Promise<readonly Advisory[]> {
  if (!givesGuidance(command)) return [];
  return (await ledger.list("advisory", undefined, { open: true, limit: MOST })).map(({ state }) => state as Advisory);
}
