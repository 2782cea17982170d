import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { Latitude, Longitude } from "@tocsin/contract/coordinates.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { NearestAddress, PlaceCandidates, type PlaceCandidate } from "@tocsin/contract/views.ts";
import type { Context } from "@tocsin/domain/decision.ts";
import { DATUMS, toWgs84 } from "@tocsin/places/datum.ts";
import type { Gazetteer } from "@tocsin/places/gazetteer.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { premiseNear } from "./premise-near.ts";

export interface PlacesDeps {
  readonly gazetteer: Gazetteer;
  readonly premises: City["premises"];
  readonly jurisdiction: Context["jurisdiction"];
}

const Datum = Type.Optional(Type.Enum(DATUMS));
const SearchQuery = Type.Object(
  { q: Type.String({ maxLength: 200 }), lon: Type.Optional(Longitude), lat: Type.Optional(Latitude), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })), datum: Datum },
  { additionalProperties: false },
);
const ReverseQuery = Type.Object({ lon: Longitude, lat: Latitude, datum: Datum }, { additionalProperties: false });

/** The point near which to search; half of one is a mistake that would go unnoticed. */
function nearOf({ lon, lat, datum }: Static<typeof SearchQuery>): { readonly near?: readonly [number, number] } {
  if (lon === undefined && lat === undefined) return {};
  if (lon === undefined || lat === undefined) {
    const path = lon === undefined ? "$.lon" : "$.lat";
    throw new RefusedRequest(refuse("VALIDATION_FAILED", { fields: [path] }), [{ path, zh: "经度和纬度应一起填写", en: "longitude and latitude come together" }]);
  }
  return { near: toWgs84([lon, lat], datum ?? "WGS84") };
}

/** `GET /api/v1/places` and `/reverse`: offline, over the city's own names; answers are WGS-84. */
export function registerPlaces(app: FastifyInstance, { gazetteer, premises, jurisdiction }: PlacesDeps): void {
  const premiseOf = premiseNear(premises);
  app.get<{ Querystring: Static<typeof SearchQuery> }>(ROUTES.places, { schema: { tags: ["places"], querystring: SearchQuery, response: answers(PlaceCandidates) } }, async (request) => {
    const found = gazetteer.search(request.query.q, { limit: request.query.limit ?? 10, ...nearOf(request.query) });
    const candidates = found.map(({ id, name, kind, district, point, score, accuracyM, guess }): PlaceCandidate => {
      const premiseId = premiseOf({ id, name, point });
      return { id, name, kind, district, point: { lon: point[0], lat: point[1] }, score, accuracyM, ...(premiseId === null ? {} : { premiseId }), ...(guess === null ? {} : { guess }) };
    });
    return { candidates };
  });

  app.get<{ Querystring: Static<typeof ReverseQuery> }>(ROUTES.reverse, { schema: { tags: ["places"], querystring: ReverseQuery, response: answers(NearestAddress) } }, async (request) => {
    const point = toWgs84([request.query.lon, request.query.lat], request.query.datum ?? "WGS84");
    const nearest = gazetteer.nearestAddress(point);
    const { orgPath } = jurisdiction({ lon: point[0], lat: point[1] });
    return { text: nearest?.text ?? null, distanceM: nearest?.distanceM ?? null, orgPath };
  });
}
