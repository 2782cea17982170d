/** Prepares a graph for quick answers beside the main thread, and keeps it so as roads close and speeds change. */
import { Worker } from "node:worker_threads";
import type { OrderInput } from "./dissection-order.ts";
import type { RoadGraph } from "./graph.ts";
import type { Hierarchy } from "./hierarchy.ts";
import type { WeighedWays } from "./hierarchy-weights.ts";
import { forgetPrepared, PreparedRoads, setPrepared } from "./prepared-roads.ts";

export interface WeightsOrder {
  readonly revision: number;
  readonly arcWeight: Int32Array;
}

export interface HierarchyTask extends WeightsOrder {
  readonly order: OrderInput;
}

export interface WeighedReply {
  readonly revision: number;
  readonly weights: WeighedWays;
  /** With the first reply only. */
  readonly hierarchy: Hierarchy | null;
}

export interface RoadPreparation {
  /** Resolves as soon as answers come from the hierarchy, by the weights of that moment; at once where none is being made. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** Below so many vertices a plain search takes a millisecond or less, and a hierarchy pays nothing. */
const FEWEST_VERTICES = 10_000;
const NOTHING: RoadPreparation = { caughtUp: () => Promise.resolve(), close: () => Promise.resolve() };

/** What of a graph makes its hierarchy. */
export const orderInput = ({ junctionPoints, arcTail, turns: { vertexCount, junctionOf, firstOf, countOf, arcHead, starts } }: RoadGraph): OrderInput => ({
  points: junctionPoints, arcTail, vertexCount, junctionOf, firstOf, countOf, arcHead, starts,
});

/**
 * Begins to build the hierarchy in a worker thread and returns. Questions are answered all the while, by plain searches until it is
 * there. If the worker fails, `onFailure` hears of it and plain searches go on answering.
 */
export function prepareRoads(graph: RoadGraph, onFailure: (error: unknown) => void): RoadPreparation {
  if (graph.turns.vertexCount < FEWEST_VERTICES) return NOTHING;
  const now = (): WeightsOrder => ({ revision: graph.revision, arcWeight: graph.arcWeight });
  const task: HierarchyTask = { order: orderInput(graph), ...now() };
  const worker = new Worker(new URL("./hierarchy-worker.ts", import.meta.url), { workerData: task });
  worker.unref();
  let roads: PreparedRoads | null = null;
  let [weighing, ended] = [true, false];
  let waiting: (() => void)[] = [];
  const release = (): void => {
    worker.unref();
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  const follow = (): void => {
    // One order at a time: while roads change quickly, only the newest state is worth weighing next.
    if (ended || weighing) return;
    weighing = true;
    worker.postMessage(now());
  };
  worker.on("message", ({ revision, weights, hierarchy }: WeighedReply) => {
    weighing = false;
    if (hierarchy !== null) setPrepared(graph, (roads = new PreparedRoads(hierarchy, weights, revision, follow)));
    else roads?.weigh(weights, revision);
    if (revision === graph.revision) release();
    else follow();
  });
  worker.on("error", (error) => {
    forgetPrepared(graph);
    onFailure(error);
  });
  worker.on("exit", () => {
    ended = true;
    release();
  });
  return {
    caughtUp: () =>
      new Promise((resolve) => {
        if (ended || roads?.searchFor(graph.revision)) return resolve();
        // Whoever waits keeps the process alive for it.
        worker.ref();
        waiting.push(resolve);
        follow();
      }),
    close: async () => {
      forgetPrepared(graph);
      await worker.terminate();
    },
  };
}
