import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { MIGRATION_READER } from "../swap/crash-points.ts";
import { swappedProcess } from "../swap/swapped-process.ts";
import type { Twin } from "./twin.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export interface Verdict {
  readonly twin: Twin;
  /** `rotten`: its text is no longer in the source; `idle`: the judge never loaded the file. Both are failures of the twin itself. */
  readonly outcome: "caught" | "not caught" | "rotten" | "idle" | "crippled";
  readonly seconds: number;
  /** The first words with which the judge went red. */
  readonly said: string;
}

/** A replacement that does not even run says nothing about the judge. */
const CRIPPLED = /ERR_INVALID_TYPESCRIPT_SYNTAX|does not provide an export|ReferenceError: \w+ is not defined/;
const LIMIT_MS = 180_000;

function argumentsOf({ judge }: Twin): string[] {
  if ("row" in judge) return [join(ROOT, "testing/chaos/chaos.ts"), judge.row, "--seed", "1", "--tries", String(judge.tries ?? 20)];
  return [...(judge.only === undefined ? [] : [`--test-name-pattern=${judge.only}`]), "--test-reporter=spec", join(ROOT, judge.test)];
}

/** Runs the judge with the bug in place. */
export async function judgeTwin(twin: Twin): Promise<Verdict> {
  const started = performance.now();
  const sql = twin.swap.file.endsWith(".sql");
  const { execArgv, env, mark } = swappedProcess([twin.swap, ...(sql ? [MIGRATION_READER] : [])], "row" in twin.judge);
  let output = "";
  const { NODE_TEST_CONTEXT: _context, ...own } = process.env;
  const child = spawn(process.execPath, [...execArgv, ...argumentsOf(twin)], { cwd: ROOT, env: { ...own, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => (output += piece.toString()));
  const late = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearTimeout(late);
  const noted = readFileSync(mark, "utf8");
  rmSync(dirname(mark), { recursive: true, force: true });
  const said = (/(?:seed \d+: |AssertionError[^:]*: |Error: )(.*)/.exec(output)?.[1] ?? "").slice(0, 140);
  const outcome = noted.includes("rotten") ? "rotten" : !noted.includes(`applied ${twin.swap.file}`) ? "idle" : CRIPPLED.test(output) || said.startsWith("set-up") ? "crippled" : code === 0 ? "not caught" : "caught";
  return { twin, outcome, seconds: (performance.now() - started) / 1_000, said };
}

export const verdictText = ({ twin, outcome, seconds, said }: Verdict): string =>
  `${outcome === "caught" ? "✔" : "✖"} ${outcome.padEnd(11)}${twin.row.padEnd(5)}${twin.name.padEnd(30)}${seconds.toFixed(1).padStart(6)} s  ${twin.breaks} ⟵ ${"row" in twin.judge ? twin.judge.row : twin.judge.test}${said === "" ? "" : `: ${said}`}`;
