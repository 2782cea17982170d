import { sealOnce } from "@tocsin/ledger/sealer.ts";
import { verifyAudit } from "@tocsin/ledger/verify-audit.ts";
import { readArguments } from "./arguments.ts";
import { Complaint } from "./complaint.ts";
import { withLedger } from "./with-ledger.ts";

/** Checks every row of the audit against its hash and every sealed stretch against its seal. */
export async function audit(args: readonly string[]): Promise<void> {
  const { options } = readArguments(args, { data: "text" });
  const verdict = await withLedger(options.data, async ({ db }) => {
    await sealOnce(db, "audit");
    return verifyAudit(db);
  });
  if (!verdict.ok) throw new Complaint(`审计记录在 ${verdict.position} 处有误:${verdict.fault} / the audit is not sound at ${verdict.position}: ${verdict.fault}`);
  console.log(`审计 audit rows ${verdict.rows}, 封签 seals ${verdict.seals}`);
}
