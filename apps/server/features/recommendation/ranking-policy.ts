import { CLOSEST_CAPABLE, type RecommendPolicy } from "@tocsin/engine/recommend/recommend-policy.ts";

/** How this server ranks; stored with every recommendation. Site groups and community teams go on foot. */
export const RANKING_POLICY: RecommendPolicy = {
  ...CLOSEST_CAPABLE,
  id: "closest-capable/1.1",
  straight: { ...CLOSEST_CAPABLE.straight, speedMps: { ...CLOSEST_CAPABLE.straight.speedMps, COMMUNITY_TEAM: 3, MRU_TEAM: 1.6 } },
};

/** Kinds that do not drive: their time comes from distance and their own speed, not from the road graph. */
export const offRoad = (kind: string): boolean => kind in RANKING_POLICY.straight.speedMps;

/** Orders within this time make a unit's load (DSP-01). */
export const LOAD_MS = 2 * 3_600_000;

/** Share of time in which a unit is taken to be busy when it is asked what its leaving costs. */
export const BUSY_FRACTION = 0.25;
