import { useEffect, useState } from "react";
import type { PatrolPlan } from "@tocsin/contract/views.ts";
import { client } from "../live/session.ts";

/** Where a unit can patrol, and past what; null until it is known. What cannot be read offers nothing, and places can still be looked for. */
export function usePatrolPlan(unitId: string, area: string | null): PatrolPlan | null {
  const [plan, setPlan] = useState<PatrolPlan | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    client.patrolPlan(unitId, { signal: gone.signal, ...(area === null ? {} : { area }) }).then(setPlan, () => gone.signal.aborted || setPlan((now) => now ?? { areas: [], chosen: null, checkpoints: [] }));
    return () => gone.abort();
  }, [unitId, area]);
  return plan;
}
