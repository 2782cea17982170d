import assert from "node:assert/strict";
import { test } from "node:test";
import { buildGraph, type RoadGraph } from "@tocsin/roads/graph.ts";
import type { Road } from "@tocsin/roads/road-table.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { createCoverWatch, type CoverWatch, type CoveringUnit } from "./cover-watch.ts";
import { demandCells, MOST_CELLS } from "./demand-cells.ts";

/** A street of 40 blocks of about 385 m each. */
const street = (): RoadGraph =>
  buildGraph({
    turns: [],
    roads: Array.from({ length: 40 }, (_, i): Road => ({ id: `r${i}`, name: "长街", class: "tertiary", from: `j${i}`, to: `j${i + 1}`, oneway: "no", speedKmh: 36, level: 0, bridge: false, line: [[112 + i * 0.004, 30], [112 + (i + 1) * 0.004, 30]] })),
  });
const head = { bounds: [111.99, 29.99, 112.17, 30.01] } as Parameters<typeof demandCells>[0];

function watch(): { readonly graph: RoadGraph; readonly cover: CoverWatch; readonly work: (() => void)[]; readonly at: (id: string, lon: number, more?: Partial<CoveringUnit>) => CoveringUnit } {
  const graph = street();
  const work: (() => void)[] = [];
  const cover = createCoverWatch({ graph, cells: demandCells(head, graph, [], []), targetMs: 180_000, busyFraction: 0.25, later: (piece) => void work.push(piece) });
  return { graph, cover, work, at: (unitId, lon, more = {}) => ({ unitId, snap: snap(graph, [lon, 30])!, group: "POLICE", exact: true, ...more }) };
}

test("DSP-01: the unit that alone covers an area leaves more behind than one of two that share theirs", () => {
  const { cover, at } = watch();
  const losses = cover.losses([at("alone", 112.02), at("near1", 112.12), at("near2", 112.1202)]);
  assert.ok(losses.get("alone")! > 2 * losses.get("near1")!);
  assert.equal(losses.get("near1"), losses.get("near2"));
});

test("DSP-01: a fire engine does not cover for a patrol car", () => {
  const { cover, at } = watch();
  const both = cover.losses([at("car", 112.02), at("engine", 112.02, { group: "FIRE" })]);
  assert.equal(both.get("car"), cover.losses([at("car", 112.02)]).get("car"));
});

test("DSP-01: units that are not asked for exactly are found later, a few at a time, and then count", () => {
  const { cover, work, at } = watch();
  const far = Array.from({ length: 20 }, (_, i) => at(`u${i}`, 112.002 + i * 0.008, { exact: false }));
  const before = cover.losses([...far, at("asked", 112.0801)]);
  assert.equal(before.get("u3"), 0, "not known yet");
  let rounds = 0;
  for (let piece = work.shift(); piece !== undefined; piece = work.shift(), rounds++) piece();
  assert.ok(rounds > 1, "in slices");
  const later = cover.losses([...far, at("asked", 112.0801)]);
  assert.ok(later.get("u3")! > 0);
  assert.ok(later.get("asked")! < before.get("asked")!, "others cover for it now");
});

test("DSP-01: a closed road changes what is covered at once", () => {
  const { graph, cover, at } = watch();
  const open = cover.losses([at("one", 112.021)]).get("one")!;
  graph.setClosed("r6", true);
  assert.ok(cover.losses([at("one", 112.021)]).get("one")! < open);
});

test("DSP-01: cells are no more than they may be, and weigh what stands in them", () => {
  const graph = street();
  const plain = demandCells(head, graph, [], []);
  assert.ok(plain.weights.length <= MOST_CELLS);
  assert.equal(plain.weights.reduce((sum, weight) => sum + weight, 0), 41);
  const richer = demandCells(head, graph, [{ point: [112.05, 30] }, { point: [120, 30] }], [{ lon: 112.05, lat: 30 }]);
  assert.equal(richer.weights.reduce((sum, weight) => sum + weight, 0), 41 + 1 + 10, "what lies outside the city weighs nothing");
  assert.deepEqual([...plain.cellOfJunction], [...richer.cellOfJunction]);
});
