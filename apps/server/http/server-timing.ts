import type { FastifyInstance } from "fastify";

/** Every answer says how long it took inside the server, so that waiting on the way and waiting here can be told apart (INC-07). */
export function installServerTiming(app: FastifyInstance): void {
  app.addHook("onSend", async (_request, reply) => void reply.header("server-timing", `total;dur=${reply.elapsedTime.toFixed(1)}`));
}
