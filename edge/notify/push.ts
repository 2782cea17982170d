/** Web Push: a message to a browser that may be asleep (RFC 8030), sealed for it alone (RFC 8291), from a server that says who it is (RFC 8292). */
import { createECDH, createPrivateKey, sign } from "node:crypto";
import ece from "http_ece";

/** What a browser gives to whoever may wake it; all but the address in base64url. */
export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** The server's own pair on P-256, base64url: an uncompressed point, and the number behind it. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** GONE: the browser has taken its permission back, or is no more. */
export type PushOutcome = { readonly t: "SENT" } | { readonly t: "GONE" } | { readonly t: "FAILED"; readonly why: string };

const [LIVES_S, VALID_S, PATIENCE_MS] = [120, 12 * 3_600, 8_000];
const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export function makePushKeys(): PushKeys {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url");
  return { publicKey, privateKey: pair.getPrivateKey("base64url") };
}

/** A token of RFC 8292 for the origin of an endpoint. `subject`: whom a push service may call, `mailto:` or `https:`. `now` in ms. */
export function vapidHeader({ publicKey, privateKey }: PushKeys, endpoint: string, subject: string, now: number): string {
  const point = Buffer.from(publicKey, "base64url");
  const key = createPrivateKey({ format: "jwk", key: { kty: "EC", crv: "P-256", d: privateKey, x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") } });
  const signed = `${base64url({ typ: "JWT", alg: "ES256" })}.${base64url({ aud: new URL(endpoint).origin, exp: Math.floor(now / 1_000) + VALID_S, sub: subject })}`;
  return `vapid t=${signed}.${sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}, k=${publicKey}`;
}

/** Sends one message. The push service keeps it for two minutes at most: after that the order has gone to another unit. */
export async function sendPush(target: PushTarget, text: string, server: { readonly keys: PushKeys; readonly subject: string; readonly now: number }): Promise<PushOutcome> {
  const pair = createECDH("prime256v1");
  pair.generateKeys();
  try {
    const body = ece.encrypt(Buffer.from(text), { version: "aes128gcm", dh: target.p256dh, privateKey: pair, authSecret: target.auth });
    const answer = await fetch(target.endpoint, {
      method: "POST", redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS), body: new Uint8Array(body),
      headers: { authorization: vapidHeader(server.keys, target.endpoint, server.subject, server.now), "content-encoding": "aes128gcm", "content-type": "application/octet-stream", ttl: String(LIVES_S), urgency: "high" },
    });
    await answer.body?.cancel();
    if (answer.status === 404 || answer.status === 410) return { t: "GONE" };
    return answer.ok ? { t: "SENT" } : { t: "FAILED", why: `HTTP ${answer.status}` };
  } catch (error) {
    return { t: "FAILED", why: error instanceof Error ? error.name : "error" };
  }
}
