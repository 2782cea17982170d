/**
 * A process of its own that plays many consoles: opens their sockets and counts what comes. Told by messages of its
 * parent: `open` (url, protocols, how many), `count` (answers and begins anew), `close`.
 */
export interface Counted {
  readonly messages: number;
  /** Bytes on the wire, frame headers included. */
  readonly bytes: number;
  /** Positions, each counted once per console that got it. */
  readonly positions: number;
}

export type ConsoleOrder = { readonly t: "open"; readonly url: string; readonly protocols: readonly string[]; readonly consoles: number } | { readonly t: "count" } | { readonly t: "close" };
export type ConsoleReply = { readonly t: "opened" } | { readonly t: "closed" } | ({ readonly t: "counted" } & Counted);

const sockets: WebSocket[] = [];
let counted = { messages: 0, bytes: 0, positions: 0 };

const header = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);
const reply = (message: ConsoleReply): void => void process.send?.(message);

function take(text: string): void {
  if (!text.startsWith('{"t":"positions"')) return;
  const length = Buffer.byteLength(text);
  counted.messages += 1;
  counted.bytes += length + header(length);
  counted.positions += text.split('"unitId"').length - 1;
}

async function open(order: Extract<ConsoleOrder, { t: "open" }>): Promise<void> {
  for (let i = 0; i < order.consoles; i++) {
    const socket = new WebSocket(order.url, [...order.protocols]);
    socket.addEventListener("message", (event) => take(String(event.data)));
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener("open", () => resolve(), { once: true });
      socket.addEventListener("error", () => reject(new Error(`console ${i} was not let in at ${order.url}`)), { once: true });
    });
  }
  reply({ t: "opened" });
}

process.on("message", (order: ConsoleOrder) => {
  if (order.t === "open") void open(order);
  else if (order.t === "count") {
    reply({ t: "counted", ...counted });
    counted = { messages: 0, bytes: 0, positions: 0 };
  } else {
    for (const socket of sockets.splice(0)) socket.close();
    reply({ t: "closed" });
  }
});
