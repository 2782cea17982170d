import { fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { STANDARD } from "../../harness.ts";
import type { Watched } from "./watch-process.ts";

const MAIN = fileURLToPath(new URL("../../../apps/server/main.ts", import.meta.url));
const WATCH = new URL("./watch-process.ts", import.meta.url).href;

/** The real server in a process of its own, with its own PostgreSQL. */
export interface WatchedServer {
  readonly url: string;
  watched(): Promise<Watched>;
  stop(): Promise<void>;
}

/** @param nodeFlags further flags of Node, such as `--cpu-prof`. */
export async function startWatched(cityDir: string, dataDir: string, nodeFlags: readonly string[]): Promise<WatchedServer> {
  const child = fork(MAIN, {
    execPath: process.execPath, execArgv: [...nodeFlags, "--import", WATCH], stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...process.env, TOCSIN_CITY: cityDir, TOCSIN_STANDARD: STANDARD, TOCSIN_DATA: dataDir, TOCSIN_PORT: "0", TOCSIN_DEMO: "1", TOCSIN_LOG: "error", DATABASE_URL: "", TOCSIN_APP_URL: "" },
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      if (line.startsWith("http")) resolve(line.trim());
    });
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    url,
    async watched() {
      const answer = once(child, "message");
      child.send("watched");
      return (await answer)[0] as Watched;
    },
    async stop() {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    },
  };
}
