import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { WITHDRAWALS } from "@tocsin/contract/withdrawal.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { installWithdrawals } from "./withdrawals.ts";

/** OpenAPI 3.1 of every route that is registered after it, open to everyone: it holds no data, and the notices of what is being withdrawn, which their answers carry too. */
export async function registerOpenapi(app: FastifyInstance, build: string, { now, utcOffset }: { readonly now: () => number; readonly utcOffset: number }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Tocsin 警钟", version: build, description: "Commands change something and carry an Idempotency-Key; everything else only asks. Refusals have one shape, in Chinese or English by Accept-Language." },
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" }, cookie: { type: "apiKey", in: "cookie", name: "tocsin_session" } } },
      security: [{ bearer: [] }, { cookie: [] }],
    },
  });
  // Written once, for the first who asks: strangers may ask, and a megabyte of text takes its time.
  let text: string | undefined;
  app.get(ROUTES.openapi, { config: { open: true }, schema: { hide: true } }, async (_request, reply) => reply.type("application/json; charset=utf-8").send((text ??= JSON.stringify({ ...app.swagger(), "x-withdrawals": WITHDRAWALS }))));
  installWithdrawals(app, WITHDRAWALS, { now, offsetMs: utcOffset * MINUTE });
}
