import { randomBytes } from "node:crypto";
import { connect } from "node:net";

/** A console whose machine hangs: a WebSocket over bare TCP of which nobody reads on. */
export interface StalledConsole {
  /** Whether the server has ended the connection, as far as reading has come. */
  readonly ended: boolean;
  /** Reads on, as a machine that wakes up. */
  readOn(): void;
  /** The whole messages that arrived. */
  messages(): readonly { readonly t: string; readonly cursor?: string }[];
  close(): void;
}

/** The texts of a server's frames; one that was cut off at the end is left out. */
function textsOf(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const short = bytes[at + 1]! & 0x7f;
    const head = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (at + head > bytes.length) break;
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
    if (at + head + length > bytes.length) break;
    if ((bytes[at]! & 0x0f) === 1) texts.push(bytes.toString("utf8", at + head, at + head + length));
    at += head + length;
  }
  return texts;
}

/** Opens the stream at a cursor and stops reading as soon as the door is open. */
export function stallConsole(base: string, token: string, cursor: string): Promise<StalledConsole> {
  const { hostname, port } = new URL(base);
  const pieces: Buffer[] = [];
  let ended = false;
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write([
        `GET /api/v1/stream?cursor=${cursor} HTTP/1.1`, `Host: ${hostname}:${port}`, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`, `Sec-WebSocket-Protocol: tocsin, bearer.${token}`, "", "",
      ].join("\r\n"));
    });
    socket.on("close", () => (ended = true)).on("error", (error) => (ended = true, reject(error)));
    socket.once("data", (first: Buffer) => {
      const head = first.indexOf("\r\n\r\n");
      if (!first.toString("latin1").startsWith("HTTP/1.1 101")) return reject(new Error(first.toString("latin1", 0, Math.max(0, head))));
      socket.pause();
      pieces.push(first.subarray(head + 4));
      socket.on("data", (piece: Buffer) => void pieces.push(piece));
      socket.pause();
      resolve({
        get ended() {
          return ended;
        },
        readOn: () => void socket.resume(),
        messages: () => textsOf(Buffer.concat(pieces)).map((text) => JSON.parse(text) as { t: string; cursor?: string }),
        close: () => void socket.destroy(),
      });
    });
  });
}
