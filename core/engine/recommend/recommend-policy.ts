import { type DurationMs } from "@tocsin/kernel/instant.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import type { Priority } from "@tocsin/contract/organisation/city.ts";

/** How one priority is ranked: a policy of `policies/policy-table.ts` with its version and all its parameters, integer ms. */
export type RankRule =
  | { readonly policy: "CLOSEST/1" }
  | {
      readonly policy: "COVER/1";
      /** Upper bound of cover, load and crew together. */
      readonly toleranceMs: DurationMs;
      /** Price of losing the cover of all demand; a unit that alone covers 2 % costs 2 % of it. */
      readonly coverMs: DurationMs;
      /** Price per order of the last two hours. */
      readonly loadMs: DurationMs;
      /** Price per officer short of the incident's least crew. */
      readonly crewMs: DurationMs;
    }
  | { readonly policy: "IN_TIME/1"; /** Arrivals within this are equally good. */ readonly targetMs: DurationMs };

/** How a city ranks: plain data, stored whole with every recommendation. All times in integer milliseconds. */
export interface RecommendPolicy {
  /** Name and version of the city's file, as `standard/1`. */
  readonly id: string;
  /** By priority; an unclassified call counts as P1. */
  readonly rank: Readonly<Record<Priority, RankRule>>;
  /** From order to wheels rolling, by what the unit is doing now. */
  readonly turnOutMs: Readonly<Record<UnitStatus, DurationMs>>;
  /** Share of demand from which the loss of cover is worth a remark. */
  readonly coverRemark: number;
  /** Orders in two hours from which the load is worth a remark. */
  readonly loadRemark: number;
  /** Used without road times: straight distance × detour ÷ speed. Metres per second by unit kind; `*` for the rest. */
  readonly straight: { readonly detour: number; readonly speedMps: Readonly<Record<string, number>> };
  /** Agencies that stand in for one another as the lead. */
  readonly agencyGroups: readonly (readonly string[])[];
  /** Within which a unit must be there, or help from outside is asked for (ORG-04). */
  readonly aidTargetMs: Readonly<Record<Priority, DurationMs>>;
  /** Priorities for which units on their way to something less urgent are pointed out. */
  readonly preemptFor: readonly Priority[];
  /** Least gain in arrival that makes pointing one out worth while. */
  readonly preemptGainMs: DurationMs;
}

const CLOSEST: RankRule = { policy: "CLOSEST/1" };
const cover = (toleranceMs: DurationMs): RankRule => ({ policy: "COVER/1", toleranceMs, coverMs: 1_000_000, loadMs: 4_000, crewMs: 5_000 });

/** Closest capable unit, whatever the priority: the base against which every other policy is held. */
export const CLOSEST_CAPABLE: RecommendPolicy = {
  id: "closest-capable/1",
  rank: { P1: CLOSEST, P2: CLOSEST, P3: CLOSEST, P4: CLOSEST },
  turnOutMs: { AVAILABLE: 45_000, PATROL: 15_000, CLEARING: 90_000, ASSIGNED: 30_000, EN_ROUTE: 15_000, ON_SCENE: 120_000, UNAVAILABLE: 120_000, OFF_DUTY: 600_000 },
  coverRemark: 0.01,
  loadRemark: 3,
  straight: { detour: 1.4, speedMps: { "*": 8.3, FOOT_PATROL: 1.6, BOAT: 6 } },
  agencyGroups: [["POLICE", "TRAFFIC_POLICE"]],
  aidTargetMs: { P1: 300_000, P2: 600_000, P3: 1_800_000, P4: 3_600_000 },
  preemptFor: ["P1"],
  preemptGainMs: 60_000,
};

/** What `cities/standard/policies.yaml` says: below P1, cover, load and crew decide among near equals. */
export const STANDARD_POLICY: RecommendPolicy = {
  ...CLOSEST_CAPABLE,
  id: "standard/1",
  rank: { P1: CLOSEST, P2: cover(30_000), P3: cover(90_000), P4: cover(120_000) },
};
