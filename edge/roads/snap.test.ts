import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph } from "./graph.ts";
import { placeAt, pointOn, route } from "./route.ts";
import { snap } from "./snap.ts";
import { gridTable, randomSnap, withRandomRules } from "./test-graphs.ts";

test("a place snaps to the nearest point of any road, as looking along every road finds it", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (seed, where) => {
      const graph = buildGraph(gridTable(seed, 5));
      const dice = randomStream(where, "place");
      const place: LonLat = [106 + dice.next() * 0.012 - 0.001, 29 + dice.next() * 0.012 - 0.001];
      const found = snap(graph, place);
      assert.ok(found);
      assert.ok(Math.abs(distanceM(place, found.point) - found.distanceM) < 0.5);
      assert.ok(distanceM(pointOn(graph, found.road, found.fraction), found.point) < 0.01);
      for (let road = 0; road < graph.roads.length; road++) {
        for (let i = 0; i <= 20; i++) assert.ok(distanceM(place, pointOn(graph, road, i / 20)) > found.distanceM - 0.05);
      }
    }),
    { numRuns: 60 },
  );
});

test("nothing is found beyond the maximum distance, on roads not accepted, or in an empty graph", () => {
  const graph = buildGraph(gridTable(1, 3));
  const found = snap(graph, [106.001, 28.997]);
  assert.ok(found);
  assert.equal(snap(graph, [106.001, 28.997], { maxDistanceM: found.distanceM - 1 }), null);
  assert.ok(snap(graph, [106.001, 28.997], { maxDistanceM: found.distanceM + 1 }));
  assert.notEqual(snap(graph, [106.001, 28.997], { accept: (road) => road !== found.road })?.road, found.road);
  assert.equal(snap(graph, [106.001, 28.997], { accept: () => false }), null);
  assert.equal(snap(buildGraph({ roads: [], turns: [] }), [106, 29]), null);
});

test("DSP-02: a route's line, times, legs and roads agree, and a unit driving it is where it should be", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const graph = buildGraph(withRandomRules(gridTable(seed, 6), seed, 10));
      const dice = randomStream(seed, "ends");
      const [from, to] = [randomSnap(graph, dice), randomSnap(graph, dice)];
      const way = route(graph, from, to);
      if (!way) return;
      assert.ok(way.line.length >= 2 && way.line.length === way.atMs.length);
      assert.equal(way.atMs[0], 0);
      assert.equal(way.atMs.at(-1), way.ms);
      assert.ok(way.atMs.every((ms, i) => i === 0 || ms >= way.atMs[i - 1]!));
      assert.equal(way.legs.reduce((sum, leg) => sum + leg.ms, 0), way.ms);
      let metres = 0;
      for (let i = 1; i < way.line.length; i++) metres += distanceM(way.line[i - 1]!, way.line[i]!);
      assert.ok(Math.abs(metres - way.metres) < 0.01);
      assert.ok(Math.abs(way.legs.reduce((sum, leg) => sum + leg.metres, 0) - way.metres) < 0.01);
      assert.ok(distanceM(way.line[0]!, pointOn(graph, from.road, from.fraction)) < 0.01);
      assert.ok(distanceM(way.line.at(-1)!, pointOn(graph, to.road, to.fraction)) < 0.01);
      assert.deepEqual(placeAt(way, -5).point, way.line[0]);
      assert.deepEqual(placeAt(way, way.ms + 1).point, way.line.at(-1));
      const half = placeAt(way, way.ms / 2);
      assert.ok(half.bearingDeg >= 0 && half.bearingDeg < 360);
      assert.ok(way.ms === 0 || graph.roads.some((_, road) => distanceM(pointOn(graph, road, 0), half.point) < 2000));
    }),
    { numRuns: 200 },
  );
});

test("DSP-02: a route keeps to one-ways and turn rules road by road", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const table = withRandomRules(gridTable(seed, 6), seed, 30);
      const graph = buildGraph(table);
      const dice = randomStream(seed, "ends");
      const way = route(graph, randomSnap(graph, dice), randomSnap(graph, dice));
      for (let i = 1; i < (way?.roadIds.length ?? 0); i++) {
        const [a, b] = [graph.roads[graph.roadIndex(way!.roadIds[i - 1]!)]!, graph.roads[graph.roadIndex(way!.roadIds[i]!)]!];
        const shared = [a.from, a.to].filter((end) => end === b.from || end === b.to);
        const entered = shared.filter((end) => !(end === b.to && b.from !== b.to && b.oneway === "forward") && !(end === b.from && b.from !== b.to && b.oneway === "backward"));
        assert.ok(entered.length > 0, `${a.id} to ${b.id}`);
        const barred = entered.every((end) => table.turns.some((turn) => turn.kind === "no" && turn.fromRoad === a.id && turn.via === end && turn.toRoad === b.id));
        assert.ok(!barred, `forbidden turn ${a.id} to ${b.id}`);
      }
    }),
    { numRuns: 200 },
  );
});
