import type { FastifyReply, FastifyRequest } from "fastify";
import type { Proof } from "@tocsin/contract/views.ts";
import type { SecondFactorKind } from "../../audit-trail.ts";
import { cookieName, cookieOptions } from "../../http/session-hook.ts";
import type { From } from "./seats.ts";

/** Keeps a mark by which a device that signed in before is known again; it lets nobody in. */
const DEVICE_COOKIE = "tocsin_device";
const HALF_A_YEAR_S = 180 * 86_400;

export const keepDevice = (device: string, request: FastifyRequest, reply: FastifyReply): void =>
  void reply.setCookie(cookieName(DEVICE_COOKIE, request), device, { ...cookieOptions(request), maxAge: HALF_A_YEAR_S });

/** The site as the caller's browser sees it; a passkey is bound to it by the browser, and kept with it. */
const siteOf = (request: FastifyRequest): From["site"] => ({ rpId: request.hostname, origin: `${request.protocol}://${request.host}` });

/** What came beside the password, as the audit names it; undefined for nothing. */
export const factorOf = ({ code, passkey }: Pick<Proof, "code" | "passkey">): SecondFactorKind | undefined =>
  passkey !== undefined ? "PASSKEY" : code === undefined ? undefined : /^\d{6}$/.test(code) ? "CODE" : "RECOVERY_CODE";

/** Where a request comes from, with what it proves beside a password. */
export function fromOf(request: FastifyRequest, { code, passkey }: Pick<Proof, "code" | "passkey"> = {}): From {
  const device = request.cookies[cookieName(DEVICE_COOKIE, request)];
  return {
    address: request.ip, site: siteOf(request), ...(request.sessionId === null ? {} : { previous: request.sessionId }), ...(device === undefined ? {} : { device }),
    ...(code === undefined ? {} : { code }), ...(passkey === undefined ? {} : { proof: passkey }),
  };
}
