import { reachableWithin } from "@tocsin/roads/travel.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { LIMITS_MS, type LayoutFigures } from "./figures.ts";
import type { Ground } from "./ground.ts";

const WIDTH = 720;
/** Time bands, nearest first; the last is beyond five minutes, and dashed, so that it is told without colour. */
export const BANDS = [
  { colour: "#0b6e4f", width: 1.6, dash: "", zh: "1 分钟内", en: "within 1 min" },
  { colour: "#4f9dd9", width: 1.2, dash: "", zh: "3 分钟内", en: "within 3 min" },
  { colour: "#e0a030", width: 1.0, dash: "", zh: "5 分钟内", en: "within 5 min" },
  { colour: "#c0392b", width: 1.2, dash: "3 2", zh: "5 分钟外", en: "beyond 5 min" },
] as const;
/** How many gaps carry their rank on the map and stand in the list. */
export const GAPS_TOLD = 15;

interface Frame {
  readonly height: number;
  readonly at: (point: LonLat) => string;
}

function frameOf(graph: RoadGraph): Frame {
  const { lon, lat } = graph.lines;
  const [west, east, south, north] = [lon, lon, lat, lat].map((list, i) => list.reduce((a, b) => (i % 2 === 0 ? Math.min(a, b) : Math.max(a, b)))) as [number, number, number, number];
  const scaleX = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = (WIDTH - 20) / Math.max(1e-9, (east - west) * scaleX);
  return {
    height: Math.ceil((north - south) * scale) + 20,
    at: ([x, y]) => `${((x - west) * scaleX * scale + 10).toFixed(1)} ${((north - y) * scale + 10).toFixed(1)}`,
  };
}

/** Milliseconds from the nearest post to every junction; Infinity beyond five minutes. */
function junctionTimes(graph: RoadGraph, ground: Ground, posts: readonly number[]): Float64Array {
  const best = new Float64Array(graph.junctions.length).fill(Infinity);
  for (const post of posts) reachableWithin(graph, ground.sites[post]!.snap, LIMITS_MS[2] / ground.pace - graph.startMs, (junction, ms) => (best[junction] = Math.min(best[junction]!, (graph.startMs + ms) * ground.pace)));
  return best;
}

/** Roads by the band in which both their ends are reached. */
function roadPaths(graph: RoadGraph, times: Float64Array, { at }: Frame): string {
  const paths: string[][] = BANDS.map(() => []);
  const { first, lon, lat } = graph.lines;
  for (let road = 0; road < graph.roads.length; road++) {
    const worst = Math.max(times[graph.arcTail[2 * road]!]!, times[graph.arcTail[2 * road + 1]!]!);
    const band = LIMITS_MS.findIndex((limit) => worst <= limit);
    let path = "";
    for (let i = first[road]!; i < first[road + 1]!; i++) path += `${path === "" ? "M" : "L"}${at([lon[i]!, lat[i]!])}`;
    paths[band < 0 ? LIMITS_MS.length : band]!.push(path);
  }
  return paths.map((list, band) => `<path d="${list.join("")}" fill="none" stroke="${BANDS[band]!.colour}" stroke-width="${BANDS[band]!.width}" stroke-dasharray="${BANDS[band]!.dash}"/>`).reverse().join("\n");
}

/** One layout as inline SVG: roads by time band (isochrones of 1, 3 and 5 minutes), posts, and gaps sized by demand and ranked. */
export function layoutSvg(graph: RoadGraph, ground: Ground, figures: LayoutFigures, title: string): string {
  const frame = frameOf(graph);
  const place = (point: LonLat): string => {
    const [x, y] = frame.at(point).split(" ");
    return `cx="${x}" cy="${y}"`;
  };
  const most = Math.max(1, ...ground.weights);
  const gaps = figures.gaps.map((cell, rank) => {
    const point = ground.targets[cell]!;
    const [x, y] = frame.at(point).split(" ");
    const number = rank < GAPS_TOLD ? `<text x="${x}" y="${y}" dy="3.5" text-anchor="middle">${rank + 1}</text>` : "";
    return `<circle ${place(point)} r="${(1.5 + 10 * Math.sqrt(ground.weights[cell]! / most)).toFixed(1)}" class="gap"/>${number}`;
  });
  const posts = figures.posts.map((site) => `<circle ${place(ground.sites[site]!.point)} r="${site < ground.today ? 4 : 5}" class="${site < ground.today ? "post" : "post new"}"/>`);
  return `<svg viewBox="0 0 ${WIDTH} ${frame.height}" role="img" aria-label="${title}">\n${roadPaths(graph, junctionTimes(graph, ground, figures.posts), frame)}\n${gaps.join("")}\n${posts.join("")}\n</svg>`;
}
