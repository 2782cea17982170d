import { hashOf } from "@tocsin/kernel/canonical.ts";
import { type Arrival, type ArrivalBasis, arrivalBasis, arrivalOf } from "./arrival.ts";
import { type CapabilityMatch, matchCapabilities } from "./capability-match.ts";
import { slotsOf } from "./card-slots.ts";
import { type AgencyView, agencyView, blocksOf, byCardAlone, isOwnAgency, remarksOf } from "./eligibility.ts";
import { checkInput } from "./input-check.ts";
import { aidNeeded } from "./mutual-aid.ts";
import { sharedLevels } from "./org-nearness.ts";
import { ruleFor, scoreOf } from "./policies/policy-table.ts";
import { preemptible } from "./preemption.ts";
import { proposeTeam } from "./propose-team.ts";
import { because } from "./reason.ts";
import { type Candidate, type RecommendInput } from "./recommend-input.ts";
import { type JudgedUnit, type NotEligibleUnit, type RankedUnit, type Ranking, type Recommendation, type SentForces } from "./recommendation.ts";
import { type RankRule } from "./recommend-policy.ts";
import { sumOfPrices } from "./unit-score.ts";

/** One candidate judged by itself, before it is compared. */
interface Judged {
  readonly unit: Candidate;
  readonly arrival: Arrival;
  readonly match: CapabilityMatch;
  readonly blocks: number;
  readonly group: RankedUnit["group"];
  /** Shared levels of organisation; only asked where the place is unknown. */
  readonly near: number;
  readonly view: JudgedUnit;
}

const GROUP_ORDER: Readonly<Record<RankedUnit["group"], number>> = { FULL: 0, OTHER_AGENCY: 1, PART: 2 };

const NO_SLOTS: readonly number[] = [];

function judge(unit: Candidate, input: RecommendInput, basis: ArrivalBasis, agencies: AgencyView, rule: RankRule): Judged {
  const match = matchCapabilities(unit, input.incident);
  const arrival = arrivalOf(unit, basis, input.policy);
  const slots = input.incident.slots ?? [];
  const fits = slots.length === 0 ? NO_SLOTS : slotsOf(unit, slots);
  const blocks = blocksOf(unit, input, match, arrival, agencies, fits.length > 0);
  const remarks = remarksOf(unit, input, match, arrival, agencies, slots[fits[0] ?? -1]);
  const alone = match.level === "FULL" && !(fits.length > 0 && byCardAlone(unit, match, agencies));
  const group = !alone ? "PART" : isOwnAgency(unit, agencies) ? "FULL" : "OTHER_AGENCY";
  const orgPath = input.incident.orgPath;
  return {
    unit,
    arrival,
    match,
    blocks: blocks.length,
    group,
    near: basis === "NO_PLACE" && orgPath !== null ? sharedLevels(unit.orgPath, orgPath) : 0,
    view: {
      unitId: unit.unitId,
      callSign: unit.callSign,
      kind: unit.kind,
      agency: unit.agency,
      orgId: unit.orgId,
      status: unit.status,
      crew: unit.crew,
      brings: match.has,
      fits,
      etaMs: arrival.etaMs,
      score: scoreOf(unit, input.incident, arrival, rule),
      reasons: blocks.length === 0 ? remarks : blocks.concat(remarks.filter((remark) => !blocks.some((block) => block.code === remark.code))),
    },
  };
}

const byCode = (a: Judged, b: Judged): number => (a.unit.unitId < b.unit.unitId ? -1 : a.unit.unitId > b.unit.unitId ? 1 : 0);
const orLast = (ms: number | null): number => ms ?? Number.MAX_SAFE_INTEGER;
const unknownLast = (a: Judged, b: Judged): number => Number(a.arrival.etaMs === null) - Number(b.arrival.etaMs === null);

/** A reserve that nobody has confirmed for its shift stands last (CMD-10). */
const unconfirmed = ({ unit }: Judged): number => Number(unit.reserve?.readyMs === null);

/** Capable before helpful, known arrivals before unknown, own area first where the place is unknown, then the sum, then the least left behind; never a draw. */
const better = (a: Judged, b: Judged): number =>
  unconfirmed(a) - unconfirmed(b) ||
  GROUP_ORDER[a.group] - GROUP_ORDER[b.group] ||
  unknownLast(a, b) ||
  b.near - a.near ||
  a.view.score.totalMs - b.view.score.totalMs ||
  orLast(a.arrival.etaMs) - orLast(b.arrival.etaMs) ||
  sumOfPrices(a.view.score) - sumOfPrices(b.view.score) ||
  byCode(a, b);

const nearer = (a: Judged, b: Judged): number => orLast(a.arrival.etaMs) - orLast(b.arrival.etaMs) || byCode(a, b);

function sentForces(judged: readonly Judged[], incidentId: string): SentForces {
  const sent = judged.filter((j) => j.unit.assignment?.incidentId === incidentId).sort(byCode);
  return {
    unitIds: sent.map((j) => j.unit.unitId),
    crew: sent.reduce((sum, j) => sum + j.unit.crew, 0),
    brings: [...new Set(sent.flatMap((j) => j.match.has))].sort(),
    fits: sent.map((j) => j.view.fits),
  };
}

/** The ranking without its checksum: for simulators that rank millions of times. Pure; see {@link recommend}. */
export function rankUnits(input: RecommendInput): Ranking {
  checkInput(input);
  const basis = arrivalBasis(input);
  const agencies = agencyView(input);
  const { rule, waived } = ruleFor(input.policy, input.incident);
  const judged = input.candidates.map((unit) => judge(unit, input, basis, agencies, rule));
  const eligible = judged.filter((j) => j.blocks === 0).sort(better);
  const nearestMs = eligible.reduce((least, j) => (j.group === "PART" ? least : Math.min(least, orLast(j.arrival.etaMs))), Number.MAX_SAFE_INTEGER);
  const ranked = eligible.map((j, index): RankedUnit => {
    const nearest = j.group !== "PART" && j.arrival.etaMs !== null && j.arrival.etaMs === nearestMs;
    const reasons = nearest ? [because("NEAREST", {}), ...j.view.reasons] : j.view.reasons;
    return { rank: index + 1, group: j.group, ...j.view, reasons };
  });
  // One that is on its way here already counts as had: drawing another off must beat it too.
  const sentMs = judged.flatMap((j) => (j.unit.assignment?.incidentId === input.incident.id && j.match.level === "FULL" && j.arrival.etaMs !== null ? [j.arrival.etaMs] : []));
  const soonestMs = Math.min(...sentMs, ranked[0]?.etaMs ?? Infinity);
  const bestMs = soonestMs === Infinity ? null : soonestMs;
  const notEligible = judged
    .filter((j) => j.blocks > 0)
    .sort(nearer)
    .map((j): NotEligibleUnit => {
      const offer = j.blocks === 1 ? preemptible(j.unit, j.arrival, input, bestMs) : null;
      const reasons = offer === null ? j.view.reasons : [...j.view.reasons.slice(0, 1), offer, ...j.view.reasons.slice(1)];
      return { blocks: j.blocks, ...j.view, reasons };
    });
  const { at, policy, graphVersion, includeStale, incident } = input;
  return { at, policy, rule, waived, graphVersion, basis, includeStale, incident, sent: sentForces(judged, incident.id), ranked, outside: aidNeeded(ranked, policy.aidTargetMs[incident.priority ?? "P1"]) ? (input.outside ?? []) : [], notEligible };
}

/**
 * The nearest capable units, each with its reasons, and those that cannot go, each with all of theirs (DSP-01).
 * Never fails for want of a place, of roads or of a fit unit: it says what it lacks.
 * @throws RangeError naming the field when a number is not one the ranking can trust.
 */
export function recommend(input: RecommendInput): Recommendation {
  // Ranked first: a number that cannot be trusted is refused by its name, before the checksum stumbles over it.
  const ranking = rankUnits(input);
  return recommendationOf(ranking, hashOf(input));
}

/** A ranking with its team; `checksum` is the SHA-256 of its input's canonical text. */
export const recommendationOf = (ranking: Ranking, checksum: string): Recommendation => ({ checksum, ...ranking, team: proposeTeam(ranking) });
