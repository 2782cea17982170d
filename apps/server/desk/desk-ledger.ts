import { recordAudit, type AuditEntry } from "@tocsin/ledger/audit.ts";
import { activeClaims } from "@tocsin/ledger/claims.ts";
import { earlierCommand, type EarlierCommand } from "@tocsin/ledger/look-back.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";

/** The ledger as the door uses it. */
export interface DeskLedger extends Pick<Ledger, "commit" | "commitTogether" | "load" | "nextNumber" | "keepRaw"> {
  earlier(actor: string, commandId: string): Promise<EarlierCommand | null>;
  holderOf(resource: string): Promise<string | null>;
  audit(entry: AuditEntry, scope: readonly string[]): Promise<void>;
}

export const deskLedger = (ledger: OpenLedger): DeskLedger => ({
  commit: (commit) => ledger.commit(commit),
  commitTogether: (commits) => ledger.commitTogether(commits),
  load: (refs, scope) => ledger.load(refs, scope),
  nextNumber: (key) => ledger.nextNumber(key),
  keepRaw: (ref, bytes) => ledger.keepRaw(ref, bytes),
  earlier: (actor, commandId) => earlierCommand(ledger.db, actor, commandId),
  holderOf: async (resource) => (await activeClaims(ledger.db, [resource]))[0]?.holder ?? null,
  audit: (entry, scope) => recordAudit(ledger.db, entry, scope),
});
