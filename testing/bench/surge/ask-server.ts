import { Agent, request } from "node:http";
import { IDEMPOTENCY_HEADER } from "@tocsin/contract/routes.ts";

export interface ServerAnswer {
  readonly status: number;
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

/**
 * Asks over kept connections as one signed-in seat; `lines` of them, as so many consoles of a city have. No more than node's
 * own client costs: the generator shares the machine with the server.
 */
export function askServer(base: string, token: string, lines: number): AskServer {
  const agent = new Agent({ keepAlive: true, maxSockets: lines });
  const once = (path: string, { json, key }: Asked): Promise<ServerAnswer> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const body = json === undefined ? undefined : JSON.stringify(json);
      const sent = request(
        base + path,
        {
          agent, method: body === undefined ? "GET" : "POST",
          headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }), ...(key === undefined ? {} : { [IDEMPOTENCY_HEADER]: key }) },
        },
        (response) => {
          const pieces: Buffer[] = [];
          response.on("data", (piece: Buffer) => pieces.push(piece)).on("error", reject).on("end", () => {
            const serverMs = Number(/dur=([\d.]+)/.exec(String(response.headers["server-timing"] ?? ""))?.[1] ?? 0);
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(pieces).toString("utf8")) as ServerAnswer["body"], serverMs, clientMs: performance.now() - began });
          });
        },
      );
      sent.on("error", reject).end(body);
    });
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
