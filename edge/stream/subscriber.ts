import { messageText, upsertText, type Shown } from "./message-text.ts";
import type { Sink } from "./live-batch.ts";

export interface SubscriberLimits {
  /** Unsent bytes above which nothing more is handed to the socket; what comes meanwhile waits, the latest of each record. */
  readonly highWater: number;
  /** Waiting bytes above which the viewer is told that it is slow, and let go. */
  readonly mostWaiting: number;
  /** How long a socket may stay above the mark. */
  readonly stallMs: number;
}

/** Together below a megabyte a viewer (R22): whoever cannot keep up within that is quicker helped by beginning again at its cursor. */
export const LIMITS: SubscriberLimits = { highWater: 250_000, mostWaiting: 700_000, stallMs: 20_000 };

/** Positions of so many units go in one message; between two of them it is looked whether the socket still takes more. */
const POSITIONS_AT_ONCE = 1_000;

/**
 * One viewer's end of the stream. Its memory is bounded: at most one waiting copy of each record, and no more bytes than
 * the limits say. `cursor` says that everything of the viewer's up to it has been handed to the socket.
 */
export class Subscriber<Viewer> {
  readonly viewer: Viewer;
  readonly #sink: Sink;
  readonly #limits: SubscriberLimits;
  readonly #waiting = new Map<string, Shown>();
  readonly #waitingPositions = new Map<string, string>();
  #waitingBytes = 0;
  #waitingCursor: string;
  #cursor: string;
  #stalledSince: number | null = null;
  #closed = false;

  constructor(viewer: Viewer, sink: Sink, cursor: string, limits: SubscriberLimits = LIMITS) {
    this.viewer = viewer;
    this.#sink = sink;
    this.#limits = limits;
    this.#cursor = cursor;
    this.#waitingCursor = cursor;
  }

  get cursor(): string {
    return this.#cursor;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Whether the socket takes more at the moment and nothing waits before it. */
  get ready(): boolean {
    return this.#waiting.size === 0 && this.#sink.buffered <= this.#limits.highWater;
  }

  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Records of a stretch up to `cursor`; `text` is the finished message, used when nothing waits before it. */
  offer(cursor: string, at: number, shown: ReadonlyMap<string, Shown>, text: () => string): void {
    if (this.#closed) return;
    if (this.ready) {
      if (shown.size > 0) this.#sink.send(text());
      this.#cursor = cursor;
      this.#waitingCursor = cursor;
      return;
    }
    for (const [key, item] of shown) {
      this.#waitingBytes += item.json.length - (this.#waiting.get(key)?.json.length ?? 0);
      this.#waiting.set(key, item);
    }
    this.#waitingCursor = cursor;
    if (this.#waitingBytes > this.#limits.mostWaiting) this.letGo("slow");
    else this.drain(at);
  }

  /** Positions by unit id, as JSON; a later one replaces one that still waits. */
  offerPositions(at: number, positions: ReadonlyMap<string, string>): void {
    if (this.#closed) return;
    for (const [unitId, json] of positions) this.#waitingPositions.set(unitId, json);
    this.drain(at);
  }

  /** Hands over what waits, as far as the socket takes it; a socket that takes nothing for too long is let go. */
  drain(at: number): void {
    if (this.#closed) return;
    if (this.#sink.buffered > this.#limits.highWater) {
      this.#stalledSince ??= at;
      if (at - this.#stalledSince >= this.#limits.stallMs) this.letGo("slow");
      return;
    }
    this.#stalledSince = null;
    if (this.#waiting.size > 0) this.#sink.send(upsertText(this.#waitingCursor, at, this.#waiting.values()));
    this.#waiting.clear();
    this.#waitingBytes = 0;
    this.#cursor = this.#waitingCursor;
    while (this.#waitingPositions.size > 0 && this.#sink.buffered <= this.#limits.highWater) {
      const some = [...this.#waitingPositions].slice(0, POSITIONS_AT_ONCE);
      this.#sink.send(`{"t":"positions","at":${at},"positions":[${some.map(([, json]) => json).join(",")}]}`);
      for (const [unitId] of some) this.#waitingPositions.delete(unitId);
    }
  }

  beat(at: number, missing: readonly string[], since: Readonly<Record<string, number>> = {}): void {
    if (this.#closed) return;
    this.drain(at);
    if (!this.#closed && this.#sink.buffered <= this.#limits.highWater) this.#sink.send(messageText({ t: "beat", at, cursor: this.#cursor, missing: [...missing], ...(missing.length === 0 ? {} : { since: { ...since } }) }));
  }

  hello(at: number, build: string): void {
    this.#sink.send(messageText({ t: "hello", cursor: this.#cursor, at, build }));
  }

  /** Tells the viewer to begin anew, or that it reads too slowly, and ends the connection. */
  letGo(why: "reset" | "slow"): void {
    if (this.#closed) return;
    this.#sink.send(messageText({ t: why }));
    this.end();
  }

  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waiting.clear();
    this.#waitingPositions.clear();
    this.#waitingBytes = 0;
    this.#sink.close();
  }
}
