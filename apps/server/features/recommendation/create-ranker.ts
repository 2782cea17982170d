import { createHash, randomBytes } from "node:crypto";
import type { Recommendation } from "@tocsin/contract/views.ts";
import { within, type CityIndex } from "@tocsin/domain/decision.ts";
import { lendersFor, outsideDesks } from "@tocsin/domain/organisation/lending.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import type { Point } from "@tocsin/contract/place.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { aidNeeded } from "@tocsin/engine/recommend/mutual-aid.ts";
import { rankUnits, recommendationOf } from "@tocsin/engine/recommend/recommend.ts";
import { rerun, type MadeRecommendation } from "@tocsin/engine/recommend/rerun.ts";
import type { RecommendInput } from "@tocsin/engine/recommend/recommend-input.ts";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { findMade, keepMade } from "@tocsin/ledger/made-recommendations.ts";
import type { RankOptions, Ranker, RankSubject } from "../../desk/ranker.ts";
import { candidatesFor, declinedBy, lentBy, needOf, reserveFacts, type CandidateSources } from "./candidates.ts";
import { namesOf } from "./names.ts";
import { recommendationView } from "./recommendation-view.ts";

export interface RankerDeps extends RankingSources {
  readonly db: Db;
}

interface RankingSources extends CandidateSources {
  readonly city: CityIndex;
}

/** Recommendations that are likely to be cited in the next minutes; older ones come from the database. */
const MOST_REMEMBERED = 200;

/**
 * The input of a ranking as things stand; pure reading of memory, no waiting. To a district that governs itself the units of its
 * neighbours are offered too, once none of its own is able and in time; whoever may order in the whole city has them anyway (ORG-04).
 */
export function rankingInput(sources: RankingSources, subject: RankSubject, { at, scope, includeStale }: RankOptions): RecommendInput {
  const incident = needOf(subject, sources.city.city);
  const isOwn = (unit: Unit): boolean => scope === undefined || unit.scope.some((path) => scope.some((grant) => within(path, grant)));
  const lenders = lendersFor(sources.city, subject.orgPath);
  const lenderOf = (unit: Unit): string | null => (isOwn(unit) ? null : (lenders.find(({ path }) => within(unit.orgPath, path))?.id ?? null));
  const more = (unit: Unit) => ({ ...lentBy(lenderOf(unit)), ...reserveFacts(sources.city.city.reserves, unit, subject.priority, at) });
  const among = (offered: (unit: Unit) => boolean): RecommendInput => {
    const { candidates, graphVersion } = candidatesFor(sources, incident.point, at, offered, declinedBy(subject), more);
    return { at, policy: sources.policy, graphVersion, incident, includeStale: includeStale ?? false, candidates, outside: outsideDesks(sources.city, subject.orgPath) };
  };
  const own = among(isOwn);
  if (scope === undefined || lenders.length === 0 || !aidNeeded(rankUnits(own).ranked, own.policy.aidTargetMs[incident.priority ?? "P1"])) return own;
  return among((unit) => isOwn(unit) || lenderOf(unit) !== null);
}

/** An emergency of which nothing is known but where it is. */
const somethingAt = (point: Point, city: CityIndex): RankSubject => ({
  id: "", place: { addressText: "", point, datum: "WGS84" }, typeCode: null, priority: "P1", needsAll: [], needsAny: [], crewMin: 1, orgPath: cityPath(city), leadAgency: "POLICE",
});

/** Ranks units for incidents and keeps every recommendation with its whole input, so that it can be explained and made again (rule 8). */
export function createRanker(deps: RankerDeps): Ranker {
  const remembered = new Map<string, Recommendation>();
  const nameOf = namesOf(deps.city, deps.present);

  return {
    async rank(subject, options) {
      await deps.present.caughtUp();
      const input = rankingInput(deps, subject, options);
      const ranking = rankUnits(input);
      // One text is hashed and kept: a hundred kilobytes need not be written twice.
      const inputJson = Buffer.from(canonicalJson(input));
      const made = recommendationOf(ranking, createHash("sha256").update(inputJson).digest("hex"));
      const id = ulid(options.at, randomBytes(16));
      await keepMade(deps.db, id, inputJson, made);
      const view = recommendationView(id, { input, made }, nameOf);
      if (remembered.size >= MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!);
      remembered.set(id, view);
      return view;
    },
    async nearestMs(point, at) {
      await deps.present.caughtUp();
      const { ranked } = rankUnits(rankingInput(deps, somethingAt(point, deps.city), { at, scope: undefined }));
      return ranked.reduce<number | null>((best, { etaMs }) => (etaMs !== null && (best === null || etaMs < best) ? etaMs : best), null);
    },
    async find(recommendationId) {
      const known = remembered.get(recommendationId);
      if (known !== undefined) return known;
      const stored = await findMade<MadeRecommendation>(deps.db, recommendationId);
      return stored === null ? null : recommendationView(recommendationId, stored, nameOf);
    },
    async rerun(recommendationId) {
      const stored = await findMade<MadeRecommendation>(deps.db, recommendationId);
      return stored === null ? null : rerun(stored.made, stored.input);
    },
  };
}
