import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "@tocsin/contract/coordinates.ts";
import { NearRoads } from "@tocsin/contract/roads/closure.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { nearRoads } from "@tocsin/roads/near-roads.ts";
import { answers } from "../../http/answer-schemas.ts";

const NearQuery = Type.Object({ lon: Longitude, lat: Latitude, radiusM: Type.Optional(Type.Number({ minimum: 1, maximum: 500 })) }, { additionalProperties: false });
const NEAR_M = 40;
const MOST = 60;

/** `GET /api/v1/roads/near`: the roads around a point, for whoever is about to close one. A city without roads has none. */
export function registerRoads(app: FastifyInstance, { graph }: { readonly graph: RoadGraph | null }): void {
  app.get<{ Querystring: Static<typeof NearQuery> }>(ROUTES.nearRoads, { schema: { tags: ["roads"], querystring: NearQuery, response: answers(NearRoads) } }, async ({ query }) => {
    const found = graph === null ? [] : nearRoads(graph, [query.lon, query.lat], query.radiusM ?? NEAR_M, MOST);
    const roads = found.map(({ road, distanceM }) => {
      const { id, name, line } = graph!.roads[road]!;
      return { id, name, line: line.map(([lon, lat]): [number, number] => [lon, lat]), distanceM };
    });
    return { roads };
  });
}
