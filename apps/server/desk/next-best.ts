import type { Recommendation } from "@tocsin/contract/views.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";

export interface NextBest {
  readonly unitId: string;
  readonly callSign: string;
  readonly rank: number | null;
  readonly etaMs: number | null;
}

const OFFERED = 5;

/** UNIT_TAKEN with the next free units of the ranking (CMD-11), best first; without a ranking the list is empty. */
export function unitTaken(unitId: string, ranking: Recommendation | null): Refusal {
  const nextBest: NextBest[] = (ranking?.ranked ?? [])
    .filter((unit) => unit.unitId !== unitId && (unit.status === "AVAILABLE" || unit.status === "PATROL"))
    .slice(0, OFFERED)
    .map(({ unitId: id, callSign, rank, etaMs }) => ({ unitId: id, callSign, rank, etaMs }));
  return refuse("UNIT_TAKEN", { unitId, nextBest });
}
