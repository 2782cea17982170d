import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ConsoleOrder, ConsoleReply, Counted } from "./consoles.ts";

export interface Consoles {
  /** What came since the last count. */
  count(): Promise<Counted>;
  close(): Promise<void>;
}

/** Consoles in a process of their own, so that what they cost is not counted as the server's. */
export async function openConsoles(url: string, protocols: readonly string[], consoles: number): Promise<Consoles> {
  const child = fork(fileURLToPath(new URL("./consoles.ts", import.meta.url)), { execPath: process.execPath });
  const ask = (order: ConsoleOrder): Promise<ConsoleReply> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`the consoles ended with ${code}`));
      child.once("exit", ended);
      child.once("message", (message: ConsoleReply) => {
        child.off("exit", ended);
        resolve(message);
      });
      child.send(order);
    });
  await ask({ t: "open", url, protocols, consoles });
  return {
    async count() {
      const answer = await ask({ t: "count" });
      if (answer.t !== "counted") throw new Error(`the consoles answer ${answer.t}`);
      return answer;
    },
    async close() {
      await ask({ t: "close" });
      child.disconnect();
      child.kill();
    },
  };
}
