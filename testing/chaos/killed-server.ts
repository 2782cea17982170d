import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { STANDARD } from "../harness.ts";

const MAIN = fileURLToPath(new URL("../../apps/server/main.ts", import.meta.url));

/** A server in a process of its own, which can be killed without warning. */
export interface KillableServer {
  readonly url: string;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  /** The orderly stop. */
  stop(): Promise<void>;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
}

/** Starts `apps/server/main.ts` over a city and a data folder; rejects with what it said when it does not come up. */
export async function startKillable(cityDir: string, dataDir: string, more: Readonly<Record<string, string>> = {}): Promise<KillableServer> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, TOCSIN_CITY: cityDir, TOCSIN_STANDARD: STANDARD, TOCSIN_DATA: dataDir, TOCSIN_PORT: "0", TOCSIN_DEMO: "1", TOCSIN_LOG: "error", DATABASE_URL: "", TOCSIN_APP_URL: "", TOCSIN_BALLAST_MB: "0", ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("http")) resolve(line.trim());
    });
    child.once("exit", (code) => reject(new Error(`server ended with ${code}: ${said.join("")}`)));
  });
  return { url, kill: () => ended(child, "SIGKILL"), stop: () => ended(child, "SIGTERM") };
}
