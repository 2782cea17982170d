import { type DurationMs } from "@tocsin/kernel/instant.ts";
import type { UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import type { Priority } from "@tocsin/contract/organisation/city.ts";

/**
 * How a city ranks: plain data, stored with every recommendation. All times in integer milliseconds.
 * Shaping (cover, load, crew) is a cost in ms added to the ETA and capped by `shapingMaxMs`: whatever it prefers,
 * the k-th unit offered is never later than the k-th nearest by more than that cap.
 */
export interface RecommendPolicy {
  readonly id: string;
  /** From order to wheels rolling, by what the unit is doing now. */
  readonly turnOutMs: Readonly<Record<UnitStatus, DurationMs>>;
  /** Upper bound of all shaping together, by priority; an unclassified call counts as P1. */
  readonly shapingMaxMs: Readonly<Record<Priority, DurationMs>>;
  /** Cost of losing the cover of all demand; a unit that alone covers 2 % costs 2 % of it. */
  readonly coverMs: DurationMs;
  /** Cost per order of the last two hours. */
  readonly loadMs: DurationMs;
  /** Cost per officer short of the incident's least crew. */
  readonly crewMs: DurationMs;
  /** Share of demand from which the loss of cover is worth a remark. */
  readonly coverRemark: number;
  /** Orders in two hours from which the load is worth a remark. */
  readonly loadRemark: number;
  /** Used without road times: straight distance × detour ÷ speed. Metres per second by unit kind; `*` for the rest. */
  readonly straight: { readonly detour: number; readonly speedMps: Readonly<Record<string, number>> };
  /** Agencies that stand in for one another as the lead. */
  readonly agencyGroups: readonly (readonly string[])[];
  /** Priorities for which units on their way to something less urgent are pointed out. */
  readonly preemptFor: readonly Priority[];
  /** Least gain in arrival that makes pointing one out worth while. */
  readonly preemptGainMs: DurationMs;
}

/** Closest capable unit; cover, load and crew decide only among near equals. */
export const CLOSEST_CAPABLE: RecommendPolicy = {
  id: "closest-capable/1",
  turnOutMs: {
    AVAILABLE: 45_000,
    PATROL: 15_000,
    CLEARING: 90_000,
    ASSIGNED: 30_000,
    EN_ROUTE: 15_000,
    ON_SCENE: 120_000,
    UNAVAILABLE: 120_000,
    OFF_DUTY: 600_000,
  },
  shapingMaxMs: { P1: 15_000, P2: 30_000, P3: 90_000, P4: 120_000 },
  coverMs: 1_000_000,
  loadMs: 4_000,
  crewMs: 5_000,
  coverRemark: 0.01,
  loadRemark: 3,
  straight: { detour: 1.4, speedMps: { "*": 8.3, FOOT_PATROL: 1.6, BOAT: 6 } },
  agencyGroups: [["POLICE", "TRAFFIC_POLICE"]],
  preemptFor: ["P1"],
  preemptGainMs: 60_000,
};
