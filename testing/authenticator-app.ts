import type { Client } from "@tocsin/client/client.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import { codeOf, stepOf } from "@tocsin/identity/totp.ts";

/** What an authenticator app shows now for a key as people type it, in base 32. */
export function codeNow(key: string): string {
  const bits = [...key].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  return codeOf(Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2))), stepOf(Date.now()));
}

/** The first code of a fresh key. One that its step outran on the way is given again. */
export async function confirmFactor(seat: Pick<Client, "confirmFactor">, key: string): Promise<readonly string[]> {
  for (;;) {
    const code = codeNow(key);
    try {
      return (await seat.confirmFactor(code)).codes;
    } catch (error) {
      if (!(error instanceof RefusedError) || error.refused.code !== "CODE_WRONG" || codeNow(key) === code) throw error;
    }
  }
}
