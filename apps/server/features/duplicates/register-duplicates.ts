import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { DuplicateDraft, Duplicates } from "@tocsin/contract/views.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { likelyDuplicates, type OpenIncidentTraits, type ReportTraits } from "@tocsin/engine/likeness/likely-duplicates.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { sessionOf } from "../../http/request-session.ts";
import { sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths } from "../../session.ts";

export interface DuplicatesDeps {
  readonly ledger: Pick<Ledger, "list">;
  readonly city: ServedCity;
  readonly now: () => number;
}

/** As many open incidents as are compared; older ones lie outside the time window anyway. */
const COMPARED = 1_000;

const lonLat = (point: { readonly lon: number; readonly lat: number } | null | undefined): LonLat | null => (point ? [point.lon, point.lat] : null);

function traitsOf(incident: Incident, city: CityIndex): OpenIncidentTraits {
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

/** Likely duplicates among the open incidents that the caller may see (INC-05): offered, never applied. */
export function registerDuplicates(app: FastifyInstance, { ledger, city, now }: DuplicatesDeps): void {
  app.post<{ Body: Static<typeof DuplicateDraft> }>(ROUTES.duplicates, { schema: { tags: ["records"], body: DuplicateDraft, response: answers(Duplicates) } }, async (request) => {
    const session = sessionOf(request);
    const states = await ledger.list("incident", grantPaths(session), { open: true, limit: COMPARED });
    const incidents = new Map(states.map((state) => state.state as Incident).filter((incident) => incident.id !== request.body.incidentId && sightOf(session, incident, city.roles, city.index) !== null).map((incident) => [incident.id, incident]));
    const { radiusM, window } = city.index.city.deadlines.duplicate;
    const at = now();
    const found = likelyDuplicates(draftTraits(request.body, city.index, at), [...incidents.values()].map((incident) => traitsOf(incident, city.index)), { radiusM, windowMs: window * SECOND });
    return {
      candidates: found.map(({ incidentId, score, reasons }) => {
        const incident = incidents.get(incidentId)!;
        const distance = reasons.find((reason) => reason.code === "DISTANCE");
        return {
          incidentId, no: incident.no, typeCode: incident.typeCode, addressText: incident.place?.addressText ?? "", score,
          distanceM: distance?.code === "DISTANCE" ? distance.params.metres : null, ageS: Math.max(0, Math.floor((at - incident.receivedAt) / SECOND)),
          reasons: reasons.map(({ code, params }) => ({ code, params })),
        };
      }),
    };
  });
}
