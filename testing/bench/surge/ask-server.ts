import { IDEMPOTENCY_HEADER } from "@tocsin/contract/routes.ts";
import { Line, type WireAnswer } from "./one-line.ts";

export interface ServerAnswer {
  readonly status: number;
  /** Read when it is asked for. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Time inside the server by its own word, ms; 0 when it says none. */
  readonly serverMs: number;
  /** From handing it to the socket until the answer was whole, ms. */
  readonly clientMs: number;
}

export interface Asked {
  readonly json?: unknown;
  /** Idempotency key of a command. */
  readonly key?: string;
}

export type AskServer = (path: string, asked?: Asked) => Promise<ServerAnswer>;

/** A line that is broken for longer than a minute ends the run. */
const TRIES = 120;
const TRY_AGAIN_MS = 500;

function answered({ status, head, body }: WireAnswer, clientMs: number): ServerAnswer {
  let read: ServerAnswer["body"] | undefined;
  return {
    status, clientMs,
    serverMs: Number(/\r\nserver-timing: [^\r]*dur=([\d.]+)/i.exec(head)?.[1] ?? 0),
    get body() {
      return (read ??= JSON.parse(body.toString("utf8")) as ServerAnswer["body"]);
    },
  };
}

/** Asks over kept connections as one signed-in seat; `lines` of them, as so many consoles of a city have. */
export function askServer(base: string, token: string, lines: number): AskServer {
  const free = Array.from({ length: lines }, () => new Line(base));
  const waiting: ((line: Line) => void)[] = [];

  async function once(path: string, { json, key }: Asked): Promise<ServerAnswer> {
    const line = free.pop() ?? (await new Promise<Line>((resolve) => waiting.push(resolve)));
    try {
      const began = performance.now();
      const head = `${json === undefined ? "GET" : "POST"} ${path} HTTP/1.1\r\nauthorization: Bearer ${token}\r\n${json === undefined ? "" : "content-type: application/json\r\n"}${key === undefined ? "" : `${IDEMPOTENCY_HEADER}: ${key}\r\n`}`;
      return answered(await line.ask(head, json === undefined ? "" : JSON.stringify(json)), performance.now() - began);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(line);
      else next(line);
    }
  }

  /** As a console does: no answer, or one that says "not now", is asked again under the same key. */
  return async (path, asked = {}) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await once(path, asked).catch((error: unknown) => {
        if (attempt >= TRIES) throw error;
        return null;
      });
      if (answer !== null && (answer.status < 500 || attempt >= TRIES)) return answer;
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  };
}
