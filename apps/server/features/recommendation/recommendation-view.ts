import type { RankedUnit, Recommendation as View } from "@tocsin/contract/views.ts";
import { explain } from "@tocsin/engine/recommend/explain.ts";
import { reasonText, type NameOf } from "@tocsin/engine/recommend/reason-text.ts";
import type { MadeRecommendation } from "@tocsin/engine/recommend/rerun.ts";
import type { Reason } from "@tocsin/engine/recommend/reason.ts";
import type { JudgedUnit, Recommendation } from "@tocsin/engine/recommend/recommendation.ts";

/** Its own reasons, and what put it behind the first where that is not plainly the later arrival. */
const reasonsOf = (made: Recommendation, unit: JudgedUnit): readonly Reason[] => (explain(made, unit.unitId) ?? unit.reasons).filter(({ code }) => code !== "LATER_THAN_FIRST");

/** A made recommendation as people and programs read it. */
export function recommendationView(id: string, { input, made }: MadeRecommendation, nameOf: NameOf): View {
  const candidates = new Map(input.candidates.map((candidate) => [candidate.unitId, candidate]));
  const unitView = (unit: JudgedUnit, rank: number | null): RankedUnit => {
    const positionAt = candidates.get(unit.unitId)?.positionAt ?? null;
    const reasons = reasonsOf(made, unit);
    return {
      unitId: unit.unitId, callSign: unit.callSign, kind: unit.kind, status: unit.status, rank, etaMs: unit.etaMs,
      positionAgeMs: positionAt === null ? null : Math.max(0, made.at - positionAt),
      reasons: reasons.map(({ code, params }) => ({ code, params: { ...params } })),
      textZh: reasons.map((reason) => reasonText(reason, "zh", nameOf)),
      textEn: reasons.map((reason) => reasonText(reason, "en", nameOf)),
    };
  };
  return {
    id, incidentId: made.incident.id, at: made.at, checksum: made.checksum, policy: `${made.policy.id} ${made.rule.policy}`, graphVersion: made.graphVersion,
    ranked: made.ranked.map((unit) => unitView(unit, unit.rank)),
    notEligible: made.notEligible.map((unit) => unitView(unit, null)),
    team: [...made.team.unitIds],
    slots: made.team.slots.map(({ slot, unitId, sent, etaMs, late }) => {
      const { nameZh, nameEn, echelon, limitMs } = made.incident.slots![slot]!;
      return { nameZh, nameEn, echelon, limitMs, unitId, sent, etaMs, late };
    }),
    waived: made.waived,
    outside: made.outside.map((desk) => ({ ...desk })),
  };
}
