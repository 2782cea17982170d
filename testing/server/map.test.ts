import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { LayoutArea, LayoutFault } from "@tocsin/contract/layouts/layout.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { SCHOOL, accepted, refusedWith, report } from "../scene.ts";
import { openScreen } from "../screen.ts";

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

/** The posts of the first station with the border between them at another longitude. */
function parted(areas: readonly LayoutArea[], at: number): LayoutArea[] {
  const box = (west: number, east: number): [number, number][][] => [[[west, 29.998], [east, 29.998], [east, 30.014], [west, 30.014], [west, 29.998]]];
  return areas.flatMap((area) => (area.id === "P111" ? [{ ...area, rings: box(111.998, at) }] : area.id === "P112" ? [{ ...area, rings: box(at, 112.02) }] : []));
}
const areaAt = async (): Promise<string | null> => (await seat.reverse(SCHOOL.point)).orgPath;

test("DSP-07: a layout takes over at its time, after a restart too; what came in before keeps its area, what comes after has the new one", async (t) => {
  const [drafter, publisher] = [await city.signIn("dispatcher"), await city.signIn("commander")];
  const [first] = (await drafter.layouts()).layouts;
  assert.deepEqual([first?.no, first?.status, first?.areaCount], [1, "IN_FORCE", 9], "the city's file is the first layout");
  const { areas } = await drafter.layout(first!.id);
  const layoutId = newUlid();
  const edit = (payload: Omit<CommandPayload["layouts.edit"], "layoutId">) => drafter.command("layouts.edit", { layoutId, ...payload });
  accepted(await drafter.command("layouts.draft", { layoutId, basedOn: first!.id, name: "码头扩区" }));
  assert.ok(!(await (await city.signIn("room11")).layouts()).layouts.some(({ id }) => id === layoutId), "a draft concerns those who work on layouts");
  refusedWith(await (await city.signIn("room11")).command("layouts.edit", { layoutId, name: "x" }), "NOT_FOUND");

  const [post111, post112] = parted(areas, 112.002) as [LayoutArea, LayoutArea];
  const bow: LayoutArea = { ...post111, rings: [[[111.998, 29.998], [112.002, 30.014], [112.002, 29.998], [111.998, 30.014], [111.998, 29.998]]] };
  assert.equal(refusedWith(await edit({ set: [bow] }), "LAYOUT_RING").params["fault"], "RING_SELF_INTERSECTING");
  accepted(await edit({ set: [post111] }));
  const effectiveFrom = city.clock.now() + 60_000;
  const publish = () => publisher.command("layouts.publish", { layoutId, effectiveFrom });
  refusedWith(await drafter.command("layouts.publish", { layoutId, effectiveFrom }), "FORBIDDEN");
  const faults = refusedWith(await publish(), "LAYOUT_FAULTY").params["faults"] as LayoutFault[];
  assert.deepEqual(faults.map(({ kind, areas: ids }) => [kind, ...ids]), [["GAP", "S11"]]);
  assert.ok(faults[0]!.areaM2! > 1e6 && faults[0]!.shape[0]![0]!.length >= 5);
  assert.deepEqual((await drafter.layoutCheck(layoutId)).faults, faults);
  refusedWith(await edit({ expectedVersion: 1, set: [post112] }), "VERSION_CONFLICT");
  accepted(await edit({ expectedVersion: 2, set: [post112] }));

  const screen = await openScreen(t, await city.signIn("u1"));
  const before = await report(drafter);
  assert.deepEqual([before.orgPath, before.layout], ["CITY.D1.S11.P111", { id: first!.id, no: 1, area: "P111" }]);
  const drawn = await ask("areas");
  assert.equal(accepted(await publish()).layouts?.find(({ id }) => id === layoutId)?.status, "PLANNED");
  await screen.until("the coming layout", ({ layouts }) => layouts.get(layoutId)?.no === 2);
  await city.restart();
  seat = await city.signIn("taker");
  const desk = await city.signIn("dispatcher");
  await city.pass(59);
  assert.equal(await areaAt(), "CITY.D1.S11.P111");
  await city.pass(1);
  assert.equal(await areaAt(), "CITY.D1.S11.P112");
  assert.deepEqual((await desk.layouts()).layouts.map(({ status, effectiveUntil }) => [status, effectiveUntil]), [["SUPERSEDED", effectiveFrom], ["IN_FORCE", null]]);
  assert.equal((await ask("areas", { "if-none-match": drawn.headers.get("etag")! })).status, 200);
  const after = await report(desk);
  assert.deepEqual([after.orgPath, after.layout?.no, after.layout?.area], ["CITY.D1.S11.P112", 2, "P112"]);
  const moved = accepted(await desk.command("intake.locate", { incidentId: before.id, place: { ...SCHOOL, addressText: "学府路10号" } })).incidents[0]!;
  assert.deepEqual([moved.orgPath, moved.layout?.no], ["CITY.D1.S11.P111", 1]);
  refusedWith(await desk.command("layouts.edit", { layoutId, name: "x" }), "STATE_CONFLICT");
});
