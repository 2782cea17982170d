/** Branded identifiers: strings end to end, so that no identifier can overflow or be rounded. */

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]?: Name };

export type IncidentId = Id<"Incident">;
export type OrderId = Id<"Order">;
export type UnitId = Id<"Unit">;
export type OrgId = Id<"Org">;
export type UserId = Id<"User">;
export type ReportId = Id<"Report">;
export type PremiseId = Id<"Premise">;

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A ULID (https://github.com/ulid/spec) from a time and 16 bytes of randomness that the caller supplies:
 * 26 Crockford base-32 characters, sortable by time.
 * @throws RangeError when fewer than 10 bytes are given or the time is not a 48-bit integer.
 */
export function ulid(at: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError("ulid needs 10 random bytes");
  if (!Number.isInteger(at) || at < 0 || at >= 2 ** 48) throw new RangeError("ulid needs a 48-bit time");
  let time = "";
  let rest = at;
  for (let i = 0; i < 10; i++) {
    time = ALPHABET[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let tail = "";
  let bits = 0;
  let held = 0;
  for (const byte of random.subarray(0, 10)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      tail += ALPHABET[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return time + tail;
}

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
export const isUlid = (text: string): boolean => ULID.test(text);
