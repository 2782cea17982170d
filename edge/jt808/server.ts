/** The TCP door for terminals that speak JT/T 808. */
import { createServer, type AddressInfo, type Socket } from "node:net";
import { createConnection, type Connection, type ConnectionDeps, type Enrolment } from "./connection.ts";

export interface Jt808Limits {
  /** Connections at once, of all terminals. */
  readonly connections: number;
  /** A connection on which nothing comes for so long is closed, ms. */
  readonly idleMs: number;
  /** A terminal signs in within this time, ms. */
  readonly signInMs: number;
}

export const JT808_LIMITS: Jt808Limits = { connections: 10_000, idleMs: 300_000, signInMs: 30_000 };

/** Answers that wait for a terminal that does not read them, bytes. */
const MOST_UNREAD = 64 * 1024;
const LAST_WORD_MS = 2_000;

export interface Jt808Options<E extends Enrolment> extends ConnectionDeps<E> {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly limits?: Partial<Jt808Limits>;
  readonly onFailure: (error: unknown) => void;
}

export interface Jt808Server {
  readonly port: number;
  readonly connections: number;
  close(): Promise<void>;
}

/** Lets the last answer out, then ends the connection whether or not the other side agrees. */
function part(socket: Socket): void {
  socket.resume().end();
  setTimeout(() => socket.destroy(), LAST_WORD_MS).unref();
}

/** One chunk after the other: while positions are being taken nothing more is read, and TCP holds the terminal back. */
async function serve(socket: Socket, connection: Connection, signedIn: (terminal: string) => void): Promise<void> {
  for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    const { answers, end } = await connection.receive(chunk);
    if (connection.terminal !== null) signedIn(connection.terminal);
    for (const answer of answers) socket.write(answer);
    if (end) return part(socket);
    if (socket.writableLength > MOST_UNREAD) return;
  }
}

export function openJt808Server<E extends Enrolment>(options: Jt808Options<E>): Promise<Jt808Server> {
  const limits = { ...JT808_LIMITS, ...options.limits };
  const sockets = new Set<Socket>();
  const byTerminal = new Map<string, Socket>();

  const silent = (socket: Socket): void => {
    options.discarded("SILENT");
    socket.destroy();
  };

  function accept(socket: Socket): void {
    const connection = createConnection(options);
    sockets.add(socket);
    socket.setNoDelay(true).setTimeout(limits.idleMs, () => silent(socket));
    const late = setTimeout(() => silent(socket), limits.signInMs).unref();
    // Reset and broken connections are everyday; `close` follows.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(late);
      sockets.delete(socket);
      if (connection.terminal !== null && byTerminal.get(connection.terminal) === socket) byTerminal.delete(connection.terminal);
    });
    const signedIn = (terminal: string): void => {
      clearTimeout(late);
      const before = byTerminal.get(terminal);
      byTerminal.set(terminal, socket);
      // A terminal has one connection; the older one is of before it lost its network.
      if (before !== socket) before?.destroy();
    };
    serve(socket, connection, signedIn)
      .catch((error: unknown) => {
        if (!socket.destroyed) options.onFailure(error);
      })
      .finally(() => {
        if (!socket.writableEnded) socket.destroy();
      });
  }

  const server = createServer({ noDelay: true }, accept);
  server.maxConnections = limits.connections;
  server.on("drop", () => options.discarded("TOO_MANY_CONNECTIONS"));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      server.on("error", options.onFailure);
      resolve({
        port: (server.address() as AddressInfo).port,
        get connections() {
          return sockets.size;
        },
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}
