import type { LonLat } from "@tocsin/kernel/geo.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph, type RoadGraph } from "@tocsin/roads/graph.ts";
import { oneToAll, travelMatrix } from "@tocsin/roads/matrix.ts";
import { prepareRoads, type RoadPreparation } from "@tocsin/roads/prepare-roads.ts";
import type { Road, RoadTable } from "@tocsin/roads/road-table.ts";
import { snap, type Snap } from "@tocsin/roads/snap.ts";
import { travelTimesTo } from "@tocsin/roads/travel.ts";
import { DEFAULT_TURN_COSTS } from "@tocsin/roads/turn-costs.ts";
import type { BenchPart } from "./recommendation-bench.ts";
import { inTurns, ratioGoal, type Measure, type RatioRow } from "./rounds.ts";
import { buildValhalla } from "./valhalla.ts";

const ROUNDS = 5;
const SIDE = 560;
const UNITS = 200;

const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** Milliseconds of one go, the middle of `times` goes. */
const timed = (times: number, work: (go: number) => unknown): Measure => {
  let go = 0;
  return async () => {
    const took: number[] = [];
    for (let i = 0; i < times; i++) {
      const began = performance.now();
      await work(go++);
      took.push(performance.now() - began);
    }
    return took.sort((a, b) => a - b)[times >> 1]!;
  };
};

/** A square of bent streets with fast ones among them: a stand-in for a large city's size, not for its shape. */
function largeGrid(): RoadTable {
  const dice = randomStream("bench", "grid");
  const points = Array.from({ length: SIDE * SIDE }, (_, i): LonLat => [106 + (i % SIDE) * 0.001 + dice.next() * 0.0005, 29 + Math.floor(i / SIDE) * 0.001 + dice.next() * 0.0005]);
  const roads: Road[] = [];
  const add = (a: number, b: number, fast: boolean): void =>
    void roads.push({ id: `r${roads.length}`, name: "", class: fast ? "primary" : "residential", from: `j${a}`, to: `j${b}`, oneway: "no", speedKmh: null, level: 0, bridge: false, line: [points[a]!, points[b]!] });
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    if (x + 1 < SIDE && dice.next() < 0.85) add(i, i + 1, y % 12 === 0);
    if (y + 1 < SIDE && dice.next() < 0.85) add(i, i + SIDE, x % 12 === 0);
  }
  return { roads, turns: [] };
}

const placesOn = (graph: RoadGraph, count: number, seed: string): Snap[] => {
  const dice = randomStream("bench", seed);
  return Array.from({ length: count }, () => snap(graph, dice.pick(graph.junctionPoints))!);
};

/** How long the next answer takes after a road was closed, beside the same answer without a closure; and when the hierarchy has followed. */
async function closureRow(graph: RoadGraph, preparation: RoadPreparation): Promise<RatioRow> {
  const units = placesOn(graph, UNITS, "units");
  const targets = placesOn(graph, 50, "targets");
  const dice = randomStream("bench", "closures");
  const target = (go: number): Snap => targets[go % targets.length]!;
  const measured = await inTurns(
    {
      closed: timed(20, (go) => {
        const road = dice.pick(graph.roads).id;
        graph.setClosed(road, true);
        travelTimesTo(graph, target(go), units);
        graph.setClosed(road, false);
      }),
      followed: async () => {
        graph.setClosed(dice.pick(graph.roads).id, true);
        const began = performance.now();
        await preparation.caughtUp();
        return performance.now() - began;
      },
      open: timed(20, (go) => travelTimesTo(graph, target(go), units)),
    },
    ROUNDS,
  );
  const first = measured.closed.median;
  return {
    what: `San Francisco: close a road, then ${UNITS} units to 1`, ours: ms(first), other: `no closure ${ms(measured.open.median)}`, ratio: measured.open.median / first, goal: { text: "≤ 10 ms", met: first <= 10 },
    note: `nothing is rebuilt; the worker has weighed anew after ${ms(measured.followed.median)}`,
  };
}

async function matrixRow(graph: RoadGraph, table: RoadTable, folder: string): Promise<RatioRow> {
  const [sources, targets] = [placesOn(graph, 100, "rows"), placesOn(graph, 100, "columns")];
  const ours = timed(9, () => travelMatrix(graph, sources, targets));
  const what = "San Francisco: matrix 100 × 100, with turn costs";
  const valhalla = await buildValhalla(table, folder);
  if (typeof valhalla === "string") return { what, ours: ms((await inTurns({ ours }, ROUNDS)).ours.median), other: "–", ratio: Number.NaN, note: valhalla };
  const points = (places: readonly Snap[]): LonLat[] => places.map(({ point }) => point);
  const [cost, tdm] = [valhalla.matrix("costmatrix"), valhalla.matrix("timedistancematrix")];
  const ask = (matrix: typeof cost): Measure => timed(1, () => matrix(points(sources), points(targets)));
  const measured = await inTurns({ ours, cost: ask(cost), tdm: ask(tdm) }, 3);
  const best = Math.min(measured.cost.median, measured.tdm.median);
  const ratio = best / measured.ours.median;
  return { what, ours: ms(measured.ours.median), other: `Valhalla ${ms(best)}`, ratio, goal: ratioGoal(ratio, 100), note: "better of its two ways; ours from snapped places" };
}

/** What reading the graph and writing the labels once costs at the least: one pass over as many bytes. */
async function sweepRow(): Promise<RatioRow> {
  const graph = buildGraph(largeGrid());
  const bytes = Int32Array.from({ length: graph.turns.onward.length + graph.arcWeight.length + 2 * graph.turns.vertexCount }, (_, i) => i);
  let kept = 0;
  const places = placesOn(graph, 20, "places");
  const measured = await inTurns(
    {
      all: timed(3, (go) => oneToAll(graph, places[go % places.length]!)),
      sweep: timed(15, () => {
        let sum = 0;
        for (let i = 0; i < bytes.length; i++) sum = (sum + bytes[i]!) | 0;
        kept ^= sum;
      }),
    },
    ROUNDS,
  );
  const ratio = measured.sweep.median / measured.all.median;
  return {
    what: `grid of ${graph.junctions.length} junctions: one to all`, ours: ms(measured.all.median), other: `memory sweep ${ms(measured.sweep.median)}`, ratio, goal: ratioGoal(ratio, 0.1),
    note: `one pass over the graph's ${(bytes.byteLength / 1e6).toFixed(1)} MB; a plain search, no hierarchy${kept === 1 ? " " : ""}`,
  };
}

/** Closures, matrices and one-to-all. */
export async function benchRoads(table: RoadTable, folder: string): Promise<BenchPart> {
  const graph = buildGraph(table, { turnCosts: DEFAULT_TURN_COSTS });
  const preparation = prepareRoads(graph, (error) => console.error(error));
  try {
    await preparation.caughtUp();
    const closure = await closureRow(graph, preparation);
    await preparation.caughtUp();
    return { rows: [closure, await matrixRow(graph, table, folder), await sweepRow()], noise: [] };
  } finally {
    await preparation.close();
  }
}
