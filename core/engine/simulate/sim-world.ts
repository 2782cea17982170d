import type { Priority } from "@tocsin/contract/organisation/city.ts";
import { type DurationMs, type Instant } from "@tocsin/kernel/instant.ts";
import { type RecommendPolicy } from "../recommend/recommend-policy.ts";
import { type PostRule } from "../relocation/best-post.ts";
import { type HourlyTables, type TravelTable } from "./travel-table.ts";

/**
 * What really happens to one unit that is sent to a call. It hangs on the call and not on who is sent, so that every policy
 * meets the same luck (common random numbers).
 */
export interface UnitFate {
  readonly turnOutMs: DurationMs;
  /** True driving time over that of the table, in thousandths. */
  readonly pace: number;
  readonly sceneMs: DurationMs;
  /** Target to which it drives afterwards, as a hospital; -1: it ends at the scene. */
  readonly carryTo: number;
  readonly handoverMs: DurationMs;
}

export interface SimCall {
  readonly receivedAt: Instant;
  /** When the call-taker knows enough for a unit to be sent. */
  readonly readyAt: Instant;
  /** Where it is, as a target of the table. */
  readonly target: number;
  readonly priority: Priority;
  /** Units of this group may serve it. */
  readonly group: number;
  /** One for each unit that it needs. */
  readonly fates: readonly UnitFate[];
}

export interface SimUnit {
  readonly id: string;
  readonly group: number;
  /** Post at which it stands by, as an index of `posts`. */
  readonly post: number;
}

/** Demand as the planners knew it before: cells, and which of them each post reaches in time. */
export interface SimCover {
  readonly weights: ArrayLike<number>;
  readonly reachedFromPost: readonly ArrayLike<number>[];
  readonly busyFraction: number;
}

export interface SimWorld {
  readonly table: TravelTable;
  /** Where hours differ: a drive goes by the table of the hour in which it begins. `table` then stands for what the planners knew. */
  readonly hourly?: HourlyTables;
  /** Targets of the posts; they must have hops. */
  readonly posts: readonly number[];
  /** Sorted by id, so that the lower index is the lower code. */
  readonly units: readonly SimUnit[];
  /** In the order of `readyAt`. */
  readonly calls: readonly SimCall[];
  readonly cover: SimCover;
  /** Positions come in this often; in between the dispatcher sees the last one. 0: always fresh. */
  readonly reportEveryMs: DurationMs;
}

export interface SimPolicy {
  readonly id: string;
  /** Who is sent: the very policy that ranks in the live city. */
  readonly rank: RecommendPolicy;
  /** Where a unit goes at the end of a job: home, or where it wins most cover. */
  readonly onJobEnd: "HOME" | PostRule;
}

/** Which policy holds from when on; the first from the beginning. */
export type PolicyPlan = readonly { readonly from: Instant; readonly policy: SimPolicy }[];
