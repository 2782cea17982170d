import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { RuleMatches } from "@tocsin/contract/guidance/match.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { planHeadOf } from "@tocsin/contract/command/plan-version.ts";
import type { PremiseRow } from "@tocsin/contract/organisation/city.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { advisoriesHere, OUTSIDE, premiseOf, SAME_PLACE_M } from "@tocsin/domain/guidance/pack.ts";
import { type DeskElsewhere, type MatchInput, matchIncident } from "@tocsin/engine/guidance/match-rules.ts";
import { likelyDuplicates } from "@tocsin/engine/likeness/likely-duplicates.ts";
import { lineDistanceM } from "@tocsin/kernel/geo.ts";
import { DAY, dayText, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { earlierHere } from "@tocsin/ledger/earlier-here.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { besideSight, deskOf, maskIncident, seesAdvisory, seesPlan, type Sight, sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";
import type { OpenReports } from "../duplicates/open-reports.ts";
import { lonLat, traitsOf } from "../duplicates/register-duplicates.ts";
import type { CityPresent } from "../present/city-present.ts";

export interface MatchesDeps {
  readonly ledger: Pick<Ledger, "load" | "list">;
  readonly db: Db;
  readonly city: ServedCity;
  readonly present: Pick<CityPresent, "plans" | "closures">;
  readonly reports: Pick<OpenReports, "beside">;
  readonly now: () => number;
}

const YEAR = 365 * DAY;
/** A road that is shut farther away than this is a matter of the way there, not of the scene. */
const ROAD_NEAR_M = 500;
const MOST_ADVISORIES = 500;

/** Open incidents that are likely the same event, the likeliest first. */
function alike(incident: Incident, { reports, city }: Pick<MatchesDeps, "reports" | "city">): { readonly other: Incident; readonly metres: number | null }[] {
  const { radiusM, window } = city.index.city.deadlines.duplicate;
  const beside = reports.beside(lonLat(incident.place?.point)).filter(({ id, drill, probe }) => id !== incident.id && drill === incident.drill && probe === undefined);
  const byId = new Map(beside.map((each) => [each.id, each]));
  return likelyDuplicates({ ...traitsOf(incident, city.index), at: incident.receivedAt }, beside.map((each) => traitsOf(each, city.index)), { radiusM, windowMs: window * SECOND }).filter(({ strength }) => strength === "LIKELY").flatMap(({ incidentId, reasons }) => {
    const other = byId.get(incidentId);
    const apart = reasons.find(({ code }) => code === "DISTANCE");
    return other === undefined ? [] : [{ other, metres: apart?.code === "DISTANCE" ? apart.params.metres : null }];
  });
}

interface Here {
  readonly incident: Incident;
  readonly sight: Sight;
}

/** Of those beside an incident what the session learns: number, type and time of some, of others only which desk has one. */
function toldOf<Each extends { readonly other: Incident }>(found: readonly Each[], session: Session, here: Here, { index, roles }: ServedCity): { readonly named: Each[]; readonly elsewhere: DeskElsewhere[] } {
  const judged = found.map((each) => ({ each, sight: besideSight(session, here, each.other, roles, index) }));
  const desks = new Map(judged.filter(({ sight }) => sight === "ELSEWHERE").map(({ each }) => [deskOf(index, each.other.orgPath).id, deskOf(index, each.other.orgPath)]));
  return { named: judged.filter(({ sight }) => sight === "NAMED").map(({ each }) => each), elsewhere: [...desks.values()] };
}

/** Incidents of the last twelve months at the place of a premise, the newest first. */
async function earlierAt(site: PremiseRow | undefined, { id: own }: Incident, at: number, { db, ledger }: MatchesDeps): Promise<{ readonly other: Incident }[]> {
  if (site === undefined) return [];
  const ids = (await earlierHere(db, { lon: site.lon, lat: site.lat, withinM: SAME_PLACE_M, since: at - YEAR })).filter((id) => id !== own);
  const states = new Map((await ledger.load(ids.map((id) => ({ kind: "incident", id })))).map(({ id, state }) => [id, state as Incident]));
  return ids.flatMap((id) => states.get(id) ?? []).map((other) => ({ other }));
}

/** Roads near the place that are closed or slow now, the nearest first. */
function closuresNear({ place }: Incident, present: MatchesDeps["present"]): MatchInput["closures"] {
  const at = lonLat(place?.point);
  if (at === null) return [];
  return [...present.closures.values()].filter(({ status }) => status === "IN_FORCE")
    .map(({ id, effect, roads, until }) => ({ id, effect, roads, until, metres: Math.min(...roads.map(({ line }) => lineDistanceM(at, line))) }))
    .filter(({ metres }) => metres <= ROAD_NEAR_M).sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));
}

/** Advisories over the place: those of nature and supply for whoever reads the incident, the others for who sees them anyway. */
async function advisoriesOver(incident: Incident, session: Session, at: number, { ledger, city }: MatchesDeps): Promise<readonly Advisory[]> {
  const standing = (await ledger.list("advisory", undefined, { open: true, limit: MOST_ADVISORIES })).map(({ state }) => state as Advisory);
  return advisoriesHere(standing, incident, at).filter((advisory) => OUTSIDE.includes(advisory.kind) || seesAdvisory(session, advisory, city.roles));
}

/** `GET /api/v1/incidents/:id/matches`: what is known beside an incident as far as the asker reads it, for the desk and for the officer at the scene (SCN-04). */
export function registerMatches(app: FastifyInstance, deps: MatchesDeps): void {
  const { ledger, city, present, now } = deps;
  const { types, hazards, factKeys, head } = city.index.city;
  const dayOf = (at: number): string => dayText(at, head.utcOffset * MINUTE);
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
    const unanswered = factKeys.filter(({ key }) => asked.includes(key) && !known.has(key)).map(({ key, questionZh, questionEn }) => ({ key, zh: questionZh, en: questionEn }));
    const plans = [...present.plans.values()].filter((plan) => seesPlan(session, plan, city.roles)).map(planHeadOf);
    const here = { incident: whole, sight };
    const open = alike(whole, deps);
    const past = (await earlierAt(city.index.premise.get(premise ?? ""), whole, at, deps)).filter(({ other }) => !open.some((each) => each.other.id === other.id));
    const [like, before] = [toldOf(open, session, here, city), toldOf(past, session, here, city)];
    const briefly = ({ id, no, typeCode, receivedAt }: Incident): MatchInput["earlier"][number] => ({ id, no, typeCode, receivedAt });
    const advisories = await advisoriesOver(whole, session, at, deps);
    return { at, matches: matchIncident({ incident, types, plans, hazards: hazards.filter((hazard) => hazard.premise === premise), earlier: before.named.map(({ other }) => briefly(other)), alike: like.named.map(({ other, metres }) => ({ ...briefly(other), metres })), elsewhere: { open: like.elsewhere, earlier: before.elsewhere }, advisories, closures: closuresNear(whole, present), today: dayOf(at), dayOf, unanswered }) };
  });
}
