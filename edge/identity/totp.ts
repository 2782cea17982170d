import { createHmac, timingSafeEqual } from "node:crypto";

/** Time-based one-time passwords, RFC 6238 with what every authenticator app speaks: HMAC-SHA-1, 30 seconds, six digits. */
const STEP_MS = 30_000;
const DIGITS = 6;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export const stepOf = (at: number): number => Math.floor(at / STEP_MS);

/** The code of a step: HOTP of RFC 4226, dynamic truncation of 5.3. */
export function codeOf(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = mac[mac.length - 1]! & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** The step of now when this is its code, null when not. No other step counts: a code lives thirty seconds (ASVS V6.5.5), and whose clock is off is told the time. */
export function stepOfCode(secret: Uint8Array, code: string, at: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const step = stepOf(at);
  return timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code)) ? step : null;
}

/** RFC 4648 without padding, as authenticator apps take it. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** What an authenticator app reads from a QR code. */
export function keyUri(secret: Uint8Array, account: string, issuer: string): string {
  const [who, of] = [encodeURIComponent(account), encodeURIComponent(issuer)];
  return `otpauth://totp/${of}:${who}?secret=${base32(secret)}&issuer=${of}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_MS / 1_000}`;
}
