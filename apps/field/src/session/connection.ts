import { applyBoard, applyMessage } from "@tocsin/client/board-state.ts";
import type { Client } from "@tocsin/client/client.ts";
import { openStream, type LiveStream, type StreamState } from "@tocsin/client/stream.ts";
import type { StreamMessage } from "@tocsin/contract/views.ts";
import type { Store } from "../state/store.ts";

/** A message's way only makes the server's clock look slow, so the largest of the last few differences is the best. */
export function createClockWatch(): (serverAt: number, deviceAt: number) => number {
  let last: number[] = [];
  return (serverAt, deviceAt) => {
    last = [...last, serverAt - deviceAt].slice(-6);
    return Math.max(...last);
  };
}

/** Holds the live line of a signed-in device; `live` is called each time it stands. */
export function connect(store: Store, client: Client, on: { live: () => void; signedOut: () => void }): LiveStream {
  const clock = createClockWatch();
  async function renew(): Promise<string> {
    const board = await client.board();
    store.set({ board: applyBoard(store.get().board, board) });
    return board.cursor;
  }
  function take(message: StreamMessage): void {
    const offset = message.t === "hello" || message.t === "beat" ? clock(message.at, Date.now()) : store.get().offset;
    store.set({ board: applyMessage(store.get().board, message), offset });
  }
  function show(state: StreamState): void {
    if (state === "signed-out") return on.signedOut();
    store.set({ line: state });
    if (state === "live") on.live();
  }
  return openStream(client, { cursor: store.get().board.cursor, onMessage: take, onState: show, onReset: renew });
}
