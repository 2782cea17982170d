import websocket, { type WebSocket } from "@fastify/websocket";
import Fastify, { type FastifyInstance } from "fastify";
import type { Position } from "@tocsin/contract/views.ts";

/** What the stream is measured against: every position goes to every console by itself, as it comes. */
export async function startPlainServer(): Promise<{ readonly url: string; readonly app: FastifyInstance }> {
  const app = Fastify();
  const sockets = new Set<WebSocket>();
  await app.register(websocket, { options: { perMessageDeflate: false, handleProtocols: (offered: Set<string>) => (offered.has("tocsin") ? "tocsin" : false) } });
  await app.register(async (scope) => {
    scope.get("/stream", { websocket: true }, (socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
  });
  app.post<{ Body: { positions: Position[] } }>("/positions", async ({ body }) => {
    for (const position of body.positions) {
      const text = JSON.stringify({ t: "positions", at: position.at, positions: [position] });
      for (const socket of sockets) socket.send(text);
    }
    return { accepted: body.positions.length, refused: [] };
  });
  return { url: await app.listen({ host: "127.0.0.1", port: 0 }), app };
}
