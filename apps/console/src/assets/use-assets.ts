import { useEffect, useMemo, useState } from "react";
import type { BoardState } from "@tocsin/client/board-state.ts";
import type { AssetListName, AssetRegister } from "@tocsin/contract/governance/asset.ts";
import { useBoard } from "../live/live-board.ts";
import { client, mayDo, useCity, useSeat } from "../live/session.ts";
import { signsFor } from "./asset-acts.ts";

const assetsOf = (state: BoardState): BoardState["assets"] => state.assets;

/** One list of the register, asked anew when one of its records has changed; null while the first answer is on its way. */
export function useAssets(list: AssetListName): { readonly register: AssetRegister | null; readonly failed: boolean } {
  const changed = useBoard(assetsOf);
  const [found, setFound] = useState<{ readonly list: AssetListName; readonly register: AssetRegister } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const asking = new AbortController();
    client.assets({ list }, { signal: asking.signal }).then((register) => { setFound({ list, register }); setFailed(false); }, () => { if (!asking.signal.aborted) setFailed(true); });
    return () => asking.abort();
  }, [list, changed]);
  return { register: found?.list === list ? found.register : null, failed };
}

/** How many hand-overs wait for this seat's signature. */
export function useAssetsDue(): number {
  const seat = useSeat();
  const { orgById } = useCity();
  const assets = useBoard(assetsOf);
  return useMemo(() => (mayDo(seat, "safety.accept") ? [...assets.values()].filter(({ offer }) => offer !== null && offer.given.by !== seat.userId && signsFor(seat, orgById, offer.to)).length : 0), [seat, orgById, assets]);
}
