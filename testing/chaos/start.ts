import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { chaosArguments } from "./chaos-arguments.ts";
import { swappedProcess } from "./swap/swapped-process.ts";
import { runTwins } from "./twins/run-twins.ts";

/** Starts the matrix in a process whose sources have the crash points, or judges the twins, each in a process of its own. */
const CHAOS = fileURLToPath(new URL("./chaos.ts", import.meta.url));

function startMatrix(): void {
  const { execArgv, env, mark } = swappedProcess([], true);
  const child = spawn(process.execPath, [...execArgv, CHAOS, ...process.argv.slice(2)], { stdio: "inherit", env: { ...process.env, ...env } });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => {
    rmSync(dirname(mark), { recursive: true, force: true });
    process.exit(code ?? 1);
  });
}

try {
  const { twins, rows, seed, some } = chaosArguments(process.argv.slice(2), Date.now());
  if (twins) process.exit((await runTwins(rows, seed, some)) ? 0 : 1);
  startMatrix();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
