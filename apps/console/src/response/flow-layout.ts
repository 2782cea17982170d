import type { ActivationTask } from "@tocsin/contract/command/activation.ts";
import { inOrder } from "@tocsin/engine/plans/task-graph.ts";

export const NODE = { width: 184, height: 66 } as const;
const GAP = { along: 44, across: 10 } as const;

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

/** Where each task stands, so that the whole is as large as it can be in a space that is `ratio` times as wide as high. */
export function flowOf(tasks: readonly Ordered[], ratio: number): Flow {
  const layers = layersOf(tasks);
  const widest = Math.max(1, ...layers.map((ids) => ids.length));
  const down = Math.max(extent(widest, NODE.width, GAP.across) / ratio, extent(layers.length, NODE.height, GAP.along));
  const right = Math.max(extent(layers.length, NODE.width, GAP.along) / ratio, extent(widest, NODE.height, GAP.across));
  const runs = down <= right ? "DOWN" : "RIGHT";
  const across = runs === "DOWN" ? NODE.width + GAP.across : NODE.height + GAP.across;
  const along = (runs === "DOWN" ? NODE.height : NODE.width) + GAP.along;
  const places = new Map(
    layers.flatMap((ids, at) =>
      ids.map((id, index) => {
        const sideways = (index - (ids.length - 1) / 2) * across;
        return [id, runs === "DOWN" ? { x: sideways, y: at * along } : { x: at * along, y: sideways }] as const;
      })),
  );
  return { places, runs, edges: tasks.flatMap(({ id, after }) => after.filter((each) => places.has(each) && places.has(id)).map((each) => ({ from: each, to: id }))) };
}
