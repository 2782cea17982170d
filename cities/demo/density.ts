import { inRing } from "@tocsin/kernel/geo.ts";
import { distance, type Vec } from "./plane.ts";
import type { Skeleton } from "./skeleton.ts";

/** How densely a place is built. */
export type Setting = "OLD_TOWN" | "CENTRE" | "URBAN" | "TOWN" | "RURAL";

/** The old town lies on the north bank, where the ferry was. */
const OLD_TOWN: Vec = [-1750, 250];
/** Later centres within the outer ring. */
const SUBCENTRES: readonly (readonly [Vec, number])[] = [[[1300, -2500], 1500], [[5400, 3500], 1300], [[-5600, 4600], 900], [[7300, -1900], 800], [[-2300, -6300], 800], [[4700, -5200], 700]];
/** Towns outside the outer ring. */
export const TOWNS: readonly (readonly [Vec, number])[] = [[[-10700, 1700], 850], [[10900, -900], 900], [[9900, 6500], 800], [[-9300, -6200], 800], [[1500, 8900], 750], [[2000, -8700], 750], [[11000, -4300], 700], [[-4200, 8600], 650]];

export function settingAt(skeleton: Skeleton, point: Vec): Setting {
  if (distance(point, OLD_TOWN) < 1350 + 0.15 * point[0]) return "OLD_TOWN";
  if (inRing(point, skeleton.lines["inner"]!) || SUBCENTRES.some(([centre, radius]) => distance(point, centre) < radius)) return "CENTRE";
  if (inRing(point, skeleton.lines["outer"]!)) return "URBAN";
  return TOWNS.some(([centre, radius]) => distance(point, centre) < radius) ? "TOWN" : "RURAL";
}

/** Blocks larger than this (m²) are cut again. */
export const BLOCK_AREA: Readonly<Record<Setting, number>> = { OLD_TOWN: 19_000, CENTRE: 48_000, URBAN: 150_000, TOWN: 55_000, RURAL: 1_150_000 };

/** Residents per m² of block, roughly: a million over the whole city. */
export const RESIDENTS: Readonly<Record<Setting, number>> = { OLD_TOWN: 0.0155, CENTRE: 0.0092, URBAN: 0.0027, TOWN: 0.003, RURAL: 0.00024 };
