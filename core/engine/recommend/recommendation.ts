import { type DurationMs, type Instant } from "@tocsin/kernel/instant.ts";
import type { OutsideDesk } from "@tocsin/contract/organisation/mutual-aid.ts";
import { type ArrivalBasis } from "./arrival.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import { type IncidentNeed } from "./recommend-input.ts";
import { type RankRule, type RecommendPolicy } from "./recommend-policy.ts";
import { type Reason } from "./reason.ts";
import { type TeamProposal } from "./team-proposal.ts";
import { type UnitScore } from "./unit-score.ts";

/** A unit in the list; plain data, so that it can be stored, sent and asked again later. */
export interface JudgedUnit {
  readonly unitId: string;
  readonly callSign: string;
  readonly kind: string;
  readonly agency: string;
  readonly orgId: string;
  readonly status: UnitStatus;
  readonly crew: number;
  /** Needed capabilities that it brings, sorted. */
  readonly brings: readonly string[];
  /** Slots of the response card that it can fill, ascending. */
  readonly fits: readonly number[];
  /** From order to arrival; null when it cannot be known. */
  readonly etaMs: DurationMs | null;
  readonly score: UnitScore;
  /** For a unit that is not eligible, what keeps it out comes first. */
  readonly reasons: readonly Reason[];
}

export interface RankedUnit extends JudgedUnit {
  /** 1 = first. */
  readonly rank: number;
  /** FULL: alone meets the needs. OTHER_AGENCY: so does it, but of another agency. PART: helps beside others, or fills a slot of the card. */
  readonly group: "FULL" | "OTHER_AGENCY" | "PART";
}

export interface NotEligibleUnit extends JudgedUnit {
  /** How many of the leading reasons keep it out. */
  readonly blocks: number;
}

/** Forces that were already ordered to the incident: a team counts them. */
export interface SentForces {
  readonly unitIds: readonly string[];
  readonly crew: number;
  readonly brings: readonly string[];
  /** For each unit the slots that it can fill. */
  readonly fits: readonly (readonly number[])[];
}

export interface Ranking {
  readonly at: Instant;
  readonly policy: RecommendPolicy;
  /** The rule of the policy that ranked this incident. */
  readonly rule: RankRule;
  /** The rule's name that the city wants for the priority and that was switched off, since the top priority waits for no cover. */
  readonly waived: RankRule["policy"] | null;
  readonly graphVersion: string;
  readonly basis: ArrivalBasis;
  readonly includeStale: boolean;
  readonly incident: IncidentNeed;
  readonly sent: SentForces;
  readonly ranked: readonly RankedUnit[];
  /** Desks of other cities to be asked by telephone: nothing here is able and in time (ORG-04). */
  readonly outside: readonly OutsideDesk[];
  /** With every reason each, nearest first. */
  readonly notEligible: readonly NotEligibleUnit[];
}

export interface Recommendation extends Ranking {
  /** SHA-256 of the whole input: the same input gives the same bytes, now and later (rule 8). */
  readonly checksum: string;
  readonly team: TeamProposal;
}
