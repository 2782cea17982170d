import { elapsedSeconds } from "@tocsin/kernel/instant.ts";
import { type Arrival } from "./arrival.ts";
import { type CapabilityMatch } from "./capability-match.ts";
import { type CardSlot } from "./card-slots.ts";
import { outOfArea } from "./org-nearness.ts";
import { type Candidate, type RecommendInput } from "./recommend-input.ts";
import { because, type Reason } from "./reason.ts";

/** What the whole list says about agencies, found once. */
export interface AgencyView {
  /** Agencies that count as the lead's own; null when nobody of them is among the candidates, or none leads: then all do. */
  readonly own: readonly string[] | null;
}

export function agencyView(input: Pick<RecommendInput, "incident" | "candidates" | "policy">): AgencyView {
  const lead = input.incident.agencyLead;
  if (lead === null) return { own: null };
  const own = input.policy.agencyGroups.find((group) => group.includes(lead)) ?? [lead];
  return { own: input.candidates.some((unit) => own.includes(unit.agency)) ? own : null };
}

export const isOwnAgency = (unit: Candidate, view: AgencyView): boolean => view.own === null || view.own.includes(unit.agency);

/** Whether a unit is held by something, and by what: status and assignment are both asked, the stricter counts. */
function dutyBlocks(unit: Candidate, input: RecommendInput): Reason[] {
  if (unit.status === "OFF_DUTY") return [because("OFF_DUTY", {})];
  if (unit.status === "UNAVAILABLE") return [because("UNAVAILABLE", {})];
  if (unit.assignment?.incidentId === input.incident.id) return [because("ALREADY_SENT", {})];
  const busy = unit.assignment !== null || unit.status === "ASSIGNED" || unit.status === "EN_ROUTE" || unit.status === "ON_SCENE";
  return busy ? [because("BUSY", { incidentId: unit.assignment?.incidentId ?? null })] : [];
}

const ageS = (unit: Candidate, input: RecommendInput): number | null =>
  unit.positionAt === null ? null : Math.max(0, elapsedSeconds(unit.positionAt, input.at));

/** Where the type names capabilities, these decide whoever wears the uniform; where it names none, the lead agency does. */
const isForeign = (unit: Candidate, match: CapabilityMatch, view: AgencyView): boolean => match.level === "FULL" && match.has.length === 0 && !isOwnAgency(unit, view);

/** Whether a unit comes by the card alone: it meets no need, or is of an agency that would not be asked. */
export const byCardAlone = (unit: Candidate, match: CapabilityMatch, view: AgencyView): boolean => match.level === "NONE" || isForeign(unit, match, view);

/** Everything that keeps a unit out of the ranking, none left unsaid; empty = eligible (DSP-01, CMD-02). */
export function blocksOf(unit: Candidate, input: RecommendInput, match: CapabilityMatch, arrival: Arrival, view: AgencyView, onCard: boolean): Reason[] {
  const blocks = dutyBlocks(unit, input);
  if (unit.declined !== undefined) blocks.push(because("DECLINED", { declineCode: unit.declined }));
  if (unit.reserve?.heldFor != null) blocks.push(because("RESERVE_HELD", { level: unit.reserve.heldFor }));
  if (unit.crew <= 0) blocks.push(because("NO_CREW", {}));
  if (match.level === "NONE" && !onCard) {
    blocks.push(because("CAPABILITY_MISSING", { missing: match.missing }));
    if (match.expired.length > 0) blocks.push(because("CAPABILITY_EXPIRED", { expired: match.expired }));
  }
  if (isForeign(unit, match, view) && !onCard) blocks.push(because("OTHER_AGENCY", { agency: unit.agency }));
  if (unit.stale && !input.includeStale) blocks.push(because("STALE_POSITION", { ageS: ageS(unit, input) }));
  if (arrival.caveat === "UNREACHABLE") blocks.push(because("UNREACHABLE", {}));
  return blocks;
}

function capabilityRemarks(unit: Candidate, input: RecommendInput, match: CapabilityMatch, view: AgencyView): Reason[] {
  const out: Reason[] = [];
  if (match.level === "FULL" && match.has.length > 0) out.push(because("CAPABLE", { has: match.has }));
  if (match.level === "PART") {
    out.push(because("COVERS_PART", { has: match.has, missing: match.missing }));
    if (match.expired.length > 0) out.push(because("CAPABILITY_EXPIRED", { expired: match.expired }));
  }
  if (match.level !== "NONE" && match.has.length > 0 && !isOwnAgency(unit, view)) out.push(because("OTHER_AGENCY", { agency: unit.agency }));
  if (unit.crew > 0 && unit.crew < input.incident.crewMin) {
    out.push(because("CREW_SHORT", { crew: unit.crew, crewMin: input.incident.crewMin }));
  }
  return out;
}

/** Everything worth knowing that does not keep a unit out, in the order in which a dispatcher asks. */
export function remarksOf(unit: Candidate, input: RecommendInput, match: CapabilityMatch, arrival: Arrival, view: AgencyView, slot: CardSlot | undefined): Reason[] {
  const out: Reason[] = [];
  if (arrival.etaMs !== null) out.push(because("ETA", { etaMs: arrival.etaMs }));
  if (arrival.caveat === "APPROXIMATE") out.push(because("APPROXIMATE", { straightM: Math.round(unit.straightM ?? 0) }));
  if (arrival.caveat === "NO_PLACE") out.push(because("NO_PLACE", {}));
  if (arrival.caveat === "NO_POSITION") out.push(because("NO_POSITION", {}));
  out.push(...capabilityRemarks(unit, input, match, view));
  if (slot !== undefined && byCardAlone(unit, match, view)) out.push(because("ON_CARD", { nameZh: slot.nameZh, nameEn: slot.nameEn }));
  if (unit.stale && input.includeStale) out.push(because("STALE_POSITION", { ageS: ageS(unit, input) }));
  if (unit.positionSource === "ESTIMATED") out.push(because("ESTIMATED_POSITION", {}));
  if (unit.reserve !== undefined) out.push(unit.reserve.readyMs === null ? because("READINESS_UNCONFIRMED", {}) : because("READY", { readyMs: unit.reserve.readyMs }));
  if (unit.unverified === true) out.push(because("UNVERIFIED", {}));
  if (unit.status === "PATROL") out.push(because("PATROL_PAUSES", {}));
  if (unit.status === "CLEARING" && unit.assignment === null) out.push(because("CLEARING", {}));
  const level = input.incident.orgPath === null ? null : outOfArea(unit.orgPath, input.incident.orgPath);
  if (unit.lender !== undefined) out.push(because("MUTUAL_AID", { orgId: unit.lender }));
  if (level !== null) out.push(because("OUT_OF_AREA", { level }));
  if (unit.coverLoss >= input.policy.coverRemark) out.push(because("COVER_LOSS", { share: unit.coverLoss }));
  if (unit.load >= input.policy.loadRemark) out.push(because("LOAD", { orders: unit.load }));
  return out;
}
