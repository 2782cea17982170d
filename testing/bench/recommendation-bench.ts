import { CLOSEST_CAPABLE } from "@tocsin/engine/recommend/recommend-policy.ts";
import { recommend } from "@tocsin/engine/recommend/recommend.ts";
import type { Candidate } from "@tocsin/engine/recommend/recommend-input.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph, type RoadGraph } from "@tocsin/roads/graph.ts";
import { prepareRoads } from "@tocsin/roads/prepare-roads.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { travelTimesTo } from "@tocsin/roads/travel.ts";
import { DEFAULT_TURN_COSTS } from "@tocsin/roads/turn-costs.ts";
import { inTurns, medianOf, ratioGoal, type Measure, type RatioRow } from "./rounds.ts";
import { buildValhalla } from "./valhalla.ts";

const UNITS = 200;
const ROUNDS = 5;
/** Incidents per round of the peer, and of what is here: enough that one hiccup of the machine is not the round. */
const THEIRS = 3;
const OURS = 40;
/** Valhalla's better way takes so many times as long. */
const GOAL = 40;

interface Scene {
  readonly units: readonly LonLat[];
  readonly incident: LonLat;
}

/** Units and an incident near junctions of the streets, not on them. */
function scenes(graph: RoadGraph, count: number): Scene[] {
  const dice = randomStream("bench", "scenes");
  const near = (): LonLat => {
    const [lon, lat] = dice.pick(graph.junctionPoints);
    return [lon + (dice.next() - 0.5) * 0.0004, lat + (dice.next() - 0.5) * 0.0004];
  };
  return Array.from({ length: count }, () => ({ units: Array.from({ length: UNITS }, near), incident: near() }));
}

function candidate(index: number, point: LonLat, target: LonLat, travelMs: number): Candidate {
  return {
    unitId: `U${index}`, callSign: `U${index}`, kind: "PATROL_CAR", agency: "POLICE", orgId: "P", orgPath: "CITY.D.S.P",
    capabilities: index % 3 === 0 ? ["PATROL", "FIRST_AID"] : ["PATROL"], expiredCapabilities: [], crew: 2, status: "AVAILABLE", positionAt: 0, positionSource: "GPS",
    stale: false, travelMs: travelMs < 0 ? null : travelMs, straightM: distanceM(point, target), load: index % 4, coverLoss: 0, assignment: null,
  };
}

/** What Valhalla is asked: from coordinates to times as text. */
const timesText = (graph: RoadGraph, { units, incident }: Scene): string =>
  JSON.stringify({ times: [...travelTimesTo(graph, snap(graph, incident)!, units.map((point) => snap(graph, point)))] });

/** Everything from coordinates to the answer as text: snapping, travel times with turn costs, ranking with reasons, JSON. */
function recommendationText(graph: RoadGraph, { units, incident }: Scene): string {
  const target = snap(graph, incident)!;
  const times = travelTimesTo(graph, target, units.map((point) => snap(graph, point)));
  const made = recommend({
    at: 0, policy: CLOSEST_CAPABLE, graphVersion: graph.version, includeStale: false,
    incident: { id: "I", typeCode: "TR-01", priority: "P1", needsAll: ["PATROL", "FIRST_AID"], needsAny: [], crewMin: 4, point: incident, agencyLead: "POLICE", orgPath: "CITY.D.S" },
    candidates: units.map((point, i) => candidate(i, point, incident, times[i]!)),
  });
  return JSON.stringify(made);
}

/** Milliseconds per incident. */
const timed = (all: readonly Scene[], incidents: number, work: (scene: Scene) => unknown): Measure => {
  let at = 0;
  return async () => {
    const took: number[] = [];
    for (let i = 0; i < incidents; i++) {
      const began = performance.now();
      await work(all[at++ % all.length]!);
      took.push(performance.now() - began);
    }
    return medianOf(took);
  };
};

/** How Valhalla's times lie beside ours, median of theirs over ours: tells whether both were asked the same. */
async function timesBeside(graph: RoadGraph, scene: Scene, matrix: (scene: Scene) => Promise<string>): Promise<number> {
  const answer = JSON.parse(await matrix(scene)) as { sources_to_targets: { time: number | null }[][] | { durations: (number | null)[][] } };
  const rows = answer.sources_to_targets;
  const theirs = Array.isArray(rows) ? rows.map((row) => row[0]?.time ?? null) : rows.durations.map((row) => row[0] ?? null);
  const ours = travelTimesTo(graph, snap(graph, scene.incident)!, scene.units.map((point) => snap(graph, point)));
  return medianOf(theirs.flatMap((seconds, i) => (seconds !== null && ours[i]! > 10_000 ? [(seconds * 1_000) / ours[i]!] : [])));
}

export interface BenchPart {
  readonly rows: readonly RatioRow[];
  readonly noise: readonly string[];
}

/** Travel times of 200 units to one incident, and their ranking, beside Valhalla's matrix of 200 to 1 on the same streets. */
export async function benchRecommendation(name: string, table: RoadTable, folder: string): Promise<BenchPart> {
  const valhalla = await buildValhalla(table, folder);
  const graph = buildGraph(table, { turnCosts: DEFAULT_TURN_COSTS });
  const all = scenes(graph, OURS);
  const preparation = prepareRoads(graph, (error) => console.error(error));
  await preparation.caughtUp();
  const ours = { times: timed(all, OURS, (scene) => timesText(graph, scene)), ranked: timed(all, OURS, (scene) => recommendationText(graph, scene)) };
  try {
    const ms = (value: number): string => `${value.toFixed(2)} ms`;
    const what = { times: `${name}: times of ${UNITS} units, snapped, JSON`, ranked: `${name}: the same ranked with reasons, hashed, JSON` };
    if (typeof valhalla === "string") {
      const measured = await inTurns(ours, ROUNDS);
      return { rows: (["times", "ranked"] as const).map((way) => ({ what: what[way], ours: ms(measured[way].median), other: "–", ratio: Number.NaN, note: valhalla })), noise: [] };
    }
    const [cost, tdm] = [valhalla.matrix("costmatrix"), valhalla.matrix("timedistancematrix")];
    const beside = await timesBeside(graph, all[0]!, (scene) => tdm(scene.units, [scene.incident]));
    const theirs = (matrix: typeof cost): Measure => timed(all, THEIRS, (scene) => matrix(scene.units, [scene.incident]));
    const measured = await inTurns({ ...ours, cost: theirs(cost), tdm: theirs(tdm) }, ROUNDS);
    const [best, label] = measured.cost.median < measured.tdm.median ? [measured.cost.median, "costmatrix"] : [measured.tdm.median, "timedistance"];
    const row = (way: "times" | "ranked"): RatioRow => {
      const ratio = best / measured[way].median;
      return { what: what[way], ours: ms(measured[way].median), other: `${label} ${ms(best)}`, ratio, goal: ratioGoal(ratio, GOAL), note: `better way of Valhalla ${valhalla.version}, its times ${beside.toFixed(2)} of ours` };
    };
    return { rows: [row("times"), row("ranked")], noise: (["times", "ranked", "cost", "tdm"] as const).map((way) => `${name} ${way} ${measured[way].spread.toFixed(1)}`) };
  } finally {
    await preparation.close();
  }
}
