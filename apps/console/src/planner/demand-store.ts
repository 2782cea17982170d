import { useEffect } from "react";
import type { DemandOutlook } from "@tocsin/contract/planner/demand-outlook.ts";
import type { PlannerHour } from "@tocsin/contract/planner/planner.ts";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import { refusalSentence } from "../live/act.ts";
import { client } from "../live/session.ts";
import { createStore, useStore } from "../store/external-store.ts";

/** Expected calls of the hour that is looked at; kept beside the planner's own questions, which they neither wait for nor stop. */
export interface DemandState {
  /** Whether the map shows them. */
  readonly shown: boolean;
  readonly outlook: DemandOutlook | null;
  /** Why there is none; empty when no answer came at all. */
  readonly failed: string | null;
}

export const demandStore = createStore<DemandState>({ shown: false, outlook: null, failed: null });
const put = (more: Partial<DemandState>): void => demandStore.set((before) => ({ ...before, ...more }));
const whole = (state: DemandState): DemandState => state;
export const useDemand = (): DemandState => useStore(demandStore, whole);

async function ask(when: PlannerHour, signal: AbortSignal): Promise<void> {
  put({ outlook: null, failed: null });
  try {
    const outlook = await client.plannerDemand(when, { signal });
    if (!signal.aborted) put({ outlook });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof RefusedError || error instanceof NetworkError)) throw error;
    put({ failed: error instanceof RefusedError ? refusalSentence(error.refused) : "" });
  }
}

/** Asks for the hour as long as a component lives, and shows the answer on the map. */
export function useDemandOf({ weekday, hour }: PlannerHour): void {
  useEffect(() => {
    put({ shown: true });
    return () => put({ shown: false });
  }, []);
  useEffect(() => {
    const asking = new AbortController();
    void ask({ weekday, hour }, asking.signal);
    return () => asking.abort();
  }, [weekday, hour]);
}
