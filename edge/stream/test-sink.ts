import type { StreamMessage } from "@tocsin/contract/views.ts";
import type { Sink } from "./live-batch.ts";

/** A socket that keeps what it is given, for tests; while `clogged` nothing leaves it. */
export interface FakeSink extends Sink {
  readonly heard: StreamMessage[];
  clogged: boolean;
  closed: boolean;
}

export function fakeSink(): FakeSink {
  let buffered = 0;
  return {
    heard: [],
    clogged: false,
    closed: false,
    get buffered() {
      if (!this.clogged) buffered = 0;
      return buffered;
    },
    send(text) {
      buffered += text.length;
      this.heard.push(JSON.parse(text) as StreamMessage);
    },
    close() {
      this.closed = true;
    },
  };
}
