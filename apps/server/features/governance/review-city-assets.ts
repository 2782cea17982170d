import { type Asset, holderOf } from "@tocsin/contract/governance/asset.ts";
import { knownAssets } from "@tocsin/domain/governance/known-assets.ts";
import { answersForAssets, isUntouched, onPaper } from "@tocsin/domain/governance/assets.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { Desk } from "../../desk/desk.ts";
import type { ServedCity } from "../../served-city.ts";
import { allAssets, type AssetLedger } from "./all-assets.ts";

const TOGETHER = 200;

/** Whether the city's files say something of it that the register does not have. */
function differs(asset: Asset, { index }: ServedCity, papers: ReturnType<typeof onPaper>): boolean {
  if (isUntouched(asset)) return papers.has(asset.id);
  const holder = holderOf(asset);
  return holder !== null && answersForAssets(index, holder) !== (asset.status === "HELD");
}

/**
 * Enters what the city's files know into the register of who answers for what, with whoever does by paper, and looks whether those who answer are still
 * organisations of the city; on several servers, once (GOV-06). What a file no longer has stays until somebody retires it.
 */
export async function reviewCityAssets(ledger: AssetLedger, desk: Pick<Desk, "executeSystem">, city: ServedCity, now: number): Promise<void> {
  const entered = await allAssets(ledger);
  const ids = new Set(entered.map(({ id }) => id));
  const papers = onPaper(city.index);
  const due = [...knownAssets(city.index).flatMap(({ id }) => (ids.has(id) ? [] : [id])), ...entered.filter((asset) => differs(asset, city, papers)).map(({ id }) => id)];
  for (let i = 0; i < due.length; i += TOGETHER) {
    const assetIds = due.slice(i, i + TOGETHER);
    const answer = await desk.executeSystem({ name: "system.reviewAssets", payload: { assetIds }, commandId: `review-assets:${hashOf([now, assetIds])}` });
    if (!answer.ok) throw new Error(`what the city knows cannot be entered into the register: ${answer.refusal.code}`);
  }
}
