import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { csvText } from "@tocsin/kernel/csv.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import { reportHtml } from "./plan-report.ts";
import type { MadePlan } from "./plan-text.ts";

/** Writes the plan as a page, as GeoJSON and as tables; answers the paths. */
export function writePlanFiles(dir: string, graph: RoadGraph, plan: MadePlan): string[] {
  mkdirSync(dir, { recursive: true });
  const files: Readonly<Record<string, string>> = {
    "report.html": reportHtml(graph, plan),
    "plan.geojson": `${JSON.stringify(geoJson(plan))}\n`,
    "posts.csv": postsCsv(plan),
    "demand.csv": demandCsv(plan),
  };
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  });
}

type Change = "KEPT" | "NEW" | "CLOSED";

/** Every post of today or of the plan, with what becomes of it. */
function changes({ ground, siting }: MadePlan): { readonly site: number; readonly change: Change }[] {
  const chosen = new Set(siting.posts);
  const today = Array.from({ length: ground.today }, (_, site) => ({ site, change: chosen.has(site) ? ("KEPT" as const) : ("CLOSED" as const) }));
  return [...today, ...siting.posts.filter((site) => site >= ground.today).map((site) => ({ site, change: "NEW" as const }))];
}

function geoJson(plan: MadePlan): object {
  const { ground, figures } = plan;
  const feature = (point: readonly [number, number], properties: object): object => ({ type: "Feature", geometry: { type: "Point", coordinates: point }, properties });
  return {
    type: "FeatureCollection",
    features: [
      ...changes(plan).map(({ site, change }) => feature(ground.sites[site]!.point, { layer: "post", change, org: ground.sites[site]!.org, name: ground.sites[site]!.nameZh })),
      ...Array.from(ground.weights, (count, cell) => feature(ground.targets[cell]!, { layer: "demand", count: rounded(count), beforeS: figures.before.times[cell]! / 1_000, afterS: figures.after.times[cell]! / 1_000 })),
    ],
  };
}

/** Demand of a point; that of a cell gathered from further apart is spread over its junctions, hence not whole. */
const rounded = (count: number): number => Number(count.toFixed(2));

function postsCsv(plan: MadePlan): string {
  const rows = changes(plan).map(({ site, change }) => {
    const { org, nameZh, point, district } = plan.ground.sites[site]!;
    return [change, org, nameZh, point[0], point[1], plan.ground.districts[district]?.nameZh ?? null];
  });
  return csvText([["change", "org", "name", "lon", "lat", "district"], ...rows]);
}

function demandCsv({ ground, figures }: MadePlan): string {
  const rows = Array.from(ground.weights, (count, cell) => [...ground.targets[cell]!, rounded(count), figures.before.times[cell]! / 1_000, figures.after.times[cell]! / 1_000]);
  return csvText([["lon", "lat", "demand", "before_s", "after_s"], ...rows]);
}
