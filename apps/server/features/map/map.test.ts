import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { test } from "node:test";
import type { Road } from "@tocsin/roads/road-table.ts";
import { chainRoads } from "./chain-roads.ts";
import { mapTiers } from "./map-features.ts";
import { THEMES, PALETTES } from "./map-palette.ts";
import { mapStyle } from "./map-style.ts";
import { createTileMaker } from "./tile-maker.ts";
import { waterNames } from "./water-names.ts";

const road = (id: string, from: string, to: string, line: Road["line"], more: Partial<Road> = {}): Road => ({ id, name: "学府路", class: "secondary", from, to, oneway: "no", speedKmh: null, level: 0, bridge: false, line, ...more });
const square = (west: number, south: number, side: number) => [[[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]] as const;

test("CMD-02: roads split at junctions are drawn as one line each, whichever way their parts were entered", () => {
  const runs = chainRoads([road("a", "1", "2", [[112, 30], [112.001, 30]]), road("b", "3", "2", [[112.002, 30], [112.001, 30]]), road("c", "3", "4", [[112.002, 30], [112.003, 30]])]);
  assert.equal(runs.length, 1);
  assert.deepEqual([...runs[0]!.line].sort((x, y) => x[0] - y[0]), [[112, 30], [112.001, 30], [112.002, 30], [112.003, 30]]);
});

test("CMD-02: a run ends where three of a name meet, at a bridge and at another name; a ring is drawn once", () => {
  const fork = [road("a", "1", "2", [[112, 30], [112.001, 30]]), road("b", "2", "3", [[112.001, 30], [112.002, 30]]), road("c", "2", "4", [[112.001, 30], [112.001, 30.001]])];
  assert.equal(chainRoads(fork).length, 3);
  assert.equal(chainRoads([fork[0]!, { ...fork[1]!, bridge: true }]).length, 2);
  assert.equal(chainRoads([fork[0]!, { ...fork[1]!, name: "别名路" }]).length, 2);
  const ring = [road("a", "1", "2", [[112, 30], [112.001, 30]]), road("b", "2", "3", [[112.001, 30], [112.001, 30.001]]), road("c", "3", "1", [[112.001, 30.001], [112, 30]])];
  const [run, ...others] = chainRoads(ring);
  assert.deepEqual([run?.line.length, others.length], [4, 0]);
});

test("CMD-02: a water is named within itself, a long one again and again", () => {
  const river = { name: "岚江", rings: [[[112, 30], [112.2, 30], [112.2, 30.01], [112, 30.01], [112, 30]]] as const };
  const names = waterNames([river, { name: "镜湖", rings: square(112.5, 30.5, 0.01) }, { name: "", rings: square(113, 30.5, 0.01) }]);
  assert.equal(names.filter(({ name }) => name === "镜湖").length, 1);
  assert.ok(names.filter(({ name }) => name === "岚江").length >= 3);
  for (const { point } of names.filter(({ name }) => name === "岚江")) assert.ok(point[0] > 112 && point[0] < 112.2 && point[1] > 30 && point[1] < 30.01);
});

const ground = {
  roads: [road("a", "1", "2", [[112, 30], [112.02, 30]]), road("b", "5", "3", [[112.012, 30], [112.012, 30.01]], { class: "residential", name: "小巷" })],
  places: [{ id: "P", kind: "POI" as const, name: "人民医院", aliases: [], district: "", point: [112.01, 30.01] as const }],
  layers: { water: [{ name: "镜湖", rings: square(112.005, 30.005, 0.004) }], green: [] },
};
const tileAt = (z: number): [number, number, number] => [z, Math.floor(((112.01 + 180) / 360) * 2 ** z), Math.floor(((1 - Math.asinh(Math.tan((30.001 * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z)];

test("CMD-02: a tile holds the layers that its zoom shows; where there is nothing there is no tile", async () => {
  const tiles = createTileMaker(mapTiers(ground, []));
  const textOf = async (z: number): Promise<string> => gunzipSync((await tiles.tile(...tileAt(z)))!).toString("latin1");
  const utf8 = (text: string): string => Buffer.from(text).toString("latin1");
  const [near, far] = [await textOf(13), await textOf(10)];
  for (const part of ["road", "water", "place", utf8("学府路"), utf8("镜湖")]) assert.ok(near.includes(part), part);
  assert.ok(near.includes(utf8("小巷")) && !far.includes(utf8("小巷")), "lanes are for near views");
  assert.equal(await tiles.tile(14, 0, 0), null);
  assert.equal(await tiles.tile(...tileAt(14)), await tiles.tile(...tileAt(14)), "made once");
  const other = createTileMaker(mapTiers({ ...ground, places: [] }, []));
  assert.notEqual(other.version, tiles.version);
});

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (hex: string): number => {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
const saturation = (hex: string): number => {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return (Math.max(...rgb) - Math.min(...rgb)) / 255;
};

test("X-15: names on the map can be read in both themes, and nothing of the ground is loud", () => {
  for (const theme of THEMES) {
    const palette = PALETTES[theme];
    for (const colour of [palette.roadText, palette.placeText, palette.areaText]) {
      assert.ok(contrast(colour, palette.halo) >= 4.5, `${theme} ${colour} on ${palette.halo}: ${contrast(colour, palette.halo)}`);
      assert.ok(contrast(colour, palette.ground) >= 4.5, `${theme} ${colour} on ${palette.ground}: ${contrast(colour, palette.ground)}`);
    }
    for (const [name, colour] of Object.entries(palette)) assert.ok(saturation(colour) <= 0.18, `${theme} ${name} ${colour} is loud`);
  }
});

test("CMD-02: both themes draw the same layers in the same order, each with a name of its own", () => {
  const ids = THEMES.map((theme) => (mapStyle(theme, "http://x/{z}", [1, 2, 3, 4], "")["layers"] as { id: string }[]).map(({ id }) => id));
  assert.deepEqual(ids[0], ids[1]);
  assert.equal(new Set(ids[0]).size, ids[0]!.length);
});
