import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startCity, type Seated, type TestCity } from "../harness.ts";

let city: TestCity;
let seat: Seated;
before(async () => {
  city = await startCity();
  seat = await city.signIn("taker");
});
after(() => city.close());

const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(path.startsWith("http") ? path : `${city.url}/api/v1/map/${path}`, { headers: { authorization: `Bearer ${seat.token}`, ...headers } });

interface Style {
  readonly layers: readonly { readonly id: string; readonly paint: Readonly<Record<string, unknown>> }[];
  readonly sources: { readonly city: { readonly tiles: readonly [string]; readonly bounds: readonly number[] } };
}

test("CMD-02: the style leads to tiles, which the caller may keep, and needs nothing from elsewhere", async () => {
  const style = (await (await ask("style.json?theme=dark")).json()) as Style;
  const [template] = style.sources.city.tiles;
  assert.ok(template.startsWith(city.url), "workers need a whole address");
  assert.deepEqual(JSON.stringify(style).match(/https?:\/\/[^"/]+/g), [city.url]);
  const [z, lon, lat] = [14, 112.01, 30.01];
  const x = Math.floor(((lon + 180) / 360) * 2 ** z);
  const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
  const url = template.replace("{z}", String(z)).replace("{x}", String(x)).replace("{y}", String(y));
  const tile = await ask(url);
  assert.equal(tile.status, 200);
  assert.match(tile.headers.get("cache-control") ?? "", /immutable/);
  assert.ok(Buffer.from(await tile.arrayBuffer()).includes("学府路"));
  assert.equal((await ask(url, { "if-none-match": tile.headers.get("etag")! })).status, 304);
  assert.match((await ask(url.replace(/v=\w+/, "v=old"))).headers.get("cache-control") ?? "", /no-cache/, "an address of another map is not kept");
  assert.equal((await ask("tiles/14/0/0.pbf")).status, 204);
});

test("X-04: themes and tiles that do not exist are refused", async () => {
  assert.equal((await ask("style.json?theme=pink")).status, 422);
  assert.equal((await ask("tiles/3/8/0.pbf")).status, 404);
  assert.equal((await ask("tiles/99/0/0.pbf")).status, 422);
  assert.equal((await fetch(`${city.url}/api/v1/map/areas`)).status, 401);
});

test("ORG-01: areas carry the organisation and its level", async () => {
  const answer = await ask("areas");
  assert.match(answer.headers.get("content-type") ?? "", /geo\+json/);
  const { features } = (await answer.json()) as { features: { properties: { org: string; path: string; level: string; name: string } }[] };
  assert.ok(features.some(({ properties }) => properties.org === "S11" && properties.path === "CITY.D1.S11" && properties.level === "STATION" && properties.name !== ""));
  assert.equal((await ask("areas", { "if-none-match": answer.headers.get("etag")! })).status, 304);
});
