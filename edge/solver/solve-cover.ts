import { Worker } from "node:worker_threads";
import { CoverLayout } from "@tocsin/engine/siting/cover-layout.ts";
import type { CoverTable } from "@tocsin/engine/siting/cover-table.ts";
import { sitingOf, type Siting } from "@tocsin/engine/siting/models.ts";
import type { SiteLimits } from "@tocsin/engine/siting/site-limits.ts";
import { coverProgram, type CoverGoal } from "./cover-program.ts";

export interface SolverTask {
  readonly program: string;
  readonly limitMs: number;
}

export interface SolverAnswer {
  readonly optimal: boolean;
  readonly posts: readonly number[];
}

/** What loading the solver and reading a large program may take beyond its own limit. */
const GRACE_MS = 15_000;

/** `null` when the solver failed, or did not come back in time. */
function solveApart(task: SolverTask): Promise<SolverAnswer | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./highs-worker.ts", import.meta.url), { workerData: task });
    const late = setTimeout(() => void worker.terminate(), task.limitMs + GRACE_MS);
    worker.once("message", (answer: SolverAnswer) => resolve(answer));
    worker.once("error", () => resolve(null));
    worker.once("exit", () => {
      clearTimeout(late);
      resolve(null);
    });
  });
}

/**
 * Lets HiGHS prove a cover plan best, or find a better one, within `limitMs`. What is known already is never given up for
 * something worse: a mixed-integer answer that ran out of time can be far behind greedy. The solver's posts are judged
 * anew here; its own figures are not trusted.
 */
export async function improveCover(known: Siting, table: CoverTable, limits: SiteLimits, goal: CoverGoal, limitMs: number): Promise<Siting> {
  if (known.proven) return known;
  const answer = await solveApart({ program: coverProgram(table, limits, goal), limitMs });
  if (answer === null) return known;
  const layout = new CoverLayout(table);
  for (const post of answer.posts) layout.add(post);
  const slack = 1e-9 * Math.max(1, Math.abs(known.value));
  if (goal.kind === "most") {
    const better = layout.value > known.value + slack;
    const [posts, value] = better ? [answer.posts, layout.value] : [known.posts, known.value];
    return sitingOf(posts, value, answer.optimal ? value : known.bound);
  }
  const better = answer.posts.length < known.value && layout.value >= goal.worth - slack;
  const [posts, value] = better ? [answer.posts, answer.posts.length] : [known.posts, known.value];
  return sitingOf(posts, value, answer.optimal ? value : known.bound);
}
