import { spawn } from "node:child_process";
import { NODE, ROOT } from "./root.mjs";

/**
 * Starts `count` PostgreSQL for all test processes of this run.
 * @returns the environment that tells them, and how to end it; an empty environment when they cannot be started: then every
 * process starts its own, and says what is wrong.
 */
export async function startRunClusters(count, env) {
  if (count === 0 || process.env.DATABASE_URL) return { env: {}, end: () => undefined };
  const child = spawn(NODE, [`${ROOT}/testing/run-clusters.ts`, String(count)], { cwd: ROOT, stdio: ["pipe", "pipe", "ignore"], env: { ...process.env, ...env } });
  let line = "";
  for await (const piece of child.stdout) {
    line += piece;
    if (line.endsWith("\n")) break;
  }
  return { env: line ? { TOCSIN_RUN_CLUSTERS: line.trim() } : {}, end: () => child.stdin.end() };
}
