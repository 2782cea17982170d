import type { ActivationTask } from "@tocsin/contract/command/activation.ts";
import { inOrder } from "@tocsin/engine/plans/task-graph.ts";

export const NODE = { width: 184, height: 66 } as const;
const GAP = { along: 44, across: 10 } as const;
/** Between the lines of one layer. */
const LINE_GAP = 14;
/** One line each is read at a glance: several are worth it only where all is drawn larger by more than this. */
const WORTH = 1.25;

export interface Flow {
  /** Top left corner of each task, in pixels. */
  readonly places: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** DOWN: what comes after stands below; RIGHT: beside. */
  readonly runs: "DOWN" | "RIGHT";
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

type Ordered = Pick<ActivationTask, "id" | "after">;

/** Tasks by how long a chain stands before them; within one layer by where those stand that they wait for (Sugiyama et al. 1981, one pass of barycentres). */
export function layersOf(tasks: readonly Ordered[]): readonly (readonly string[])[] {
  const layer = new Map<string, number>();
  for (const { id, after } of inOrder(tasks)) layer.set(id, Math.max(-1, ...after.map((each) => layer.get(each) ?? -1)) + 1);
  const layers: string[][] = [];
  for (const [id, at] of layer) (layers[at] ??= []).push(id);
  const waitsFor = new Map(tasks.map(({ id, after }) => [id, after]));
  const place = new Map<string, number>();
  return layers.map((ids) => {
    const middle = (id: string): number => {
      const known = (waitsFor.get(id) ?? []).flatMap((each) => place.get(each) ?? []);
      return known.length === 0 ? -1 : known.reduce((sum, each) => sum + each, 0) / known.length;
    };
    const sorted = ids.toSorted((a, b) => middle(a) - middle(b));
    sorted.forEach((id, index) => place.set(id, (index + 1) / (sorted.length + 1)));
    return sorted;
  });
}

const extent = (count: number, size: number, gap: number): number => count * size + (count - 1) * gap;

/** A layer in lines of at most so many tasks. What nothing waits for stands in front: no edge leaves it, so none runs behind the lines after it. */
function linesOf(ids: readonly string[], awaited: ReadonlySet<string>, most: number): readonly (readonly string[])[] {
  if (ids.length <= most) return [ids];
  const sorted = ids.toSorted((a, b) => Number(awaited.has(a)) - Number(awaited.has(b)));
  const count = Math.ceil(ids.length / most);
  const each = Math.ceil(ids.length / count);
  return Array.from({ length: count }, (_, line) => sorted.slice(line * each, (line + 1) * each)).filter((line) => line.length > 0);
}

/** Where each task stands, so that the whole is as large as it can be in a space that is `ratio` times as wide as high: a layer of many stands in several lines. */
export function flowOf(tasks: readonly Ordered[], ratio: number): Flow {
  const layers = layersOf(tasks);
  const awaited = new Set(tasks.flatMap(({ after }) => after));
  const widest = Math.max(1, ...layers.map((ids) => ids.length));
  const ways = (["DOWN", "RIGHT"] as const).flatMap((runs) => Array.from({ length: widest }, (_, index) => {
    const lines = layers.map((ids) => linesOf(ids, awaited, widest - index));
    return { runs, lines, size: sizeOf(runs, lines, ratio) * (index === 0 ? 1 : WORTH) };
  }));
  const { runs, lines } = ways.reduce((best, way) => (way.size < best.size ? way : best));
  return { places: placesOf(runs, lines), runs, edges: tasks.flatMap(({ id, after }) => after.filter((each) => layers.some((ids) => ids.includes(each))).map((each) => ({ from: each, to: id }))) };
}

type Lines = readonly (readonly (readonly string[])[])[];
const along = (runs: Flow["runs"]): number => (runs === "DOWN" ? NODE.height : NODE.width);
const across = (runs: Flow["runs"]): number => (runs === "DOWN" ? NODE.width : NODE.height);
const depthOf = (runs: Flow["runs"], lines: Lines): number => lines.reduce((sum, layer) => sum + extent(layer.length, along(runs), LINE_GAP) + GAP.along, -GAP.along);

/** The higher, the smaller the whole must be drawn. */
function sizeOf(runs: Flow["runs"], lines: Lines, ratio: number): number {
  const depth = depthOf(runs, lines);
  const breadth = extent(Math.max(1, ...lines.flatMap((layer) => layer.map((line) => line.length))), across(runs), GAP.across);
  return runs === "DOWN" ? Math.max(breadth / ratio, depth) : Math.max(depth / ratio, breadth);
}

function placesOf(runs: Flow["runs"], lines: Lines): Flow["places"] {
  const places = new Map<string, { readonly x: number; readonly y: number }>();
  let deep = 0;
  for (const layer of lines) {
    for (const line of layer) {
      line.forEach((id, index) => {
        const sideways = (index - (line.length - 1) / 2) * (across(runs) + GAP.across);
        places.set(id, runs === "DOWN" ? { x: sideways, y: deep } : { x: deep, y: sideways });
      });
      deep += along(runs) + LINE_GAP;
    }
    deep += GAP.along - LINE_GAP;
  }
  return places;
}
