import type { FastifyReply, FastifyRequest } from "fastify";
import type { Seal } from "@tocsin/identity/secret-seal.ts";
import { cookieName, cookieOptions } from "../../http/session-hook.ts";

/** What a browser carries from one step of a sign-in to the next: sealed, so that it neither reads nor changes it, and for a few minutes. */
export interface Carried<Value> {
  give(value: Value, request: FastifyRequest, reply: FastifyReply): void;
  /** Null where there is none, it is too old, or none of ours; it is gone from the browser either way. */
  take(request: FastifyRequest, reply: FastifyReply): Value | null;
}

export interface CarriedOptions {
  readonly seal: Seal;
  /** Of the cookie; also what the sealed text is bound to. */
  readonly name: string;
  readonly keptMs: number;
  /** Lax where another site's page sends the browser back to us. */
  readonly sameSite: "lax" | "strict";
  /** UTC ms. */
  readonly now: () => number;
}

export function carry<Value extends object>({ seal, name, keptMs, sameSite, now }: CarriedOptions): Carried<Value> {
  const options = (request: FastifyRequest) => ({ ...cookieOptions(request), sameSite });
  return {
    give(value, request, reply) {
      const sealed = seal.seal(Buffer.from(JSON.stringify({ value, at: now() })), name).toString("base64url");
      void reply.setCookie(cookieName(name, request), sealed, { ...options(request), maxAge: Math.floor(keptMs / 1_000) });
    },
    take(request, reply) {
      const text = request.cookies[cookieName(name, request)];
      if (text === undefined) return null;
      void reply.clearCookie(cookieName(name, request), options(request));
      const bytes = Buffer.from(text, "base64url");
      // What was never sealed the seal hands back as it is: only what it sealed itself counts here.
      if (!seal.isFresh(bytes)) return null;
      try {
        const { value, at } = JSON.parse(seal.open(bytes, name).toString()) as { value: Value; at: number };
        return now() < at + keptMs ? value : null;
      } catch {
        return null;
      }
    },
  };
}
