import type { DECLINE_CODES } from "@tocsin/contract/dispatch/order.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import type { Priority } from "@tocsin/contract/organisation/city.ts";
import type { OutsideDesk } from "@tocsin/contract/organisation/mutual-aid.ts";
import { type LonLat } from "@tocsin/kernel/geo.ts";
import { type DurationMs, type Instant } from "@tocsin/kernel/instant.ts";
import { type CardSlot } from "./card-slots.ts";
import { type RecommendPolicy } from "./recommend-policy.ts";

export type DeclineCode = (typeof DECLINE_CODES)[number];

/** What the engine is given. Everything that can change the answer is in here, so that the checksum covers it (rule 8). */

/** The incident as far as it decides who goes. */
export interface IncidentNeed {
  readonly id: string;
  /** Null before the call is classified (PRE_DISPATCH). */
  readonly typeCode: string | null;
  /** Null before the call is classified; ranked as carefully as P1. */
  readonly priority: Priority | null;
  /** Capability codes that the units sent must have between them, each of them … */
  readonly needsAll: readonly string[];
  /** … and at least one of these, unless empty. */
  readonly needsAny: readonly string[];
  /** Least number of officers over all units sent. */
  readonly crewMin: number;
  /** WGS-84; null when the place is not known yet. */
  readonly point: LonLat | null;
  readonly agencyLead: string | null;
  /** Organisation with jurisdiction, dotted from the city; null when not known. */
  readonly orgPath: string | null;
  /** Slots of the response card; without any, needs and crew alone make the team. */
  readonly slots?: readonly CardSlot[];
  /** Only when it is one: nobody is drawn off for it. */
  readonly drill?: true;
}

export interface Candidate {
  readonly unitId: string;
  readonly callSign: string;
  readonly kind: string;
  readonly agency: string;
  readonly orgId: string;
  readonly orgPath: string;
  readonly capabilities: readonly string[];
  /** Capabilities whose certificate or kit has lapsed; they do not count, even when also listed above. */
  readonly expiredCapabilities: readonly string[];
  readonly crew: number;
  /** Force tier of the ECHELON reading; 1 when left out. */
  readonly echelon?: 1 | 3 | 5;
  readonly status: UnitStatus;
  /** When the position was measured; null when it never was. */
  readonly positionAt: Instant | null;
  /** ESTIMATED: no fix, the post's own place stands in (DSP-01). */
  readonly positionSource: "GPS" | "ESTIMATED";
  /** Older than the city's limit (CMD-02). */
  readonly stale: boolean;
  /** Driving time by road; null when unreachable or not known. */
  readonly travelMs: DurationMs | null;
  /** Straight-line distance in metres; null when not known. */
  readonly straightM: number | null;
  /** Orders in the last two hours. */
  readonly load: number;
  /** Share (0 to 1) of the demand that loses its cover when this unit goes; see `cover/cover-loss.ts`. */
  readonly coverLoss: number;
  readonly assignment: { readonly incidentId: string; readonly priority: Priority | null } | null;
  /** A site group whose contact check has lapsed (DSP-10). */
  readonly unverified?: boolean;
  /** A unit of a reserve: how soon it rolls once called out, null when that is not confirmed; and the call-out level that the incident does not reach (CMD-10). */
  readonly reserve?: { readonly readyMs: DurationMs | null; readonly heldFor: Priority | null };
  /** District that lends the unit, which is none of the asking district's own (ORG-04). */
  readonly lender?: string;
  /** Code with which the unit declined the order to this very incident, when that was its last word (CMD-04). */
  readonly declined?: DeclineCode;
}

export interface RecommendInput {
  readonly at: Instant;
  readonly policy: RecommendPolicy;
  /** Version of the road graph behind the travel times; empty when the roads were out of service. */
  readonly graphVersion: string;
  readonly incident: IncidentNeed;
  /** The dispatcher asked to see units with stale positions too (CMD-02). */
  readonly includeStale: boolean;
  readonly candidates: readonly Candidate[];
  /** Desks of other cities that may be asked by telephone when nothing inside fits (ORG-04). */
  readonly outside?: readonly OutsideDesk[];
}
