import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import cookie from "@fastify/cookie";
import Fastify, { LogController, type FastifyInstance, type FastifyRequest } from "fastify";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { AppHosts } from "./app-hosts.ts";
import { answerBadAddress, installErrorAnswers, type OnRefused } from "./error-answers.ts";
import { parseJsonBody } from "./json-text.ts";
import { installSchemaChecks, type AnswerChecks } from "./schema-checks.ts";
import { installSecurityHeaders } from "./security-headers.ts";
import { installServerTiming } from "./server-timing.ts";
import { installSessions } from "./session-hook.ts";
import { hostList, isHere } from "@tocsin/ledger/encrypted-line.ts";
import { HANDSHAKE_WITHIN_MS, TLS_RULES, type TlsPair } from "./tls-door.ts";

/** Sockets that may be open at once: above it new ones are closed at once, while those that are open go on. */
const SOCKETS_MOST = 10_000;
/** How long a caller may take for its headers; the body has requestTimeout. Looked at every few seconds. */
const HEADERS_WITHIN_MS = 10_000;
const LOOKED_AT_EVERY_MS = 5_000;

/** Largest body of a command; media have their own limit. */
export const BODY_LIMIT = 256 * 1024;

export interface AppOptions {
  readonly findSession: Parameters<typeof installSessions>[1];
  readonly onRefused: OnRefused;
  readonly logLevel: "silent" | "error" | "warn" | "info";
  readonly answers: AnswerChecks;
  /** Addresses and networks of proxies whose `X-Forwarded-*` is believed; one on this machine is among them if any is. */
  readonly proxies: readonly string[];
  /** With it nothing but TLS is spoken. */
  readonly tls?: TlsPair;
  /** Hosts of their own for console and field app; without them one host has both. */
  readonly hosts?: AppHosts;
}

/** The proxy itself is believed; what stands before the entry that it added is the caller's word. */
const theProxyAlone = (isProxy: (address: string) => boolean) => (address: string, hop: number): boolean => hop === 0 && isProxy(address);

/** Behind a proxy that ends TLS nobody gets past it: who is neither the proxy nor this machine is not even read (ASVS V12.2.1). */
function closeToOthers(app: FastifyInstance, isProxy: (address: string) => boolean): void {
  app.server.on("connection", (socket) => {
    if (!isProxy(socket.remoteAddress ?? "")) socket.destroy();
  });
}

/** Once upgraded, a connection is under none of the limits above: only the stream's own address leads there; elsewhere the wish is passed over. */
const mayUpgrade = ({ method, url }: IncomingMessage): boolean => method === "GET" && url?.split("?")[0] === ROUTES.stream;

/** A stream that is refused ends with its answer. Nothing else would end it: without a sign-in, thousands could be held for good (R57). */
function endRefusedStreams(app: FastifyInstance): void {
  app.addHook("onResponse", async (request) => {
    if (request.headers.upgrade !== undefined) request.raw.socket.destroySoon();
  });
}

/** An HTTP server with the house's rules in place and no routes yet. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const named = hostList(options.proxies);
  const isProxy = (address: string): boolean => isHere(address) || named.has(address);
  const http = { headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: LOOKED_AT_EVERY_MS, shouldUpgradeCallback: mayUpgrade };
  const { tls } = options;
  const app = Fastify({
    logger: options.logLevel === "silent" ? false : { level: options.logLevel, redact: ["req.headers.authorization", "req.headers.cookie"] },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    trustProxy: options.proxies.length > 0 ? theProxyAlone(isProxy) : false,
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    ...(tls === undefined ? { http } : { https: { ...TLS_RULES, handshakeTimeout: HANDSHAKE_WITHIN_MS, ...tls, ...http } }),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    frameworkErrors: (_error, request, reply) => answerBadAddress(request, reply, options.onRefused),
  });
  app.server.maxConnections = SOCKETS_MOST;
  if (tls === undefined && options.proxies.length > 0) closeToOthers(app, isProxy);
  app.decorate("appHosts", options.hosts);
  app.decorateRequest("rawBody", null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, async (request: FastifyRequest, body: Buffer) => {
    request.rawBody = body;
    return parseJsonBody(body);
  });
  await app.register(cookie);
  installErrorAnswers(app, options.onRefused);
  installSecurityHeaders(app);
  installServerTiming(app);
  installSchemaChecks(app, options.answers);
  endRefusedStreams(app);
  installSessions(app, options.findSession);
  return app;
}
