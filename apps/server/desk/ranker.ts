import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Point } from "@tocsin/contract/place.ts";
import type { RerunVerdict } from "@tocsin/engine/recommend/rerun.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";

/** What a ranking needs to know of an incident; for a site's alarm it is asked before the incident exists. */
export type RankSubject = Pick<Incident, "id" | "place" | "typeCode" | "priority" | "needsAll" | "needsAny" | "crewMin" | "orgPath" | "leadAgency"> & Partial<Pick<Incident, "orders" | "drill">>;

export interface RankOptions {
  /** Time for which it is made, ms UTC. */
  readonly at: number;
  /** Grant paths whose units may be offered; undefined = all of the city. */
  readonly scope: readonly string[] | undefined;
  readonly includeStale?: boolean;
}

/**
 * Ranks units for an incident. It is made by the recommendation feature; roads that fail leave straight lines,
 * and a ranking that fails altogether leaves the dispatcher without one, never without the order.
 */
export interface Ranker {
  /** How soon the nearest unit that could go would be at a place, ms; null when none could. Nothing of it is kept. */
  nearestMs(point: Point, at: number): Promise<number | null>;
  rank(subject: RankSubject, options: RankOptions): Promise<Recommendation>;
  /** One that was made before, as it was shown; null when it is not known any more. */
  find(recommendationId: string): Promise<Recommendation | null>;
  /** Makes one that is stored again, from its own input and parameters; null when there is none of this id. */
  rerun(recommendationId: string): Promise<RerunVerdict | null>;
}
