import type { DeskLedger } from "./desk-ledger.ts";
import type { LoadedWorld } from "./loaded-world.ts";

/** What keeps evidence and nothing else: no part in how the matter was handled. */
const KEEPS: ReadonlySet<string> = new Set(["LegalHoldSet", "LegalHoldLifted"]);

/** Accounts with a recorded act on the incidents of the reviews that were loaded, and on what was merged into them: none of them signs (CMD-12). */
export async function reviewHandlers(ledger: Pick<DeskLedger, "readStream">, world: LoadedWorld): Promise<ReadonlySet<string>> {
  const looked = [...world.reviews.values(), ...world.commandPosts.values()].flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId, ...(world.incidents.get(incidentId)?.absorbed ?? [])]));
  const logs = await Promise.all([...new Set(looked)].map((id) => ledger.readStream({ kind: "incident", id })));
  return new Set(logs.flat().flatMap(({ type, actor }) => (KEEPS.has(type) ? [] : [actor])));
}
