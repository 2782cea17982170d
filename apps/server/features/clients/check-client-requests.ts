import type { FastifyInstance, FastifyRequest } from "fastify";
import { COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { openRequestRate } from "@tocsin/identity/request-rate.ts";
import { claimFault, digestMatches, readSignature, type SignatureFault, type SignedRequest } from "@tocsin/identity/request-signature.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { systemClock } from "../../clock.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import type { ServedCity } from "../../served-city.ts";
import { NEVER_LIMITED, ORG_PER_MINUTE } from "./never-limited.ts";
import type { Clients } from "./open-clients.ts";

export interface ClientChecksDeps {
  readonly clients: Pick<Clients, "takeNonce" | "pathOf">;
  readonly city: ServedCity;
  readonly audit: Pick<AuditTrail, "machineRefused">;
}

const PATH_OF: ReadonlyMap<string, string> = new Map([...Object.entries<string>(ROUTES), ...COMMAND_NAMES.map((name) => [name, commandPath(name)] as const)]);

const hasBody = ({ method }: Pick<FastifyRequest, "method">): boolean => method !== "GET" && method !== "HEAD";
const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? undefined : value);
const signedRequest = (request: FastifyRequest): SignedRequest => ({ method: request.method, target: request.raw.url ?? "", headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, one(value)])) });

/** What a machine's declaration lets it ask; `/api/v1/media/:id` goes with `media`. */
function mayAsk(row: ClientRow, url: string): boolean {
  const paths = row.routes.map((route) => PATH_OF.get(route));
  return paths.includes(url) || (row.routes.includes("media") && url === `${ROUTES.media}/:id`);
}

async function signatureFault(request: FastifyRequest, row: ClientRow, clients: ClientChecksDeps["clients"]): Promise<SignatureFault | null> {
  const signed = signedRequest(request);
  const claim = readSignature(signed);
  if (typeof claim === "string") return claim;
  const fault = claimFault(signed, claim, row.signing ?? [], hasBody(request), systemClock.now());
  if (fault !== null) return fault;
  return (await clients.takeNonce(row.id, claim.nonce)) ? null : "REPLAYED";
}

/** The body is the one that was signed. @throws RefusedRequest */
function checkDigest(request: FastifyRequest, row: ClientRow): void {
  if (row.signing === undefined || !hasBody(request)) return;
  const body = request.rawBody ?? (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
  if (!digestMatches(one(request.headers["content-digest"]), body)) throw new RefusedRequest(refuse("SIGNATURE_REFUSED", { why: "DIGEST" satisfies SignatureFault }));
}

/** Holds one request to the declaration of the machine that sent it. `urgent`: it goes on beyond every rate. @throws RefusedRequest */
export type CheckMachine = (request: FastifyRequest, row: ClientRow, urgent: boolean) => Promise<void>;

/**
 * Holds a machine's request to what its city declares of it: routes, signature, rate. Whatever a person asks passes untouched.
 * The check itself is given back for a route that knows who asks only when it has read the body.
 */
export function checkClientRequests(app: FastifyInstance, { clients, city, audit }: ClientChecksDeps): CheckMachine {
  const rate = openRequestRate();
  const seconds = (row: ClientRow): number => {
    const now = systemClock.now();
    const own = rate.take(`client ${row.id}`, row.perMinute, now);
    return own > 0 ? own : rate.take(`org ${row.org}`, ORG_PER_MINUTE, now);
  };
  const refusalFor = async (request: FastifyRequest, row: ClientRow, url: string, urgent: boolean): Promise<Refusal | null> => {
    if (!mayAsk(row, url)) return refuse("FORBIDDEN", { command: url });
    if (row.signing !== undefined) {
      const why = await signatureFault(request, row, clients);
      if (why !== null) return refuse("SIGNATURE_REFUSED", { why });
    }
    const wait = seconds(row);
    return wait > 0 && !urgent ? refuse("RATE_LIMITED", { seconds: wait }) : null;
  };
  const check: CheckMachine = async (request, machine, urgent) => {
    const url = request.routeOptions.url ?? "";
    const refusal = await refusalFor(request, machine, url, urgent);
    if (refusal === null) return;
    // Forbidden routes are in the audit as every denial is; a flood of refusals for its rate is not written row by row.
    if (refusal.code === "SIGNATURE_REFUSED") await audit.machineRefused(machine.id, [city.index.org.get(machine.org)?.path ?? machine.org], `${request.method} ${url}`, refusal);
    throw new RefusedRequest(refusal);
  };
  app.addHook("onRequest", async (request) => {
    const { machine, routeOptions } = request;
    if (machine === null || request.is404 || routeOptions.config.open === true) return;
    await check(request, machine, NEVER_LIMITED.has(routeOptions.url ?? ""));
  });
  app.addHook("preValidation", async (request) => {
    if (request.machine === null || request.routeOptions.config.open === true) return;
    checkDigest(request, request.machine);
  });
  return async (request, machine, urgent) => {
    await check(request, machine, urgent);
    checkDigest(request, machine);
  };
}
