import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { RuleMatches } from "@tocsin/contract/guidance/match.ts";
import { planHeadOf } from "@tocsin/contract/command/plan-version.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { premiseOf, SAME_PLACE_M } from "@tocsin/domain/guidance/pack.ts";
import { matchIncident } from "@tocsin/engine/guidance/match-rules.ts";
import { civil, DAY, MINUTE } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { earlierHere } from "@tocsin/ledger/earlier-here.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { maskIncident, seesPlan, sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths } from "../../session.ts";
import type { CityPresent } from "../present/city-present.ts";

export interface MatchesDeps {
  readonly ledger: Pick<Ledger, "load">;
  readonly db: Db;
  readonly city: ServedCity;
  readonly present: Pick<CityPresent, "plans">;
  readonly now: () => number;
}

const YEAR = 365 * DAY;

/** `GET /api/v1/incidents/:id/matches`: what is known beside an incident as far as the asker reads it, for the desk and for the officer at the scene (SCN-04). */
export function registerMatches(app: FastifyInstance, { ledger, db, city, present, now }: MatchesDeps): void {
  const { types, hazards, factKeys, head } = city.index.city;
  const dayOf = (at: number): string => {
    const day = civil(at, head.utcOffset * MINUTE);
    return `${day.year}-${String(day.month).padStart(2, "0")}-${String(day.day).padStart(2, "0")}`;
  };
  app.get<{ Params: { id: string } }>(ROUTES.matches, { schema: { tags: ["guidance"], params: Type.Object({ id: Ulid }), response: answers(RuleMatches) } }, async (request): Promise<RuleMatches> => {
    const session = sessionOf(request);
    const [state] = await ledger.load([{ kind: "incident", id: request.params.id }], grantPaths(session));
    const whole = state?.state as Incident | undefined;
    const sight = whole === undefined ? null : sightOf(session, whole, city.roles, city.index);
    if (whole === undefined || sight === null) throw new RefusedRequest(refuse("NOT_FOUND"));
    const at = now();
    const incident = maskIncident(whole, sight);
    const premise = premiseOf(city.index.city, whole);
    const known = new Set(incident.facts.map(({ key }) => key));
    const asked = city.index.type.get(incident.typeCode ?? "")?.facts ?? [];
    const unanswered = factKeys.filter(({ key }) => asked.includes(key) && !known.has(key)).map(({ questionZh, questionEn }) => ({ zh: questionZh, en: questionEn }));
    const plans = [...present.plans.values()].filter((plan) => seesPlan(session, plan, city.roles)).map(planHeadOf);
    const site = city.index.premise.get(premise ?? "");
    const earlier = site === undefined ? [] : await earlierHere(db, { lon: site.lon, lat: site.lat, withinM: SAME_PLACE_M, since: at - YEAR });
    return { at, matches: matchIncident({ incident, types, plans, hazards: hazards.filter((hazard) => hazard.premise === premise), earlier, today: dayOf(at), dayOf, unanswered }) };
  });
}
