import { ROUTES } from "@tocsin/contract/routes.ts";
import type { Position, StreamMessage } from "@tocsin/contract/views.ts";
import type { Client } from "./client.ts";
import { compareCursors } from "./cursor-order.ts";
import { RefusedError, pathWith, type Caller } from "./transport.ts";

/** `signed-out` is final: the session is over. All others pass by themselves. */
export type StreamState = "connecting" | "live" | "lost" | "signed-out";

export interface StreamOptions {
  /** Cursor of the board that is held. */
  readonly cursor: string;
  readonly onMessage: (message: StreamMessage) => void;
  readonly onState: (state: StreamState) => void;
  /** The cursor is too old: fetch the board anew, take it, and return its cursor. A failure is tried again with back-off. */
  readonly onReset: () => Promise<string>;
  /** For tests. */
  readonly connect?: (url: string, protocols: string[]) => WebSocket;
}

export interface LiveStream {
  close(): void;
  /** Tries at once instead of waiting for back-off or silence: the device came back online, or the page to the front. */
  wake(): void;
  /** False when there is no open connection: send over HTTP instead. */
  sendPositions(positions: readonly Position[]): boolean;
}

/** A server beats every five seconds; three missed beats are a dead connection, whatever the socket says. */
export const SILENCE_MS = 15_000;
/** A beat this late makes a line doubtful when there is a reason to doubt. */
const LATE_BEAT_MS = 6_000;
const BACK_OFF_MS = { first: 500, most: 15_000 } as const;

/** A browser that says so is right about having no network; one that says nothing may have one. */
const knowsNoNetwork = (): boolean => (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false;

export function streamUrl(caller: Caller, cursor: string): string {
  const page = (globalThis as { location?: { href: string } }).location?.href;
  const url = new URL(pathWith(ROUTES.stream, { cursor }), caller.base === "" ? page : caller.base);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** A WebSocket cannot set headers, so the token travels as a subprotocol; a browser with its cookie offers none. */
export const streamProtocols = (caller: Caller): string[] => (caller.token === undefined ? [] : ["tocsin", `bearer.${caller.token}`]);

/**
 * Keeps a live stream open: reconnects with growing pauses and resumes by cursor, so that nothing is missed and nothing asked twice.
 * Messages come one by one, in order, to `onMessage`.
 */
export function openStream(client: Client, options: StreamOptions): LiveStream {
  const line = new Line(client, options);
  line.connect();
  return { close: () => line.end(), wake: () => line.wake(), sendPositions: (positions) => line.send({ t: "positions", positions }) };
}

class Line {
  readonly #client: Client;
  readonly #options: StreamOptions;
  #cursor: string;
  #socket: WebSocket | undefined;
  #failures = 0;
  #ended = false;
  #heardAt = 0;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(client: Client, options: StreamOptions) {
    this.#client = client;
    this.#options = options;
    this.#cursor = options.cursor;
  }

  connect(): void {
    if (this.#ended || this.#socket) return;
    clearTimeout(this.#pause);
    this.#pause = undefined;
    if (knowsNoNetwork()) return this.#again();
    this.#options.onState("connecting");
    const open = this.#options.connect ?? ((url: string, protocols: string[]) => new WebSocket(url, protocols));
    const socket = open(streamUrl(this.#client.caller, this.#cursor), streamProtocols(this.#client.caller));
    this.#socket = socket;
    let heard = false;
    this.#listen();
    socket.onmessage = (event: { data: unknown }) => {
      if (socket !== this.#socket) return;
      heard = true;
      this.#listen();
      this.#take(JSON.parse(String(event.data)) as StreamMessage);
    };
    socket.onerror = () => undefined;
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      this.#drop();
      if (heard) this.#again();
      else void this.#askWhy();
    };
  }

  wake(): void {
    if (this.#ended) return;
    if (this.#socket && Date.now() - this.#heardAt > LATE_BEAT_MS) this.#drop();
    else if (this.#pause === undefined) return;
    this.#failures = 0;
    this.connect();
  }

  send(message: { t: "positions"; positions: readonly Position[] }): boolean {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#pause);
    this.#drop();
  }

  #take(message: StreamMessage): void {
    if (message.t === "reset") {
      this.#drop();
      void this.#renew();
      return;
    }
    this.#failures = 0;
    if (message.t === "hello") this.#options.onState("live");
    if ((message.t === "upsert" || message.t === "beat") && compareCursors(message.cursor, this.#cursor) > 0) this.#cursor = message.cursor;
    this.#options.onMessage(message);
  }

  async #renew(): Promise<void> {
    try {
      this.#cursor = await this.#options.onReset();
      this.connect();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** A refused handshake looks like any other failure to a WebSocket; a plain question tells whether the session is over. */
  async #askWhy(): Promise<void> {
    try {
      await this.#client.me();
      this.#again();
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (error instanceof RefusedError && error.status === 401) {
      this.end();
      this.#options.onState("signed-out");
    } else this.#again();
  }

  #again(): void {
    if (this.#ended || this.#socket || this.#pause !== undefined) return;
    this.#options.onState("lost");
    const pause = Math.min(BACK_OFF_MS.most, BACK_OFF_MS.first * 2 ** this.#failures++);
    this.#pause = setTimeout(() => this.connect(), pause * (0.75 + Math.random() / 2));
  }

  #listen(): void {
    this.#heardAt = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#drop();
      this.#again();
    }, SILENCE_MS);
  }

  #drop(): void {
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket && socket.readyState <= 1) socket.close();
  }
}
