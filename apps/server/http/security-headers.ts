import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** Scripts come from this server only. Ant Design writes its styles at run time; MapLibre starts its worker from a blob. */
const POLICY = [
  "default-src 'self'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
  "media-src 'self' blob:", "connect-src 'self'", "worker-src 'self' blob:", "manifest-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join("; ");

/** Answers and pictures are no pages: opened as one, they load, run, send and frame nothing. */
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "permissions-policy": "geolocation=(self), camera=(self), microphone=(self)",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** Sets what every answer carries; those of the interface are neither pages nor kept. */
export function secureHeaders(request: Pick<FastifyRequest, "protocol">, reply: FastifyReply, isAnswer: boolean): void {
  void reply.headers(HEADERS).header("content-security-policy", isAnswer ? NO_PAGE : POLICY);
  if (request.protocol === "https") void reply.header("strict-transport-security", "max-age=31536000; includeSubDomains");
  if (isAnswer && !reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
}

export function installSecurityHeaders(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply) => secureHeaders(request, reply, request.url.startsWith("/api/")));
}
