import { randomStream } from "@tocsin/kernel/random.ts";
import type { Door, DoorReport } from "./door.ts";

const MOST_BROKEN = 5;
/** Inputs after which memory is taken for that of a process at work. */
const WARM = 200;
const LOOK_EVERY = 500;

/** Gives a door so many inputs; each has dice of its own, so that any of them can be given again: same seed, same number. */
export async function runDoor(door: Door, seed: number, inputs: number, from = 0, collect: () => void = () => undefined): Promise<DoorReport> {
  const opened = await door.open();
  const answers = new Map<string, number>();
  const broken: { at: number; message: string }[] = [];
  const began = performance.now();
  let longest = { ms: 0, at: from };
  let [base, heap, most] = [0, 0, 0];
  let at = from;
  for (; at < from + inputs && broken.length < MOST_BROKEN; at++) {
    const dice = randomStream(seed, `${door.name}/${at}`);
    const before = process.threadCpuUsage();
    try {
      const answer = await opened.once(dice);
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    } catch (error) {
      broken.push({ at, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    const { user, system } = process.threadCpuUsage(before);
    // The first inputs pay for what is compiled only once.
    if (at - from >= Math.min(WARM, inputs / 2) && (user + system) / 1_000 > longest.ms) longest = { ms: (user + system) / 1_000, at };
    if ((at - from) % LOOK_EVERY === WARM) {
      // Timers and sockets get their turn beside parsers that never wait.
      await new Promise((resolve) => setImmediate(resolve));
      if (at - from === WARM) collect();
      const { rss, heapUsed } = process.memoryUsage();
      if (base === 0) [base, heap] = [rss, heapUsed];
      most = Math.max(most, rss - base);
    }
  }
  await opened.close?.();
  collect();
  const last = base === 0 ? 0 : process.memoryUsage().heapUsed - heap;
  return { door: door.name, inputs: at - from, answers, longest, grownMost: most, grownLast: last, seconds: (performance.now() - began) / 1_000, broken };
}
