import { connect, createServer, type Socket } from "node:net";

/** The way from a server to its database, which can be cut as a killed process's is: whatever was not sent yet never is. */
export interface CuttableLine {
  /** The database's URL by this way. */
  readonly url: string;
  /** Ends every connection and takes no more. */
  cut(): void;
  /** After a cut: new connections are taken again. */
  mend(): void;
  /** Ends every connection; new ones are taken. */
  interrupt(): void;
  /** Answers of the database no longer come through, although its work is done. */
  swallowAnswers(): void;
  close(): Promise<void>;
}

export async function openLine(databaseUrl: string): Promise<CuttableLine> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let open = true;
  let swallowing = false;
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    keep(near);
    if (!open) return near.destroy();
    const far = keep(connect(Number(target.port), target.hostname));
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => void (swallowing || near.write(bytes)));
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as { port: number }).port);
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut: () => {
      open = false;
      endAll();
    },
    mend: () => void (open = true),
    interrupt: () => {
      swallowing = false;
      endAll();
    },
    swallowAnswers: () => void (swallowing = true),
    close: () => new Promise((resolve) => {
      endAll();
      server.close(() => resolve());
    }),
  };
}
