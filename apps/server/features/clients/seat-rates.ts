import type { FastifyInstance } from "fastify";
import { refuse } from "@tocsin/contract/refusal.ts";
import { openRequestRate } from "@tocsin/identity/request-rate.ts";
import { systemClock } from "../../clock.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { GROUND_ROUTES, OWN_ROUTES } from "../audit/protected-reads.ts";
import { NEVER_LIMITED, ORG_PER_MINUTE } from "./never-limited.ts";

/** Requests a minute, a quarter of them at once (edge/identity/request-rate.ts). */
export interface SeatRates {
  /** Questions and commands of one account, whatever its windows. */
  readonly account: number;
  /** Tiles and names of the ground, of one account: a map that is dragged asks for hundreds. */
  readonly ground: number;
  /** Questions of all people whose first grant lies at the same unit of organisation; their commands are never held up by others. */
  readonly together: number;
}

/** A console at work asks about 60 a minute, one that begins anew about 40 at once. Five thousand records are not read in a minute by anybody who works. */
export const SEAT_RATES: SeatRates = { account: 900, ground: 6_000, together: ORG_PER_MINUTE };

/**
 * Slows a signed-in person beyond what anybody can read, so that a seat that was taken over does not carry its area away at full speed
 * (ASVS V2.4.1). Reports of an emergency, and what belongs to the own sign-in, always pass; machines have rates of their own (check-client-requests.ts).
 */
export function checkSeatRates(app: FastifyInstance, rates: SeatRates = SEAT_RATES): void {
  const rate = openRequestRate();
  app.addHook("onRequest", async (request) => {
    const { session, machine, routeOptions } = request;
    const url = routeOptions.url ?? "";
    if (session === null || machine !== null || request.is404 || routeOptions.config.open === true || NEVER_LIMITED.has(url) || OWN_ROUTES.has(url)) return;
    const now = systemClock.now();
    const isGround = GROUND_ROUTES.has(url);
    let wait = isGround ? rate.take(`ground ${session.userId}`, rates.ground, now) : rate.take(`account ${session.userId}`, rates.account, now);
    const home = session.grants[0]?.orgPath;
    if (wait === 0 && !isGround && request.method === "GET" && home !== undefined) wait = rate.take(`people ${home}`, rates.together, now);
    if (wait > 0) throw new RefusedRequest(refuse("RATE_LIMITED", { seconds: wait }));
  });
}
