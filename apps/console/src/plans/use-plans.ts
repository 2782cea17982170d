import { useEffect, useState } from "react";
import type { PlanHead, PlanList, PlanView } from "@tocsin/contract/command/plan-version.ts";
import { useBoard } from "../live/live-board.ts";
import { client } from "../live/session.ts";
import { createStore } from "../store/external-store.ts";

/** The version that is looked at; null: the first of the list. */
export const chosenPlanStore = createStore<string | null>(null);
export const choosePlan = (id: string): void => chosenPlanStore.set(id);

const ORDER: Readonly<Record<PlanHead["status"], number>> = { IN_REVIEW: 0, APPROVED: 1, DRAFT: 2, PUBLISHED: 3, SUPERSEDED: 4, RETIRED: 5, DISCARDED: 6 };

const plansOf = (state: { readonly plans: ReadonlyMap<string, PlanHead> }): ReadonlyMap<string, PlanHead> => state.plans;
/** Versions as they stand: what waits for somebody first, then what holds; discarded ones are left out. */
export function usePlanHeads(): readonly PlanHead[] {
  const heads = useBoard(plansOf);
  return [...heads.values()].filter(({ status }) => status !== "DISCARDED")
    .sort((a, b) => a.what.localeCompare(b.what) * -1 || ORDER[a.status] - ORDER[b.status] || a.code.localeCompare(b.code) || (b.no ?? 0) - (a.no ?? 0));
}

const EVERY_MS = 60_000;
/** Whether each plan could be carried out now: asked with the page, when a version changes, and every minute. */
export function useReadiness(heads: readonly PlanHead[]): ReadonlyMap<string, NonNullable<PlanList["plans"][number]["readiness"]>> {
  const [found, setFound] = useState<ReadonlyMap<string, NonNullable<PlanList["plans"][number]["readiness"]>>>(new Map());
  const key = heads.map(({ id, version }) => `${id}/${version}`).join();
  useEffect(() => {
    let wanted = true;
    const ask = (): void => void client.plans().then(({ plans }) => wanted && setFound(new Map(plans.flatMap(({ head, readiness }) => (readiness === null ? [] : [[head.id, readiness] as const])))), () => undefined);
    ask();
    const again = setInterval(ask, EVERY_MS);
    return () => {
      wanted = false;
      clearInterval(again);
    };
  }, [key]);
  return found;
}

/** A version with its content, fetched anew when it has changed; null while it is on its way. */
export function usePlan(head: PlanHead | undefined): PlanView | null {
  const [view, setView] = useState<PlanView | null>(null);
  const [id, version] = [head?.id, head?.version];
  useEffect(() => {
    if (id === undefined) return undefined;
    let wanted = true;
    client.plan(id).then((found) => wanted && setView(found), () => undefined);
    return () => {
      wanted = false;
    };
  }, [id, version]);
  return view !== null && view.record.id === id ? view : null;
}
