import { setTimeout as delay } from "node:timers/promises";

/** What a process holds after its garbage is collected. */
export interface Held {
  readonly heapMb: number;
  readonly rssMb: number;
  /** Timers, sockets, files and requests that keep its event loop alive. */
  readonly resources: number;
}

interface Inspected {
  /** Collects garbage and measures; through the debugger, so that the product needs no hook for it. */
  measure(): Promise<Held>;
  close(): void;
}

const ROUNDS = 3;
const SETTLE_MS = 700;

const MEASURE = `JSON.stringify({ ...process.memoryUsage(), resources: process.getActiveResourcesInfo().length })`;

/** Joins the debugger of a process that was started with `--inspect=127.0.0.1:<port>`. @throws Error when nobody listens there */
export async function inspect(port: number): Promise<Inspected> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { readonly webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(targets[0]!.webSocketDebuggerUrl);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`the debugger at port ${port} does not answer`));
  });
  const waiting = new Map<number, (result: { readonly result?: { readonly value?: string } }) => void>();
  socket.onmessage = ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id: number; result: { result?: { value?: string } } };
    waiting.get(id)?.(result);
    waiting.delete(id);
  };
  let last = 0;
  const call = (method: string, params: object = {}): Promise<{ readonly result?: { readonly value?: string } }> =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return {
    async measure() {
      // What is on its way when the load stops ends first; what a collection sets free, the next takes along.
      for (let round = 0; round < ROUNDS; round++) {
        await delay(SETTLE_MS);
        await call("HeapProfiler.collectGarbage");
      }
      const { result } = await call("Runtime.evaluate", { expression: MEASURE, returnByValue: true });
      const { heapUsed, rss, resources } = JSON.parse(result!.value!) as { heapUsed: number; rss: number; resources: number };
      return { heapMb: heapUsed / 2 ** 20, rssMb: rss / 2 ** 20, resources };
    },
    close: () => socket.close(),
  };
}
