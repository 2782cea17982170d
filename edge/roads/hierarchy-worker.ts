/** Builds the hierarchy of one graph and weighs it, then weighs it again for every order (`prepare-roads.ts`). */
import { parentPort, workerData } from "node:worker_threads";
import { buildHierarchy } from "./hierarchy.ts";
import { weighHierarchy } from "./hierarchy-weights.ts";
import type { HierarchyTask, WeighedReply, WeightsOrder } from "./prepare-roads.ts";

const { order, ...first } = workerData as HierarchyTask;
const hierarchy = buildHierarchy(order);

function answer({ revision, arcWeight }: WeightsOrder, withHierarchy: boolean): void {
  const weights = weighHierarchy(hierarchy, order.starts, arcWeight);
  const reply: WeighedReply = { revision, weights, hierarchy: withHierarchy ? hierarchy : null };
  parentPort!.postMessage(reply, [weights.up, weights.down].flatMap(({ at, head, ms }) => [at, head, ms].map(({ buffer }) => buffer as ArrayBuffer)));
}

answer(first, true);
parentPort!.on("message", (next: WeightsOrder) => answer(next, false));
