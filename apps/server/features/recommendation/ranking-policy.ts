import type { Policies } from "@tocsin/contract/organisation/policies.ts";
import { policyOf } from "@tocsin/engine/recommend/city-policy.ts";
import { CLOSEST_CAPABLE, type RecommendPolicy } from "@tocsin/engine/recommend/recommend-policy.ts";

/** Speeds of those who take no road. Site groups and community teams go on foot. */
export const STRAIGHT: RecommendPolicy["straight"] = { ...CLOSEST_CAPABLE.straight, speedMps: { ...CLOSEST_CAPABLE.straight.speedMps, COMMUNITY_TEAM: 3, MRU_TEAM: 1.6 } };

/** How this server ranks: the city's file, stored with every recommendation. */
export const rankingPolicy = (policies: Policies): RecommendPolicy => policyOf(policies, STRAIGHT);

/** Kinds that do not drive: their time comes from distance and their own speed, not from the road graph. */
export const offRoad = (kind: string): boolean => kind in STRAIGHT.speedMps;

/** Orders within this time make a unit's load (DSP-01). */
export const LOAD_MS = 2 * 3_600_000;
