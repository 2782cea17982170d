import { because, type Reason } from "./reason.ts";
import { type RankedUnit, type Ranking } from "./recommendation.ts";
import { sumOfPrices } from "./unit-score.ts";

/** Why a lower unit is not the first; empty where its other reasons say it all (a helper, an unknown arrival, a reserve that nobody has confirmed). */
function besideFirst(unit: RankedUnit, first: RankedUnit): Reason[] {
  if (unit.group !== first.group || unit.etaMs === null || first.etaMs === null) return [];
  if (unit.reasons.some(({ code }) => code === "READINESS_UNCONFIRMED")) return [];
  const byMs = Math.abs(unit.etaMs - first.etaMs);
  const firstUnitId = first.unitId;
  if (unit.etaMs > first.etaMs) return [because("LATER_THAN_FIRST", { firstUnitId, byMs })];
  const why: ("COVER" | "LOAD" | "CREW")[] = [];
  if (unit.score.coverMs > first.score.coverMs) why.push("COVER");
  if (unit.score.loadMs > first.score.loadMs) why.push("LOAD");
  if (unit.score.crewMs > first.score.crewMs) why.push("CREW");
  if (unit.score.totalMs === first.score.totalMs && byMs === 0 && sumOfPrices(unit.score) === sumOfPrices(first.score)) return [because("TIE_BY_CODE", { firstUnitId })];
  return [because("OUTWEIGHED", { firstUnitId, byMs, because: why })];
}

/**
 * "Why this, why not that", answered from what is stored: what sets the unit apart from the first, then its own reasons,
 * what keeps it out leading. Null when the unit was not among the candidates.
 */
export function explain(ranking: Ranking, unitId: string): readonly Reason[] | null {
  const out = ranking.notEligible.find((unit) => unit.unitId === unitId);
  if (out !== undefined) return out.reasons;
  const unit = ranking.ranked.find((ranked) => ranked.unitId === unitId);
  const first = ranking.ranked[0];
  if (unit === undefined || first === undefined) return null;
  return unit === first ? unit.reasons : [...besideFirst(unit, first), ...unit.reasons];
}
