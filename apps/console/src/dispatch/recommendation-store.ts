import { useEffect } from "react";
import { RefusedError } from "@tocsin/client/transport.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { serverNow } from "../live/server-clock.ts";
import { client } from "../live/session.ts";

export interface Recommended {
  readonly incidentId: string | null;
  readonly state: "none" | "loading" | "ready" | "failed";
  readonly data: Recommendation | null;
  /** Server time at which it arrived. */
  readonly at: number;
  readonly includeStale: boolean;
  readonly failure: string | null;
}

const NONE: Recommended = { incidentId: null, state: "none", data: null, at: 0, includeStale: false, failure: null };
export const recommendedStore = createStore<Recommended>(NONE);

let running: AbortController | undefined;

/** Asks for a fresh ranking; the old one of the same incident stays on screen meanwhile. */
export async function recommend(incidentId: string, includeStale = recommendedStore.get().includeStale): Promise<void> {
  running?.abort();
  const mine = (running = new AbortController());
  recommendedStore.set((before) => ({ ...(before.incidentId === incidentId ? before : NONE), incidentId, includeStale, state: "loading", failure: null }));
  try {
    const data = await client.recommendation(incidentId, { includeStale, signal: mine.signal });
    recommendedStore.set({ incidentId, state: "ready", data, at: serverNow(), includeStale, failure: null });
  } catch (error) {
    if (mine.signal.aborted) return;
    const failure = error instanceof RefusedError ? error.refused.message : null;
    recommendedStore.set((before) => ({ ...before, state: "failed", failure }));
  }
}

const whole = (recommended: Recommended): Recommended => recommended;
export const useRecommended = (): Recommended => useStore(recommendedStore, whole);

/** Keeps the ranking of an incident on screen fresh: anew when what it rests on has changed. */
export function useRecommendationOf(incident: Incident): void {
  const assignments = incident.orders.flatMap((order) => order.assignments.map(({ unitId, status }) => `${unitId}${status}`)).join();
  const point = incident.place?.point;
  useEffect(() => {
    void recommend(incident.id);
  }, [incident.id, incident.typeCode, incident.priority, point?.lon, point?.lat, assignments]);
}

/** Whether a choice is the first of the ranking, or of the proposed team with its first; any other needs a reason code (DSP-01). */
export function followsRanking(unitIds: readonly string[], data: Recommendation): boolean {
  const [first] = data.team;
  if (first !== undefined && unitIds.includes(first) && unitIds.every((unitId) => data.team.includes(unitId))) return true;
  return unitIds.every((unitId) => {
    const rank = data.ranked.find((unit) => unit.unitId === unitId)?.rank ?? null;
    return rank !== null && rank <= unitIds.length;
  });
}
