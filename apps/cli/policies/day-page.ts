import { runSimulation, type SimLeg, type SimOutcome } from "@tocsin/engine/simulate/run-simulation.ts";
import type { PolicyPlan, SimWorld } from "@tocsin/engine/simulate/sim-world.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { route } from "@tocsin/roads/route.ts";
import { lateCalls } from "./arms.ts";
import { type DayData, type PageArm, type PageLeg, PLAYER } from "./day-player.ts";
import { page } from "./report-page.ts";
import { junctionSnaps } from "./roads-as-table.ts";

export interface DayArm {
  readonly name: string;
  readonly plan: PolicyPlan;
}

export interface Day {
  readonly title: string;
  readonly world: SimWorld;
  readonly graph: RoadGraph;
  /** Local midnight. */
  readonly from: number;
  readonly branchAt: number;
  readonly lateMs: number;
  /** The day as it was, and the other. */
  readonly arms: readonly [DayArm, DayArm];
}

const KINDS: readonly SimLeg["kind"][] = ["TO_CALL", "SCENE", "CARRY", "HANDOVER", "TO_POST"];
/** Points of a drive on the page, at most. */
const POINTS = 14;
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;

/** Ways by road between junctions, as points evenly spread in time; each asked once. */
function ways(graph: RoadGraph): (from: number, to: number) => readonly number[] {
  const snaps = junctionSnaps(graph);
  const known = new Map<string, readonly number[]>();
  const find = (from: number, to: number): number[] => {
    const [a, b] = [snaps[from], snaps[to]];
    const way = from !== to && a && b ? route(graph, a, b) : null;
    if (way === null) return [from, to].flatMap((junction) => [...graph.junctionPoints[junction]!]).map(round);
    return Array.from({ length: POINTS }, (_, i) => {
      const at = (way.ms * i) / (POINTS - 1);
      return way.line[Math.max(0, way.atMs.findIndex((ms) => ms >= at))]!;
    }).flat().map(round);
  };
  return (from, to) => {
    const key = `${from}/${to}`;
    if (!known.has(key)) known.set(key, find(from, to));
    return known.get(key)!;
  };
}

export interface RunDay {
  readonly outcomes: readonly [SimOutcome, SimOutcome];
  readonly html: string;
}

/** Runs both days and makes the page that shows them side by side under one slider; it needs nothing else. */
export function dayPage({ title, world, graph, from, branchAt, lateMs, arms }: Day): RunDay {
  const minute = (at: number): number => Math.round(((at - from) / MINUTE) * 100) / 100;
  const way = ways(graph);
  const runs = arms.map(({ name, plan }) => {
    const legs: PageLeg[] = [];
    const outcome = runSimulation(world, plan, {
      onLeg: ({ unit, kind, from: start, to, startAt, endAt }) => {
        const end = world.table.targets[to]!;
        legs.push({ unit, kind: KINDS.indexOf(kind), from: minute(startAt), to: minute(endAt), line: start === end ? graph.junctionPoints[end]!.map(round) : way(start, end) });
      },
    });
    const times = (list: Float64Array): (number | null)[] => Array.from(list, (at) => (Number.isNaN(at) ? null : minute(at)));
    const arm: PageArm = { name, legs, ordered: times(outcome.firstOrderAt), arrived: times(outcome.firstArrivalAt), late: lateCalls(world, outcome, lateMs).map((late) => late === 1) };
    return { outcome, arm };
  }) as [{ outcome: SimOutcome; arm: PageArm }, { outcome: SimOutcome; arm: PageArm }];
  const point = (target: number): readonly [number, number] => graph.junctionPoints[world.table.targets[target]!]!;
  const lons = graph.junctionPoints.map(([lon]) => lon);
  const lats = graph.junctionPoints.map(([, lat]) => lat);
  const least = (list: readonly number[]): number => list.reduce((a, b) => Math.min(a, b));
  const most = (list: readonly number[]): number => list.reduce((a, b) => Math.max(a, b));
  const data: DayData = {
    title, bounds: [least(lons), least(lats), most(lons), most(lats)], branchAt: minute(branchAt),
    roads: graph.roads.filter((road) => road.class !== "residential" && road.class !== "service").map(({ line }) => line.flat().map(round)),
    units: world.units.map(({ id, post }) => ({ id, lon: round(point(world.posts[post]!)[0]), lat: round(point(world.posts[post]!)[1]) })),
    calls: world.calls.map(({ readyAt, target, priority }) => ({ at: minute(readyAt), lon: round(point(target)[0]), lat: round(point(target)[1]), top: priority === "P1" })),
    arms: runs.map(({ arm }) => arm),
  };
  return { outcomes: [runs[0].outcome, runs[1].outcome], html: page(title, bodyOf(data)) };
}

/** `<` is written so that no text of the data ends the script. */
const asScript = (data: DayData): string => JSON.stringify(data).replaceAll("<", "\\u003c");

function bodyOf(data: DayData): string {
  const panes = data.arms.map(({ name }, i) => `<section><h2>${name}</h2><canvas id="map${i}" role="img" aria-label="${name}"></canvas><p id="state${i}"></p></section>`).join("");
  const last = Math.ceil(data.calls.reduce((latest, { at }) => Math.max(latest, at), 0)) + 60;
  return `<style>.panes{display:grid;grid-template-columns:1fr 1fr;gap:12px}@media(max-width:800px){.panes{grid-template-columns:1fr}body{padding:12px}}canvas{width:100%;height:min(58vh,620px);background:var(--panel);border:1px solid var(--line)}
.bar{display:flex;gap:12px;align-items:center;position:sticky;top:0;background:var(--ground);padding:8px 0;z-index:1}.bar input{flex:1}#clock{font-size:22px;font-variant-numeric:tabular-nums}button,select{font:inherit;min-height:32px}.panes h2{margin:6px 0;overflow-wrap:anywhere}.worse td:last-child{color:#d0453f}.better td:last-child{color:#2e9e66}</style>
<h1>${data.title}</h1><div class="bar"><button id="play" aria-label="播放 play">▶</button><output id="clock"></output><input id="slider" type="range" min="0" max="${last}" step="0.1" aria-label="时刻 time"><select id="speed" aria-label="快慢 speed"><option value="5">慢 slow</option><option value="20" selected>中 medium</option><option value="60">快 fast</option></select></div>
<div class="panes">${panes}</div><p>● 蓝 待命 standing by · 橙 出警 to a call · 红 现场 at the scene · 紫 送医 hospital · 绿 回岗 to a post &ensp; ○ 红 待派 waiting · 橙 在途 on the way · 绿 按时 in time</p>
<h2>两天不同的警情 Calls answered differently <span id="count"></span></h2><div class="scroll"><table><thead><tr><th>时刻 at</th><th></th>${data.arms.map(({ name }) => `<th>${name}</th>`).join("")}<th>差 by</th></tr></thead><tbody id="rows"></tbody></table></div>
<script>${PLAYER}
playDay(${asScript(data)});</script>`;
}
