import { openNeeds } from "./capability-match.ts";
import { fillSlots } from "./fill-slots.ts";
import { type RankedUnit, type Ranking } from "./recommendation.ts";
import { type TeamProposal, type TeamSlot } from "./team-proposal.ts";

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

/** The shortest head of the list that suffices beside those on the card, leaving out who adds nothing at its turn. */
function gather(ranking: Ranking, onCard: readonly RankedUnit[]): RankedUnit[] {
  const team = [...onCard];
  let sum = sumOf(ranking, team);
  // An incident without needs or crew still gets its first unit, unless somebody is on the way.
  if (suffices(ranking, sum)) return team.length > 0 || ranking.sent.unitIds.length > 0 ? team : ranking.ranked.slice(0, 1);
  for (const unit of ranking.ranked) {
    const adds = sum.crew < ranking.incident.crewMin || unit.brings.some((code) => sum.missing.includes(code));
    if (!adds || team.includes(unit)) continue;
    team.push(unit);
    sum = sumOf(ranking, team);
    if (suffices(ranking, sum)) break;
  }
  return team;
}

/** Who fills which slot of the card: those already sent first, then the list from its head. */
function seated(ranking: Ranking): { readonly slots: readonly TeamSlot[]; readonly onCard: readonly RankedUnit[] } {
  const wanted = ranking.incident.slots ?? [];
  const { sent, ranked } = ranking;
  const filled = fillSlots(wanted.length, [...sent.fits, ...ranked.map((unit) => unit.fits)]);
  const slots = filled.map((index, slot): TeamSlot => {
    if (index === null) return { slot, unitId: null, sent: false, etaMs: null, late: null };
    const unit = ranked[index - sent.unitIds.length];
    if (unit === undefined) return { slot, unitId: sent.unitIds[index]!, sent: true, etaMs: null, late: null };
    const limitMs = wanted[slot]!.limitMs;
    return { slot, unitId: unit.unitId, sent: false, etaMs: unit.etaMs, late: limitMs === null || unit.etaMs === null ? null : unit.etaMs > limitMs };
  });
  const ids = new Set(slots.flatMap((slot) => (slot.unitId === null || slot.sent ? [] : [slot.unitId])));
  return { slots, onCard: ranked.filter((unit) => ids.has(unit.unitId)) };
}

/**
 * The team: every slot of the response card filled by the best unit that can be had for it, and beside these the fewest units from
 * the top of the list that together meet crew and needs, counting what is already sent (DSP-01, DSP-05).
 * No unit of it can be left out; when all eligible units together do not suffice, those that help are named and what is missing said.
 */
export function proposeTeam(ranking: Ranking): TeamProposal {
  const { slots, onCard } = seated(ranking);
  let team = gather(ranking, onCard);
  if (suffices(ranking, sumOf(ranking, team))) {
    for (const unit of [...team].reverse()) {
      if (onCard.includes(unit)) continue;
      const without = team.filter((other) => other !== unit);
      const alone = without.length === 0 && ranking.sent.unitIds.length === 0;
      if (!alone && suffices(ranking, sumOf(ranking, without))) team = without;
    }
  }
  team.sort((a, b) => a.rank - b.rank);
  const sum = sumOf(ranking, team);
  const etas = team.map((unit) => unit.etaMs);
  const lastEtaMs = etas.reduce<number | null>((last, eta) => (last === null || eta === null ? null : Math.max(last, eta)), etas[0] ?? null);
  const complete = suffices(ranking, sum) && slots.every((slot) => slot.unitId !== null);
  return { unitIds: team.map((unit) => unit.unitId), slots, crew: sum.crew, crewMin: ranking.incident.crewMin, missing: sum.missing, complete, lastEtaMs };
}

/** The list without units that were taken meanwhile, ranks renewed: the answer to 409 UNIT_TAKEN (CMD-11). */
export function nextBest(ranking: Ranking, taken: ReadonlySet<string>): readonly RankedUnit[] {
  return ranking.ranked.filter((unit) => !taken.has(unit.unitId)).map((unit, index) => ({ ...unit, rank: index + 1 }));
}
