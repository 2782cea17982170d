/** The body of a location report (0x0200) and of a batch of them (0x0704). */
import type { Read } from "./header.ts";

export interface Location {
  readonly alarm: number;
  readonly status: number;
  /** The terminal sees satellites: the coordinates are measured. */
  readonly fixed: boolean;
  /** Degrees, in the datum that the terminal uses. */
  readonly lon: number;
  readonly lat: number;
  readonly altitudeM: number;
  readonly speedKmh: number;
  /** Degrees from north, clockwise. */
  readonly heading: number;
  /** When it was measured, ms UTC; null when the terminal's clock says no time. */
  readonly at: number | null;
  /** Additional items by their id; what follows a broken item is left out. */
  readonly items: ReadonlyMap<number, Uint8Array>;
}

export const LOCATION_BYTES = 28;
const [FIXED_BIT, SOUTH_BIT, WEST_BIT] = [2, 4, 8];
/** Terminals tell the time of China. */
const UTC_PLUS_8_MS = 8 * 3_600_000;
/** A batch of a kilobyte holds no more; a longer message in parts may. */
const MOST_IN_BATCH = 500;

/** Two decimal digits of a byte; NaN when it holds none. */
const bcd = (byte: number): number => (byte >> 4 < 10 && (byte & 15) < 10 ? 10 * (byte >> 4) + (byte & 15) : Number.NaN);

/** YYMMDDhhmmss in decimal digits, UTC+8; null when that is no moment. */
export function bcdTime(bytes: Uint8Array): number | null {
  const [year, month, day, hour, minute, second] = Array.from(bytes.subarray(0, 6), bcd) as [number, number, number, number, number, number];
  const at = Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  if (!Number.isFinite(at)) return null;
  const date = new Date(at);
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour && date.getUTCMinutes() === minute && date.getUTCSeconds() === second;
  return same ? at - UTC_PLUS_8_MS : null;
}

function itemsOf(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const items = new Map<number, Uint8Array>();
  for (let i = 0; i + 2 <= bytes.length; ) {
    const end = i + 2 + bytes[i + 1]!;
    if (end > bytes.length) break;
    items.set(bytes[i]!, bytes.subarray(i + 2, end));
    i = end;
  }
  return items;
}

/** Reads one location. */
export function readLocation(body: Uint8Array): Read<Location, "BODY"> {
  if (body.length < LOCATION_BYTES) return { ok: false, fault: "BODY" };
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const status = view.getUint32(4);
  const lat = view.getUint32(8) / 1e6;
  const lon = view.getUint32(12) / 1e6;
  if (lat > 90 || lon > 180) return { ok: false, fault: "BODY" };
  return {
    ok: true,
    value: {
      alarm: view.getUint32(0), status, fixed: (status & FIXED_BIT) !== 0,
      lat: (status & SOUTH_BIT) === 0 ? lat : -lat, lon: (status & WEST_BIT) === 0 ? lon : -lon,
      altitudeM: view.getInt16(16), speedKmh: view.getUint16(18) / 10, heading: view.getUint16(20),
      at: bcdTime(body.subarray(22, 28)), items: itemsOf(body.subarray(LOCATION_BYTES)),
    },
  };
}

/** Reads a batch: a count, a type, and so many locations, each behind its length. */
export function readLocations(body: Uint8Array): Read<Location[], "BODY"> {
  if (body.length < 3) return { ok: false, fault: "BODY" };
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const count = view.getUint16(0);
  if (count > MOST_IN_BATCH) return { ok: false, fault: "BODY" };
  const locations: Location[] = [];
  let at = 3;
  for (let i = 0; i < count; i++) {
    const end = at + 2 <= body.length ? at + 2 + view.getUint16(at) : Infinity;
    if (end > body.length) return { ok: false, fault: "BODY" };
    const location = readLocation(body.subarray(at + 2, end));
    if (!location.ok) return location;
    locations.push(location.value);
    at = end;
  }
  return { ok: true, value: locations };
}
