import { connect, type Socket } from "node:net";

/** An answer as it came, its body unread: who only wants to know whether it was accepted does not take a whole incident apart. */
export interface WireAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: Buffer;
}

interface Asking {
  readonly resolve: (answer: WireAnswer) => void;
  readonly reject: (error: Error) => void;
}

const HEAD_END = "\r\n\r\n";

/** The first whole answer in what has come, and what came after it; null while it is not whole. @throws Error on what is no answer with a length. */
function takeAnswer(come: Buffer): { readonly answer: WireAnswer; readonly rest: Buffer } | null {
  const end = come.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = come.toString("latin1", 0, end);
  const [status, length] = [/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1], /\r\ncontent-length: (\d+)/i.exec(head)?.[1]];
  if (status === undefined || length === undefined) throw new Error(`no answer with a length: ${head.slice(0, 200)}`);
  const from = end + HEAD_END.length;
  const to = from + Number(length);
  return come.length < to ? null : { answer: { status: Number(status), head, body: come.subarray(from, to) }, rest: come.subarray(to) };
}

/**
 * One kept connection that asks one thing at a time, and connects anew after it broke. It knows just as much of HTTP/1.1 as our own
 * server speaks: the generator shares the cores with the server, and node's client costs as much for a question as the server does.
 */
export class Line {
  readonly #host: string;
  readonly #port: number;
  #socket: Socket | null = null;
  #asking: Asking | null = null;
  #pieces: Buffer[] = [];

  constructor(base: string) {
    const { hostname, port } = new URL(base);
    [this.#host, this.#port] = [hostname, Number(port)];
  }

  /** @throws Error when the connection breaks before the answer is whole. */
  ask(head: string, body: string): Promise<WireAnswer> {
    return new Promise((resolve, reject) => {
      this.#asking = { resolve, reject };
      (this.#socket ??= this.#open()).ref().write(`${head}host: ${this.#host}:${this.#port}\r\ncontent-length: ${Buffer.byteLength(body)}${HEAD_END}${body}`);
    });
  }

  #open(): Socket {
    const socket = connect(this.#port, this.#host).setNoDelay(true);
    let reason = new Error("the server closed the line");
    socket.on("data", (piece: Buffer) => this.#take(piece, socket)).on("error", (error) => (reason = error)).on("close", () => {
      if (this.#socket === socket) this.#socket = null;
      this.#pieces = [];
      const asking = this.#asking;
      this.#asking = null;
      asking?.reject(reason);
    });
    return socket;
  }

  #take(piece: Buffer, socket: Socket): void {
    this.#pieces.push(piece);
    let taken;
    try {
      taken = takeAnswer(this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces));
    } catch (error) {
      socket.destroy(error as Error);
      return;
    }
    if (taken === null) return;
    this.#pieces = taken.rest.length === 0 ? [] : [taken.rest];
    // A line on which nobody asks does not keep the process.
    socket.unref();
    const asking = this.#asking;
    this.#asking = null;
    asking?.resolve(taken.answer);
  }
}
