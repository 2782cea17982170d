import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestContext } from "node:test";

const START = fileURLToPath(new URL("../start.ts", import.meta.url));

/** Where a run of the tests begins; `TOCSIN_SEED` repeats one. */
export const SEED = process.env["TOCSIN_SEED"] ?? String(Math.floor(Date.now() / 1_000) % 1_000_000);

/** The rows whose servers and databases end: much of the time of all, so that they run beside the others. */
export const ENDING: ReadonlySet<string> = new Set(["R1", "R2", "R3"]);
/** Those that have a disk of their own, which not every machine lets them mount. */
export const DISKS: ReadonlySet<string> = new Set(["R7", "R8"]);

/** `npm run chaos` with these arguments; what it prints stands in the test's report. @returns its exit code */
export function runChaos(t: TestContext, ...args: readonly string[]): Promise<number | null> {
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const child = spawn(process.execPath, [START, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => t.diagnostic(piece.toString().trimEnd()));
  return new Promise((resolve) => child.on("close", resolve));
}
