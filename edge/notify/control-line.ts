/** The line to a running baresip: JSON in netstrings over TCP (its module ctrl_tcp). */
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What baresip tells. `param`: the key of a DTMF_START, the reason of a CALL_CLOSED. */
export interface CallEvent {
  readonly type?: string;
  readonly param?: string;
}

const [RETRY_MS, TRIES, LONGEST] = [100, 100, 64_000];

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Takes whole netstrings out of what came; answers what is left. @throws RangeError on what is none */
export function readNetstrings(text: Buffer, take: (payload: string) => void): Buffer {
  let rest = text;
  for (;;) {
    const colon = rest.indexOf(":");
    if (colon < 0 && rest.length < 8) return rest;
    const length = Number(rest.subarray(0, colon).toString("latin1").trim());
    if (colon < 1 || !Number.isInteger(length) || length < 0 || length > LONGEST) throw new RangeError("no netstring");
    if (rest.length < colon + length + 2) return rest;
    take(rest.subarray(colon + 1, colon + 1 + length).toString("utf8"));
    rest = rest.subarray(colon + length + 2);
  }
}

/** Waits until the program listens. @throws Error when it does not in ten seconds, or was told to stop */
async function connected(port: number, signal: AbortSignal): Promise<Socket> {
  for (let tries = 0; tries < TRIES && !signal.aborted; tries++) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect", { signal });
      return socket;
    } catch {
      socket.destroy();
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  throw new Error("the program for calls does not answer");
}

/** Dials, and tells what becomes of it. */
export async function dial(port: number, uri: string, onEvent: (event: CallEvent) => void, signal: AbortSignal): Promise<void> {
  const socket = await connected(port, signal);
  signal.addEventListener("abort", () => socket.destroy(), { once: true });
  let rest: Buffer = Buffer.alloc(0);
  socket.on("error", () => undefined);
  socket.on("close", () => onEvent({ type: "LINE_LOST" }));
  socket.on("data", (data: Buffer) => {
    try {
      rest = readNetstrings(Buffer.concat([rest, data]), (payload) => onEvent(JSON.parse(payload) as CallEvent));
    } catch {
      socket.destroy();
    }
  });
  const command = JSON.stringify({ command: "dial", params: uri });
  socket.write(`${Buffer.byteLength(command)}:${command},`);
}
