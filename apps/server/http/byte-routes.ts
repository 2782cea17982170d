import type { FastifyInstance, FastifyRequest } from "fastify";
import { refuse } from "@tocsin/contract/refusal.ts";
import { RefusedRequest } from "./refused-request.ts";

/** Routes whose bodies are bytes of any type, up to `bytes`; a larger one is refused with the limit as it is `said`. Each of them states the limit for itself too. */
export function registerByteRoutes(app: FastifyInstance, limit: { readonly bytes: number; readonly said: string }, routes: (scope: FastifyInstance) => void): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: limit.bytes }, async (_request: FastifyRequest, body: Buffer) => body);
    scope.setErrorHandler((error) => {
      if ((error as { code?: string }).code === "FST_ERR_CTP_BODY_TOO_LARGE") throw new RefusedRequest(refuse("PAYLOAD_TOO_LARGE", { limit: limit.said }));
      throw error;
    });
    routes(scope);
  });
}
