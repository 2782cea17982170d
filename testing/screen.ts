import type { TestContext } from "node:test";
import { EMPTY_BOARD, applyBoard, applyMessage, type BoardState } from "@tocsin/client/board-state.ts";
import { openStream, type LiveStream } from "@tocsin/client/stream.ts";
import type { StreamMessage } from "@tocsin/contract/views.ts";
import type { Seated } from "./harness.ts";

/** A console: board and stream folded into one state. */
export interface Screen {
  state(): BoardState;
  readonly messages: StreamMessage[];
  /** Cuts the connection; it comes back by itself. */
  cut(): void;
  readonly connections: number;
  until(what: string, holds: (state: BoardState) => boolean): Promise<void>;
  close(): void;
}

/** Opens a console for the length of a test, so that a failing one leaves nothing running. */
export async function openScreen(t: Pick<TestContext, "after">, seat: Seated): Promise<Screen> {
  let state = applyBoard(EMPTY_BOARD, await seat.board());
  const messages: StreamMessage[] = [];
  let socket: WebSocket | undefined;
  let connections = 0;
  let changed = (): void => undefined;
  const stream: LiveStream = openStream(seat, {
    cursor: state.cursor,
    onMessage: (message) => {
      messages.push(message);
      state = applyMessage(state, message);
      changed();
    },
    onState: (now) => {
      if (now === "lost") queueMicrotask(() => stream.wake());
    },
    onReset: async () => {
      state = applyBoard(state, await seat.board());
      return state.cursor;
    },
    connect: (url, protocols) => {
      connections += 1;
      return (socket = new WebSocket(url, protocols));
    },
  });
  t.after(() => stream.close());
  return {
    state: () => state,
    messages,
    get connections() {
      return connections;
    },
    cut: () => socket?.close(),
    until: (what, holds) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`never came: ${what}; the last were ${JSON.stringify(messages.slice(-3)).slice(0, 600)}`)), 30_000);
        changed = () => {
          if (!holds(state)) return;
          clearTimeout(late);
          resolve();
        };
        changed();
      }),
    close: () => stream.close(),
  };
}
