import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { DuplicateDraft, Duplicates } from "@tocsin/contract/views.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { likelyDuplicates, type OpenIncidentTraits, type ReportTraits } from "@tocsin/engine/likeness/likely-duplicates.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { answers } from "../../http/answer-schemas.ts";
import { sessionOf } from "../../http/request-session.ts";
import { sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import type { CityPresent } from "../present/city-present.ts";
import type { OpenReports } from "./open-reports.ts";

export interface DuplicatesDeps {
  readonly present: Pick<CityPresent, "caughtUp">;
  readonly reports: Pick<OpenReports, "beside">;
  readonly city: ServedCity;
  readonly now: () => number;
}

export const lonLat = (point: { readonly lon: number; readonly lat: number } | null | undefined): LonLat | null => (point ? [point.lon, point.lat] : null);

/** An open incident as far as it tells which event it is. */
export function traitsOf(incident: Incident, city: CityIndex): OpenIncidentTraits {
  const times = incident.reports.map((report) => report.at);
  return {
    incidentId: incident.id, point: lonLat(incident.place?.point), placeText: incident.place?.addressText ?? "", typeCode: incident.typeCode,
    category: incident.typeCode === null ? null : (city.type.get(incident.typeCode)?.category ?? null), text: incident.text,
    firstReportAt: Math.min(incident.receivedAt, ...times), lastReportAt: Math.max(incident.receivedAt, ...times),
  };
}

function draftTraits(draft: Static<typeof DuplicateDraft>, city: CityIndex, at: number): ReportTraits {
  const typeCode = draft.typeCode ?? null;
  return { at, point: lonLat(draft.point), placeText: draft.addressText ?? "", typeCode, category: typeCode === null ? null : (city.type.get(typeCode)?.category ?? null), text: draft.text };
}

/** Traits of incidents as they stand, made once for each standing: in a surge of one event every call is held beside the same few (R24). */
function keptTraits(city: CityIndex): (incident: Incident) => OpenIncidentTraits {
  const kept = new WeakMap<Incident, OpenIncidentTraits>();
  return (incident) => {
    const traits = kept.get(incident) ?? traitsOf(incident, city);
    kept.set(incident, traits);
    return traits;
  };
}

/** Likely duplicates among the open incidents that the caller may see (INC-05): offered, never applied. */
export function registerDuplicates(app: FastifyInstance, { present, reports, city, now }: DuplicatesDeps): void {
  const traits = keptTraits(city.index);
  app.post<{ Body: Static<typeof DuplicateDraft> }>(ROUTES.duplicates, { schema: { tags: ["records"], body: DuplicateDraft, response: answers(Duplicates) } }, async (request) => {
    const session = sessionOf(request);
    await present.caughtUp();
    const draft = draftTraits(request.body, city.index, now());
    const seen = reports.beside(draft.point).filter((incident) => incident.id !== request.body.incidentId && incident.drill === (request.body.drill ?? false) && sightOf(session, incident, city.roles, city.index) !== null);
    const incidents = new Map(seen.map((incident) => [incident.id, incident]));
    const { radiusM, window } = city.index.city.deadlines.duplicate;
    const found = likelyDuplicates(draft, seen.map(traits), { radiusM, windowMs: window * SECOND });
    return {
      candidates: found.map(({ incidentId, score, reasons }) => {
        const incident = incidents.get(incidentId)!;
        const distance = reasons.find((reason) => reason.code === "DISTANCE");
        return {
          incidentId, no: incident.no, typeCode: incident.typeCode, addressText: incident.place?.addressText ?? "", score,
          distanceM: distance?.code === "DISTANCE" ? distance.params.metres : null, ageS: Math.max(0, Math.floor((draft.at - incident.receivedAt) / SECOND)),
          reasons: reasons.map(({ code, params }) => ({ code, params })),
        };
      }),
    };
  });
}
