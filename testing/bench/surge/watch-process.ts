import { monitorEventLoopDelay } from "node:perf_hooks";

/** What the server's process tells of itself when asked. */
export interface Watched {
  /** Delay of the event loop since the last question, ms. */
  readonly delayP50: number;
  readonly delayP99: number;
  readonly delayMost: number;
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

/** Preloaded into the server under test: answers each message of the parent with figures, and changes nothing else. */
const RESOLUTION_MS = 10;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  const memory = process.memoryUsage();
  const overMs = (ns: number): number => Math.max(0, ns / 1e6 - RESOLUTION_MS);
  const watched: Watched = {
    delayP50: overMs(delay.percentile(50)), delayP99: overMs(delay.percentile(99)), delayMost: overMs(delay.max),
    cpuMs: (user + system) / 1_000, rssMb: memory.rss / 1e6, heapMb: memory.heapUsed / 1e6,
  };
  delay.reset();
  process.send?.(watched);
});
process.channel?.unref();
