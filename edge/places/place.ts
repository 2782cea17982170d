/** What the gazetteer is built from and what it answers with. Points are WGS-84. */
import type { LonLat } from "@tocsin/kernel/geo.ts";

export const PLACE_KINDS = ["ADDRESS", "INTERSECTION", "POI", "ROAD", "AREA", "PREMISE"] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** One row of `places.csv`. */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  /** As people write it: `滨江大道128号`, `市第一人民医院`, `4001 MISSION ST`. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Name of the district; may be empty. */
  readonly district: string;
  readonly point: LonLat;
}

/** A road as the gazetteer needs it: roads of a `RoadTable` fit. */
export interface NamedRoad {
  readonly name: string;
  /** Junction ids. */
  readonly from: string;
  readonly to: string;
  readonly line: readonly LonLat[];
}

/**
 * How a candidate was found: `name` and `alias` whole; `part` of a name; `inside`: the name lies within the typed
 * text; `pinyin` and `initials`; `sound`: other characters of the same sound; `near-miss`: one character off;
 * `number`: a house number known, `between`: interpolated, `beyond`: past the last known number;
 * `block`; `crossing`; `words`: all typed words, in any order.
 */
export type MatchKind =
  | "name" | "alias" | "part" | "inside" | "pinyin" | "initials" | "sound" | "near-miss"
  | "number" | "between" | "beyond" | "block" | "crossing" | "words";

/** The name differs from what was typed: other characters of the same sound, or one character off. */
export type NameGuess = "SOUND" | "NEAR_MISS";

export interface Candidate {
  /** The place's id; made-up places (interpolated numbers, crossings, blocks) have stable made-up ids. */
  readonly id: string;
  readonly name: string;
  readonly kind: PlaceKind;
  readonly district: string;
  readonly point: LonLat;
  /** 0 to 1; 1 is the very name of the place. */
  readonly score: number;
  readonly how: MatchKind;
  /** The name or alias that matched. */
  readonly matched: string;
  /** How its name, or that of its street or of one of its two, was guessed; `null` where it is what was typed. */
  readonly guess: NameGuess | null;
  /** Roughly how far the true place may be, in metres. */
  readonly accuracyM: number;
}

export interface SearchOptions {
  /** Of equally good candidates those near this point come first. */
  readonly near?: LonLat;
  /** At most this many candidates; 10 unless given. */
  readonly limit?: number;
}
