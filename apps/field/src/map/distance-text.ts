import type { Wording } from "../language/wording.ts";

/** A distance to read at a glance: tens of metres, then kilometres. */
export const distanceText = (metres: number, { words }: Wording): string => (metres < 950 ? words.map.metres(Math.max(10, Math.round(metres / 10) * 10)) : words.map.distance((metres / 1_000).toFixed(1)));
