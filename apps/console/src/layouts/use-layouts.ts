import { useEffect, useState } from "react";
import type { Layout, LayoutFault, LayoutHead } from "@tocsin/contract/layouts/layout.ts";
import { useBoard } from "../live/live-board.ts";
import { client } from "../live/session.ts";
import { createStore } from "../store/external-store.ts";

/** The version that is looked at, by whatever page it was chosen; null: the one in force. */
export const chosenLayoutStore = createStore<string | null>(null);
export const chooseLayout = (id: string): void => chosenLayoutStore.set(id);

const ORDER: Readonly<Record<LayoutHead["status"], number>> = { DRAFT: 0, PLANNED: 1, IN_FORCE: 2, SUPERSEDED: 3, DISCARDED: 4 };

const layoutsOf = (state: { readonly layouts: ReadonlyMap<string, LayoutHead> }): ReadonlyMap<string, LayoutHead> => state.layouts;
/** Versions as they stand, drafts first, then from the latest back; discarded ones are left out. */
export function useLayoutHeads(): readonly LayoutHead[] {
  const heads = useBoard(layoutsOf);
  return [...heads.values()].filter(({ status }) => status !== "DISCARDED").sort((a, b) => ORDER[a.status] - ORDER[b.status] || (b.no ?? 0) - (a.no ?? 0) || b.draftedAt - a.draftedAt);
}

/** A version with its areas, fetched anew when it has changed; null while it is on its way. */
export function useLayout(head: LayoutHead | undefined): Layout | null {
  const [layout, setLayout] = useState<Layout | null>(null);
  const [id, version] = [head?.id, head?.version];
  useEffect(() => {
    if (id === undefined) return undefined;
    let wanted = true;
    client.layout(id).then((found) => wanted && setLayout(found), () => undefined);
    return () => {
      wanted = false;
    };
  }, [id, version]);
  return layout !== null && layout.id === id ? layout : null;
}

/** What keeps a draft from being published, asked anew when it has changed; null while nobody knows. */
export function useFaults(head: LayoutHead | undefined): readonly LayoutFault[] | null {
  const [found, setFound] = useState<{ readonly key: string; readonly faults: readonly LayoutFault[] } | null>(null);
  const [id, version] = [head?.status === "DRAFT" ? head.id : undefined, head?.version];
  useEffect(() => {
    if (id === undefined) return undefined;
    let wanted = true;
    client.layoutCheck(id).then(({ faults }) => wanted && setFound({ key: `${id}/${version}`, faults }), () => undefined);
    return () => {
      wanted = false;
    };
  }, [id, version]);
  return found?.key === `${id}/${version}` ? found.faults : null;
}
