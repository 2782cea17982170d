import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type, type Static } from "typebox";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { LayoutTerms } from "../../layout-book.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { areasGeojson } from "./areas-geojson.ts";
import { THEMES } from "./map-palette.ts";
import { mapStyle } from "./map-style.ts";
import { MAX_ZOOM, type TileMaker } from "./tile-maker.ts";

export interface MapDeps {
  readonly tiles: TileMaker;
  readonly city: CityIndex;
  /** The areas that hold now; the same list while nothing has changed. */
  readonly areas: () => Pick<LayoutTerms, "areas">;
}

const TileParams = Type.Object({ z: Type.Integer({ minimum: 0, maximum: MAX_ZOOM }), x: Type.Integer({ minimum: 0 }), y: Type.Integer({ minimum: 0 }) });
const TileQuery = Type.Object({ v: Type.Optional(Type.String({ maxLength: 40 })) }, { additionalProperties: false });
const StyleQuery = Type.Object({ theme: Type.Optional(Type.Enum(THEMES)) }, { additionalProperties: false });

/** Answers 304 when the caller has it already; otherwise the caller may keep it and asks again each time. */
function unchanged(request: FastifyRequest, reply: FastifyReply, version: string, lasting: boolean): boolean {
  const etag = `"${version}"`;
  void reply.headers({ etag, "cache-control": lasting ? "private, max-age=31536000, immutable" : "private, no-cache" });
  return request.headers["if-none-match"] === etag;
}

/** Makes something anew only when it is asked of something else than the last time. */
function rememberLast<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  let last: { readonly from: From; readonly made: Made } | null = null;
  return (from) => {
    if (last?.from !== from) last = { from, made: make(from) };
    return last.made;
  };
}

/** Style, tiles and areas of the city's map. Whoever is signed in may see the ground; what stands on it has its own routes. */
export function registerMap(app: FastifyInstance, { tiles, city, areas }: MapDeps): void {
  const { bounds, attribution } = city.city.head;
  const drawnAreas = rememberLast(({ areas: list }: Pick<LayoutTerms, "areas">) => {
    const text = JSON.stringify(areasGeojson(city, list));
    return { text, version: hashOf(text).slice(0, 16) };
  });

  app.get<{ Querystring: Static<typeof StyleQuery> }>(ROUTES.style, { schema: { tags: ["map"], querystring: StyleQuery } }, async (request) => {
    // Workers of the map have no page to which a relative address could refer.
    const origin = `${request.protocol}://${request.host}`;
    const url = `${origin}${ROUTES.tile.replace(":z", "{z}").replace(":x", "{x}").replace(":y", "{y}")}?v=${tiles.version}`;
    return mapStyle(request.query.theme ?? "light", url, bounds, attribution);
  });

  app.get<{ Params: Static<typeof TileParams>; Querystring: Static<typeof TileQuery> }>(ROUTES.tile, { schema: { tags: ["map"], params: TileParams, querystring: TileQuery } }, async (request, reply) => {
    const { z, x, y } = request.params;
    if (x >= 2 ** z || y >= 2 ** z) throw new RefusedRequest(refuse("NOT_FOUND"));
    if (unchanged(request, reply, tiles.version, request.query.v === tiles.version)) return reply.code(304).send();
    const tile = await tiles.tile(z, x, y);
    if (tile === null) return reply.code(204).send();
    return reply.headers({ "content-type": "application/vnd.mapbox-vector-tile", "content-encoding": "gzip" }).send(tile);
  });

  app.get(ROUTES.areas, { schema: { tags: ["map"] } }, async (request, reply) => {
    const drawn = drawnAreas(areas());
    if (unchanged(request, reply, drawn.version, false)) return reply.code(304).send();
    return reply.type("application/geo+json; charset=utf-8").send(drawn.text);
  });
}
