import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { distanceM } from "@tocsin/kernel/geo.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph } from "./graph.ts";
import { follow, type Fix, type Track } from "./match.ts";
import { metresBetween } from "./metres-between.ts";
import { pointOn, route } from "./route.ts";
import { readSanFrancisco } from "./sf.ts";
import { snap } from "./snap.ts";
import { hitsOf } from "./test-drives.ts";
import { gridTable, randomSnap, sharedFolder, withRandomRules } from "./test-graphs.ts";

const shared = sharedFolder();
const seeds = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

test("DSP-02: a unit that drives through made-up streets is kept on its way, where the nearest road is three times as often another", () => {
  const hits = hitsOf(buildGraph(gridTable(3, 20)), seeds(12), { errorM: 15, everyMs: 2_000, heading: true });
  assert.ok(hits.fixes > 500);
  assert.ok(1 - hits.matched < 0.5 * (1 - hits.nearest), JSON.stringify(hits));
});

test("DSP-02: on San Francisco's streets following a unit is far more often right than the nearest road, with and without headings", { skip: shared === null ? "the shared data folder is not here (set TOCSIN_SHARED)" : false }, () => {
  const graph = buildGraph(readSanFrancisco(readFileSync(join(shared!, "data/roads/san_francisco/sf_edges.csv"), "utf8")).table);
  const plain = hitsOf(graph, seeds(6), { errorM: 15, everyMs: 2_000, heading: false });
  assert.ok(1 - plain.matched < 0.7 * (1 - plain.nearest) && plain.matchedM < plain.nearestM, JSON.stringify(plain));
  const headed = hitsOf(graph, seeds(6), { errorM: 15, everyMs: 2_000, heading: true });
  assert.ok(1 - headed.matched < 0.55 * (1 - headed.nearest) && headed.matchedM < headed.nearestM, JSON.stringify(headed));
});

test("DSP-02: a parallel street that a fix happens to be nearer to does not take the unit off its own", () => {
  const street = (id: string, lat: number, from: string, to: string) => ({ id, name: id, class: "residential", from, to, oneway: "no", speedKmh: 36, level: 0, bridge: false, line: [[106, lat], [106.01, lat]] }) as const;
  const graph = buildGraph({ roads: [street("own", 29, "a", "b"), street("other", 29.0003, "c", "d")], turns: [] });
  let track: Track | null = null;
  for (let i = 0; i < 8; i++) track = follow(graph, track, { lon: 106.001 + i * 0.0002, lat: i === 5 ? 29.00018 : 29.00004, at: i * 2_000 });
  assert.equal(track?.snap?.roadId, "own");
  assert.equal(snap(graph, [106.002, 29.00018])?.roadId, "other", "by itself that fix lies nearer to the other street");
  const far = follow(graph, track, { lon: 106.004, lat: 29.0028, at: 30_000 });
  assert.deepEqual(far.snap, snap(graph, [106.004, 29.0028]), "off the roads: the nearest place on one");
  assert.equal(follow(graph, far, { lon: 106.004, lat: 29.0003, at: 40_000 }).snap?.roadId, "other", "back at a road it begins anew");
  assert.equal(follow(graph, far, { lon: 120, lat: 29, at: 50_000 }).snap, null);
});

test("DSP-02: whatever fixes come, in whatever order, the answer lies on its road, as far from the fix as it says", () => {
  const graph = buildGraph(withRandomRules(gridTable(5, 6), 5, 20));
  const fixes = fc.array(
    fc.record({
      lon: fc.double({ min: 105.998, max: 106.014, noNaN: true }), lat: fc.double({ min: 28.998, max: 29.014, noNaN: true }), at: fc.integer({ min: 0, max: 400_000 }),
      accuracyM: fc.double({ min: 0, max: 10_000, noNaN: true }), speedKmh: fc.double({ min: 0, max: 300, noNaN: true }), heading: fc.double({ min: 0, max: 360, noNaN: true }),
    }),
    { minLength: 1, maxLength: 25 },
  );
  fc.assert(
    fc.property(fixes, (list: Fix[]) => {
      let track: Track | null = null;
      for (const fix of list) {
        track = follow(graph, track, fix);
        assert.ok(track.snap !== null);
        assert.ok(distanceM(pointOn(graph, track.snap.road, track.snap.fraction), track.snap.point) < 0.01);
        assert.ok(Math.abs(distanceM([track.fix.lon, track.fix.lat], track.snap.point) - track.snap.distanceM) < 0.5);
        assert.ok(track.snap.distanceM <= 1_000.5 && track.states.every(({ score }) => score <= 0 && score >= -20));
      }
    }),
    { numRuns: 150 },
  );
});

test("DSP-02: metres between places are those of the shortest way, and infinite beyond the limit", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const table = withRandomRules(gridTable(seed, 6), seed, 10);
      const graph = buildGraph({ ...table, roads: table.roads.map((road) => ({ ...road, speedKmh: 36 })) });
      const dice = randomStream(seed, "ends");
      const from = randomSnap(graph, dice);
      const targets = [...new Map(Array.from({ length: 6 }, () => randomSnap(graph, dice)).map((one) => [one.road, one])).values()].filter(({ road }) => road !== from.road);
      const out = new Float64Array(targets.length);
      metresBetween(graph, from, targets, 800, out);
      targets.forEach((to, index) => {
        // At one speed the fastest way is the shortest, but for the milliseconds to which times are rounded.
        const metres = route(graph, from, to)?.metres ?? Infinity;
        if (metres < 800) assert.ok(Math.abs(metres - out[index]!) < 0.2, `${metres} ${out[index]}`);
        else assert.ok(out[index]! >= metres - 0.2);
      });
    }),
    { numRuns: 200 },
  );
});
