import { type RankedUnit } from "./recommendation.ts";

/**
 * Whether help from outside is needed: no unit of the list meets the requirement by itself within the target (ORG-04).
 * A unit whose arrival is not known may be there in time, so with a place that nobody knows no help is called.
 */
export const aidNeeded = (ranked: readonly Pick<RankedUnit, "group" | "etaMs">[], targetMs: number): boolean =>
  !ranked.some(({ group, etaMs }) => group !== "PART" && (etaMs === null || etaMs <= targetMs));
