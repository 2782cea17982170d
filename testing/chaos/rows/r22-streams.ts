import { createHub } from "@tocsin/stream/hub.ts";
import type { LiveBatch, Projection } from "@tocsin/stream/live-batch.ts";
import { resume } from "@tocsin/stream/resume.ts";
import { LIMITS as LIMITS_OF_STREAM, Subscriber } from "@tocsin/stream/subscriber.ts";
import { fakeSink } from "@tocsin/stream/test-sink.ts";
import { EMPTY_BOARD, applyBoard, applyMessage } from "@tocsin/client/board-state.ts";
import { openStream } from "@tocsin/client/stream.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { fireDue } from "@tocsin/ledger/timers.ts";
import type { Timer } from "@tocsin/ledger/types.ts";
import { accepted } from "../../scene.ts";
import { until } from "../../until.ts";
import { stallConsole } from "../parts/stalled-console.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const projection: Projection<string> = { keyOf: (viewer) => viewer, show: (_viewer, { id, state }) => ({ list: "incidents", json: JSON.stringify({ id, n: state, pad: "x".repeat(200) }) }), endsSight: () => false };
const seqOf = (cursor: string): number => Number(cursor.split("-")[1]);
const compareCursors = (a: string, b: string): number => seqOf(a) - seqOf(b);
const LIMITS = { highWater: 2_000, mostWaiting: 6_000, stallMs: 5_000 };
const RECORDS = 60;

/** A viewer whose line clogs and clears at random, beside one whose line is good. */
async function slowViewer({ dice }: Try): Promise<void> {
  const log: { id: string; n: number }[] = [];
  const hub = createHub({ projection, compareCursors, cursor: "1-0" });
  const batchTo = (from: number, to: number): LiveBatch => ({ cursor: `1-${to}`, at: to, records: [...new Map(log.slice(from, to).map(({ id }) => [id, { kind: "incident", id, state: log.slice(0, to).findLast((one) => one.id === id)!.n, types: ["x"] }])).values()] });
  const readAfter = (cursor: string) => Promise.resolve({ ...batchTo(seqOf(cursor), log.length), more: false });
  const [slow, good] = [fakeSink(), fakeSink()];
  const [slowly, well] = [new Subscriber("slow", slow, "1-0", LIMITS), new Subscriber("good", good, "1-0", LIMITS)];
  hub.join(slowly);
  hub.join(well);
  for (let n = 1; n <= 400; n++) {
    log.push({ id: `I${dice.integer(1, RECORDS)}`, n });
    if (dice.next() < 0.05) slow.clogged = !slow.clogged;
    hub.publish(batchTo(n - 1, n));
    if (slowly.waitingBytes > LIMITS.mostWaiting) throw new Error(`${slowly.waitingBytes} bytes wait for a slow viewer, more than ${LIMITS.mostWaiting}`);
  }
  const sink = slowly.closed ? fakeSink() : slow;
  const again = slowly.closed ? new Subscriber("slow", sink, slowly.cursor, LIMITS) : slowly;
  slow.clogged = false;
  if (slowly.closed && !slow.heard.some(({ t }) => t === "slow")) throw new Error("a viewer was let go and not told that it is slow");
  if (slowly.closed) await resume(again, { hub, projection, compareCursors, readAfter, pause: () => Promise.resolve(), now: () => 0 });
  again.drain(1_000);
  const seen = new Map<string, number>();
  for (const message of [...slow.heard, ...(sink === slow ? [] : sink.heard)]) if (message.t === "upsert") for (const one of message.incidents as unknown as { id: string; n: number }[]) seen.set(one.id, one.n);
  for (const [id, n] of new Map(log.map((one) => [one.id, one.n]))) if (seen.get(id) !== n) throw new Error(`${id} stands at ${n}, the slow viewer holds ${seen.get(id)}`);
  if (good.heard.length !== 400) throw new Error(`the other viewer got ${good.heard.length} of 400`);
}

/** As many at a time as the quick form makes tries: each of these tries has a real one. */
const STALLED = 20;
const MOST_BYTES = 1_000_000;

/**
 * Consoles over real TCP that stop reading, beside one that reads: what the server holds for each stays bounded, each is let go,
 * and reading on from the last cursor that it got it has the whole picture.
 */
async function stalledConsoles(stage: Stage): Promise<void> {
  const [city, seat] = [await stage.city(), await stage.seat("dispatcher")];
  const sockets = (): readonly { readonly bufferedAmount: number }[] => [...(city.server.app as unknown as { websocketServer: { clients: Set<{ bufferedAmount: number }> } }).websocketServer.clients];
  const before = sockets().length;
  const incidentId = newUlid();
  accepted(await seat.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "停住", typeCode: "PO-02", placeUnknown: "UNKNOWN" }));
  const board = await seat.board();
  const follow = (cursor: string) => {
    let state = applyBoard(EMPTY_BOARD, board);
    const stream = openStream(seat, { cursor, onState: () => undefined, onMessage: (message) => (state = applyMessage(state, message)), onReset: async () => (state = applyBoard(state, await seat.board())).cursor });
    return { notes: (): number => state.incidents.get(incidentId)?.notes.length ?? 0, close: () => stream.close() };
  };
  const good = follow(board.cursor);
  const stalled = await Promise.all(Array.from({ length: STALLED }, () => stallConsole(city.url, seat.token, board.cursor)));
  try {
    await until(() => sockets().length === before + STALLED + 1);
    let most = 0;
    // Each note makes the record longer, so that what is sent soon fills what the network holds and then what the server may.
    for (let n = 1; n <= 70; n++) {
      accepted(await seat.command("intake.addNote", { incidentId, text: `${n}`.padEnd(3_900, "。") }));
      await until(() => good.notes() === n);
      most = Math.max(most, ...sockets().map(({ bufferedAmount }) => bufferedAmount));
    }
    if (most < LIMITS_OF_STREAM.highWater) throw new Error(`no socket was full: ${most} bytes at most, so that nothing was tried`);
    if (most > MOST_BYTES) throw new Error(`${most} bytes were held for one console, more than ${MOST_BYTES}`);
    await until(async () => {
      // A flush looks at every socket; the clock is ours.
      city.clock.advance(LIMITS_OF_STREAM.stallMs / 4);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return sockets().length === before + 1;
    });
    for (const one of stalled) one.readOn();
    await until(() => stalled.every(({ ended }) => ended));
    for (const one of stalled) {
      const cursor = one.messages().findLast(({ t }) => t === "upsert" || t === "beat")?.cursor ?? board.cursor;
      const again = follow(cursor);
      await until(() => again.notes() === 70);
      again.close();
    }
    accepted(await seat.command("intake.cancel", { incidentId, reason: "演练" }));
  } finally {
    good.close();
    for (const one of stalled) one.close();
  }
}

function openR22(stage: Stage): OpenRow {
  let tries = 0;
  return {
    async once(one) {
      await slowViewer(one);
      if (tries++ % STALLED === 0) await stalledConsoles(stage);
    },
  };
}

export const R22: Row = {
  id: "R22",
  fault: ["缓慢或停住的控制台", "a slow or stalled console"],
  promise: ["缓冲有界,告知后断开,续传后一条不缺;他人不受影响", "its buffer is bounded, it is told and let go, and misses nothing after it resumes; others are unaffected"],
  quick: 20,
  long: 5_000,
  open: openR22,
};

const RETURNING = 12;

async function openR23(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const seat = await stage.seat("dispatcher");
  return {
    async once() {
      const sockets: WebSocket[] = [];
      let state = applyBoard(EMPTY_BOARD, await seat.board());
      const boards = Array.from({ length: RETURNING }, () => state);
      const streams = boards.map((_, n) =>
        openStream(seat, {
          cursor: state.cursor, onState: () => undefined,
          onMessage: (message) => void (boards[n] = applyMessage(boards[n]!, message)),
          onReset: async () => (state = applyBoard(state, await seat.board())).cursor,
          connect: (url, protocols) => (sockets[n] = new WebSocket(url, protocols)),
        }));
      try {
        await until(() => sockets.filter(({ readyState }) => readyState === 1).length === RETURNING);
        for (const socket of sockets) socket.close();
        const incidentId = newUlid();
        accepted(await seat.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "重连", typeCode: "PO-02", placeUnknown: "UNKNOWN" }));
        for (const stream of streams) stream.wake();
        await until(() => boards.every(({ incidents }) => incidents.has(incidentId)));
        accepted(await seat.command("intake.cancel", { incidentId, reason: "演练" }));
      } finally {
        for (const stream of streams) stream.close();
      }
      void city;
    },
  };
}

export const R23: Row = {
  id: "R23",
  fault: ["所有控制台同时断线重连", "every console loses its line and returns at once"],
  promise: ["都回来,断线时发生的都补上", "all are live again, and what happened meanwhile is there"],
  quick: 20,
  long: 200,
  open: openR23,
};

/** Timers of which some always throw, and viewers of which one is poisonous: the others go on. */
async function poison({ dice }: Try): Promise<void> {
  let timers: Timer[] = Array.from({ length: 40 }, (_, n) => ({ kind: "incident", id: `I${n}`, timerId: "t", dueAt: dice.integer(0, 1_000), purpose: "x" }));
  const poisonous = new Set(dice.shuffle(timers).slice(0, dice.integer(1, 30)).map(({ id }) => id));
  const tried = new Map<string, number>();
  const fired = new Set<string>();
  const failed = new Map<string, number>();
  for (let now = 1_000; now < 31_000; now += 100) {
    const loop = {
      due: (at: number, limit: number) => Promise.resolve(timers.filter(({ dueAt }) => dueAt <= at).sort((a, b) => a.dueAt - b.dueAt).slice(0, limit)),
      now: () => now,
      fire: (timer: Timer) => {
        tried.set(timer.id, (tried.get(timer.id) ?? 0) + 1);
        if (poisonous.has(timer.id)) return Promise.reject(new Error("poison"));
        fired.add(timer.id);
        timers = timers.filter((one) => one !== timer);
        return Promise.resolve();
      },
      signal: new AbortController().signal, onError: () => undefined,
    };
    await fireDue(loop, failed);
  }
  if (fired.size + poisonous.size !== 40) throw new Error(`${fired.size} fired, ${poisonous.size} are poisonous, of 40`);
  for (const id of poisonous) if (tried.get(id)! > 7) throw new Error(`a poisonous timer was tried ${tried.get(id)} times in half a minute`);
  const hub = createHub<string>({ projection: { ...projection, show: (viewer, record) => { if (viewer === "poisoned") throw new Error("poison"); return projection.show(viewer, record); } }, compareCursors, cursor: "1-0" });
  const sinks = ["good", "poisoned", "also good"].map((viewer) => ({ viewer, sink: fakeSink() }));
  for (const { viewer, sink } of sinks) hub.join(new Subscriber(viewer, sink, "1-0"));
  for (let n = 1; n <= 3; n++) try { hub.publish({ cursor: `1-${n}`, at: 0, records: [{ kind: "incident", id: "I1", state: n, types: [] }] }); } catch (error) { if ((error as Error).message !== "poison") throw error; }
  for (const { viewer, sink } of sinks) if (viewer !== "poisoned" && sink.heard.length !== 3) throw new Error(`${viewer} heard ${sink.heard.length} of 3 beside a poisoned viewer`);
}

export const R18: Row = {
  id: "R18",
  fault: ["使消费者崩溃的消息", "a message that makes its consumer throw"],
  promise: ["其余照常流转,它不被无休止地重试", "the others flow on, and it is not tried without end"],
  quick: 20,
  long: 2_000,
  open: () => ({ once: poison }),
};
