/** The planner's thread: a road graph of its own, so that neither long searches nor the speeds of another hour touch what runs. */
import { parentPort, workerData } from "node:worker_threads";
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import { factorsAt } from "@tocsin/engine/travel/hour-factors.ts";
import { ok, type Result } from "@tocsin/kernel/result.ts";
import { buildGraph } from "@tocsin/roads/graph.ts";
import { driveCostsOf } from "@tocsin/roads/turn-costs.ts";
import { readRoads } from "../../read-roads.ts";
import { lookAhead, type CountedHours } from "../demand/look-ahead.ts";
import { prepareHour, type GroundInput, type PlannerGround } from "./planner-ground.ts";
import { runJob, type PlannerJob } from "./planner-job.ts";

export interface PlannerCity {
  readonly cityDir: string;
  readonly speeds: Speeds;
  readonly utcOffset: number;
}

/** A question about an hour. */
export interface GroundTask {
  /** Of the ground: the same key means the same input. */
  readonly key: string;
  readonly at: number;
  readonly input: GroundInput;
  readonly job: PlannerJob;
}
export type PlannerTask = GroundTask | { readonly job: { readonly kind: "lookAhead"; readonly counted: CountedHours } };

export type PlannerReply = Result<unknown, Refusal> | { readonly fault: string };

/** Hours kept: somebody compares two or three. */
const MOST_KEPT = 4;
const { cityDir, speeds, utcOffset } = workerData as PlannerCity;
const graph = buildGraph(readRoads(cityDir)!.table, driveCostsOf(speeds));
const hours = new Map<string, PlannerGround>();

function groundOf({ key, input }: GroundTask): PlannerGround {
  const ground = hours.get(key) ?? prepareHour(graph, input);
  hours.delete(key);
  hours.set(key, ground);
  if (hours.size > MOST_KEPT) hours.delete(hours.keys().next().value!);
  return ground;
}

async function answer(task: PlannerTask): Promise<PlannerReply> {
  try {
    if (!("key" in task)) return ok(lookAhead(task.job.counted));
    // The searches of a sandbox are of the hour, too, whichever was asked about before.
    graph.setFactors(factorsAt(speeds, task.at, utcOffset));
    return await runJob(groundOf(task), task.job);
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort!.on("message", (task: PlannerTask) => void answer(task).then((reply) => parentPort!.postMessage(reply)));
