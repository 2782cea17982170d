import type { Asset } from "@tocsin/contract/governance/asset.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";

export type AssetLedger = Pick<Ledger, "list">;

const PAGE = 2_000;

/** The whole register, or what of it lies within these org paths; read in pages. */
export async function allAssets(ledger: AssetLedger, scope?: readonly string[]): Promise<Asset[]> {
  const all: Asset[] = [];
  for (let before: string | undefined; ; ) {
    const page = await ledger.list("asset", scope, { limit: PAGE, ...(before === undefined ? {} : { before }) });
    all.push(...page.map(({ state }) => state as Asset));
    if (page.length < PAGE) return all;
    before = page.at(-1)!.id;
  }
}
