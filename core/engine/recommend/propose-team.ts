import { type DurationMs } from "@tocsin/kernel/instant.ts";
import { openNeeds } from "./capability-match.ts";
import { type RankedUnit, type Ranking } from "./recommendation.ts";

/** A set of units to send together. */
export interface TeamProposal {
  /** In rank order; empty when the forces already sent suffice, or when nobody is eligible. */
  readonly unitIds: readonly string[];
  /** Officers of the team and of the units already sent. */
  readonly crew: number;
  readonly crewMin: number;
  /** Needs that nobody of them meets, sorted. */
  readonly missing: readonly string[];
  /** Needs and crew are met. */
  readonly complete: boolean;
  /** When the last of the team would be there; null when not known, or nobody is to be sent. */
  readonly lastEtaMs: DurationMs | null;
}

interface Sum {
  readonly crew: number;
  readonly missing: readonly string[];
}

function sumOf(ranking: Ranking, team: readonly RankedUnit[]): Sum {
  const crew = team.reduce((sum, unit) => sum + unit.crew, ranking.sent.crew);
  const present = new Set([...ranking.sent.brings, ...team.flatMap((unit) => unit.brings)]);
  return { crew, missing: openNeeds(ranking.incident, present) };
}

const suffices = (ranking: Ranking, sum: Sum): boolean => sum.crew >= ranking.incident.crewMin && sum.missing.length === 0;

/** The shortest head of the list that suffices, leaving out who adds nothing at its turn. */
function gather(ranking: Ranking): RankedUnit[] {
  const team: RankedUnit[] = [];
  let sum = sumOf(ranking, team);
  // An incident without needs or crew still gets its first unit, unless somebody is on the way.
  if (suffices(ranking, sum)) return ranking.sent.unitIds.length === 0 ? ranking.ranked.slice(0, 1) : [];
  for (const unit of ranking.ranked) {
    const adds = sum.crew < ranking.incident.crewMin || unit.brings.some((code) => sum.missing.includes(code));
    if (!adds) continue;
    team.push(unit);
    sum = sumOf(ranking, team);
    if (suffices(ranking, sum)) break;
  }
  return team;
}

/**
 * The fewest units from the top of the list that together meet crew and needs, counting what is already sent.
 * No unit of it can be left out; when all eligible units together do not suffice, those that help are named and what is missing said.
 */
export function proposeTeam(ranking: Ranking): TeamProposal {
  let team = gather(ranking);
  if (suffices(ranking, sumOf(ranking, team))) {
    for (const unit of [...team].reverse()) {
      const without = team.filter((other) => other !== unit);
      const alone = without.length === 0 && ranking.sent.unitIds.length === 0;
      if (!alone && suffices(ranking, sumOf(ranking, without))) team = without;
    }
  }
  const { crew, missing } = sumOf(ranking, team);
  const etas = team.map((unit) => unit.etaMs);
  const lastEtaMs = etas.reduce<number | null>((last, eta) => (last === null || eta === null ? null : Math.max(last, eta)), etas[0] ?? null);
  return { unitIds: team.map((unit) => unit.unitId), crew, crewMin: ranking.incident.crewMin, missing, complete: suffices(ranking, { crew, missing }), lastEtaMs };
}

/** The list without units that were taken meanwhile, ranks renewed: the answer to 409 UNIT_TAKEN (CMD-11). */
export function nextBest(ranking: Ranking, taken: ReadonlySet<string>): readonly RankedUnit[] {
  return ranking.ranked.filter((unit) => !taken.has(unit.unitId)).map((unit, index) => ({ ...unit, rank: index + 1 }));
}
