import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { recordAudit, type AuditEntry } from "@tocsin/ledger/audit.ts";
import { activeClaims } from "@tocsin/ledger/claims.ts";
import { earlierCommand, type EarlierCommand } from "@tocsin/ledger/look-back.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import type { Commit, Ledger } from "@tocsin/ledger/types.ts";
import { sharedSubject } from "../shared-words.ts";

/** The ledger as the door uses it. */
export interface DeskLedger extends Pick<Ledger, "commit" | "commitTogether" | "load" | "list" | "readStream" | "nextNumber" | "keepRaw"> {
  earlier(actor: string, commandId: string): Promise<EarlierCommand | null>;
  holderOf(resource: string): Promise<string | null>;
  audit(entry: AuditEntry, scope: readonly string[]): Promise<void>;
}

/** Numbers in a commit were sealed before it: their keys go with it, should the database have crashed in between (R7). */
const withKeys = (vault: Pick<Vault, "fresh">, commit: Commit): Commit => {
  const keys = commit.states.flatMap(({ kind, id, state }) => {
    const subject = kind === "matter" ? sharedSubject(id) : id;
    // What was deleted a moment ago is not brought back by the commit that says so.
    const wrapped = kind === "matter" && (state as Pick<Matter, "erasedAt">).erasedAt !== undefined ? null : vault.fresh(subject);
    return wrapped === null ? [] : [{ subject, wrapped }];
  });
  return keys.length === 0 ? commit : { ...commit, keys };
};

export const deskLedger = (ledger: OpenLedger, vault: Pick<Vault, "fresh">): DeskLedger => ({
  commit: (commit) => ledger.commit(withKeys(vault, commit)),
  commitTogether: (commits) => ledger.commitTogether(commits.map((commit) => withKeys(vault, commit))),
  load: (refs, scope) => ledger.load(refs, scope),
  list: (kind, scope, options) => ledger.list(kind, scope, options),
  readStream: (ref, scope) => ledger.readStream(ref, scope),
  nextNumber: (key) => ledger.nextNumber(key),
  keepRaw: (ref, bytes) => ledger.keepRaw(ref, bytes),
  earlier: (actor, commandId) => earlierCommand(ledger.db, actor, commandId),
  holderOf: async (resource) => (await activeClaims(ledger.db, [resource]))[0]?.holder ?? null,
  audit: (entry, scope) => recordAudit(ledger.db, entry, scope),
});
