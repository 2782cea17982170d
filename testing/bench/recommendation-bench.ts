import { CLOSEST_CAPABLE } from "@tocsin/engine/recommend/recommend-policy.ts";
import { recommend } from "@tocsin/engine/recommend/recommend.ts";
import type { Candidate } from "@tocsin/engine/recommend/recommend-input.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph, type RoadGraph } from "@tocsin/roads/graph.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { travelTimesTo } from "@tocsin/roads/travel.ts";
import { DEFAULT_TURN_COSTS } from "@tocsin/roads/turn-costs.ts";
import { inTurns, medianOf, type Measure, type RatioRow } from "./rounds.ts";
import { buildValhalla } from "./valhalla.ts";

const UNITS = 200;
const ROUNDS = 5;
/** Incidents per round. */
const INCIDENTS = 3;

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
const timed = (all: readonly Scene[], work: (scene: Scene) => unknown): Measure => {
  let at = 0;
  return async () => {
    const began = performance.now();
    for (let i = 0; i < INCIDENTS; i++) await work(all[at++ % all.length]!);
    return (performance.now() - began) / INCIDENTS;
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

/** Ranking 200 units for one incident beside Valhalla's matrix of 200 to 1 on the same streets. */
export async function benchRecommendation(name: string, table: RoadTable, folder: string): Promise<BenchPart> {
  const valhalla = await buildValhalla(table, folder);
  const graph = buildGraph(table, { turnCosts: DEFAULT_TURN_COSTS });
  const all = scenes(graph, 40);
  const ours = timed(all, (scene) => recommendationText(graph, scene));
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  if (typeof valhalla === "string") {
    const measured = await inTurns({ ours }, ROUNDS);
    return { rows: [{ what: `${name}: recommend ${UNITS} units`, ours: ms(measured.ours.median), other: "–", ratio: Number.NaN, note: valhalla }], noise: [] };
  }
  const [cost, tdm] = [valhalla.matrix("costmatrix"), valhalla.matrix("timedistancematrix")];
  const beside = await timesBeside(graph, all[0]!, (scene) => tdm(scene.units, [scene.incident]));
  const measured = await inTurns({ ours, cost: timed(all, (scene) => cost(scene.units, [scene.incident])), tdm: timed(all, (scene) => tdm(scene.units, [scene.incident])) }, ROUNDS);
  const row = (algorithm: "cost" | "tdm", label: string): RatioRow => ({
    what: `${name}: recommend ${UNITS} units, snapped, ranked, JSON`, ours: ms(measured.ours.median), other: `${label} ${ms(measured[algorithm].median)}`,
    ratio: measured[algorithm].median / measured.ours.median, note: `Valhalla ${valhalla.version}, its times ${beside.toFixed(2)} of ours`,
  });
  return { rows: [row("cost", "costmatrix"), row("tdm", "timedistance")], noise: (["ours", "cost", "tdm"] as const).map((way) => `${name} ${way} ${measured[way].spread.toFixed(1)}`) };
}
