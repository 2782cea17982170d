import type { Socket } from "node:net";
import type { RunningServer } from "@tocsin/server/compose.ts";
import { serveCity, signInAt, type Seated, type SettableClock, type TestCityOptions } from "../../harness.ts";
import { openLine, type CuttableLine } from "./cuttable-line.ts";
import { forEver, hearing } from "./named-steps.ts";

/** A real server over a database, started in this process, which can be ended at a named step as `kill -9` ends a process. */
export interface Plant {
  readonly url: string;
  readonly server: RunningServer;
  readonly line: CuttableLine;
  /** Ends at the n-th time that the step is reached. */
  crashAt(step: string, times: number): void;
  /** Holds the step up, once, until `work` is done. */
  holdAt(step: string, work: () => Promise<void>): void;
  crash(): void;
  readonly crashed: boolean;
  signIn(account: string): Promise<Seated>;
  /** The orderly stop; of one that crashed, the rest of what it left in memory. */
  close(): Promise<void>;
}

/** Connections of callers, those of streams too: a killed process answers nobody. */
function callersOf(server: RunningServer): () => void {
  const sockets = new Set<Socket>();
  server.app.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  return () => {
    server.app.server.close();
    for (const socket of sockets) socket.destroy();
  };
}

export async function startPlant(databaseUrl: string, clock: SettableClock, options: TestCityOptions): Promise<Plant> {
  const line = await openLine(databaseUrl);
  let crashed = false;
  let endCallers = (): void => undefined;
  let armed: { step: string; left: number } | null = null;
  let held: { step: string; work: () => Promise<void> } | null = null;
  const crash = (): void => {
    if (crashed) return;
    crashed = true;
    line.cut();
    endCallers();
  };
  const at = (step: string): unknown => {
    if (crashed) return forEver();
    if (held?.step === step) {
      const { work } = held;
      held = null;
      return work();
    }
    if (armed?.step !== step || --armed.left > 0) return undefined;
    crash();
    return forEver();
  };
  const server = await hearing({ at }, () => serveCity(line.url, clock, options));
  endCallers = callersOf(server);
  return {
    url: server.url,
    server,
    line,
    crashAt: (step, left) => void (armed = { step, left }),
    holdAt: (step, work) => void (held = { step, work }),
    crash,
    get crashed() {
      return crashed;
    },
    signIn: (account) => signInAt(server.url, account),
    async close() {
      if (crashed) void server.close().catch(() => undefined);
      else await server.close();
      await line.close();
    },
  };
}
