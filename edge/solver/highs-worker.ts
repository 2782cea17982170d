/** Runs HiGHS on a thread of its own: its `solve` does not return until it has finished. */
import { parentPort, workerData } from "node:worker_threads";
import highs from "highs";
import type { SolverAnswer, SolverTask } from "./solve-cover.ts";

const { program, limitMs } = workerData as SolverTask;
// The package's types are those of its CommonJS build; here its module is loaded, whose default is the loader itself.
const solver = await (highs as unknown as typeof highs.default)();
const { Status, Columns } = solver.solve(program, { time_limit: limitMs / 1_000, mip_rel_gap: 0, mip_abs_gap: 1e-6, random_seed: 1, output_flag: false });
const posts = Object.entries(Columns).flatMap(([name, column]) => (name.startsWith("x") && "Primal" in column && column.Primal > 0.5 ? [Number(name.slice(1))] : []));
const answer: SolverAnswer = { optimal: Status === "Optimal", posts };
parentPort!.postMessage(answer);
