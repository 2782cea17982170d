import { type LonLat, distanceM } from "@tocsin/kernel/geo.ts";
import { type DurationMs, type Instant } from "@tocsin/kernel/instant.ts";
import { bigramLikeness, bigramsOf } from "./text-likeness.ts";

/** A fresh report, as far as it tells which event it speaks of. Who calls is never asked. */
export interface ReportTraits {
  readonly at: Instant;
  /** WGS-84; null when the place is unknown. */
  readonly point: LonLat | null;
  /** The place as it was said; may be empty. */
  readonly placeText: string;
  /** Null before it is classified. */
  readonly typeCode: string | null;
  /** Category of the type tree; types of one category are related. */
  readonly category: string | null;
  /** What was said; may be empty. */
  readonly text: string;
}

/** An open incident beside which the report is held. */
export interface OpenIncidentTraits extends Omit<ReportTraits, "at"> {
  readonly incidentId: string;
  readonly firstReportAt: Instant;
  readonly lastReportAt: Instant;
}

export interface LikenessLimits {
  /** Farther apart than this is never offered; exactly at it is. Metres, above 0. */
  readonly radiusM: number;
  /** Longer apart than this is never offered; exactly at it is. Above 0. */
  readonly windowMs: DurationMs;
  /** At most so many; 5 when left out. */
  readonly most?: number;
}

export type TypeLikeness = "SAME" | "RELATED" | "UNKNOWN" | "OTHER";

export type LikenessReason =
  | { readonly code: "DISTANCE"; readonly params: { readonly metres: number } }
  | { readonly code: "PLACE_TEXT"; readonly params: { readonly share: number } }
  | { readonly code: "APART"; readonly params: { readonly seconds: number } }
  | { readonly code: "TYPE"; readonly params: { readonly likeness: TypeLikeness } }
  | { readonly code: "TEXT"; readonly params: { readonly share: number } };

export interface LikelyDuplicate {
  readonly incidentId: string;
  /** 0 to 1; comparable within one answer. */
  readonly score: number;
  /** LIKELY: same type within radius and window (INC-05). POSSIBLE: worth a look. Neither is ever merged without a human. */
  readonly strength: "LIKELY" | "POSSIBLE";
  readonly reasons: readonly LikenessReason[];
}

const TYPE_WEIGHT: Readonly<Record<TypeLikeness, number>> = { SAME: 1, UNKNOWN: 0.7, RELATED: 0.6, OTHER: 0.3 };
/** "Exactly at the radius" must not hang on the last bits of a sine. */
const ROUNDING_M = 0.01;
/** Without a place, words must carry it: this much of them has to agree. */
const WORDS_FLOOR = 0.3;
/** The most that words can stand for a place: as much as the rim of the radius. */
const WORDS_AS_PLACE = 0.5;
/** Of another type altogether: offered only this near in words. */
const OTHER_TYPE_WORDS_FLOOR = 0.2;

function typeLikeness(a: ReportTraits, b: OpenIncidentTraits): TypeLikeness {
  if (a.typeCode === null || b.typeCode === null) return "UNKNOWN";
  if (a.typeCode === b.typeCode) return "SAME";
  return a.category !== null && a.category === b.category ? "RELATED" : "OTHER";
}

/** Time between a report and the span in which an incident was reported; 0 inside the span. */
const apartMs = (at: Instant, incident: OpenIncidentTraits): DurationMs => Math.max(0, incident.firstReportAt - at, at - incident.lastReportAt);

/** 1 at nought, 0.5 at the limit: a straight line, so that nearer and sooner always scores higher. */
const fade = (value: number, limit: number): number => 1 - (0.5 * value) / limit;

interface Words {
  readonly text: ReadonlyMap<string, number>;
  readonly place: ReadonlyMap<string, number>;
}
const wordsOf = (traits: { readonly text: string; readonly placeText: string }): Words => ({ text: bigramsOf(traits.text), place: bigramsOf(traits.placeText) });

/** Words of incidents, by their traits: while thousands tell of one event, each of them is held beside the same few cards (R24). */
const wordsOfIncidents = new WeakMap<OpenIncidentTraits, Words>();

function wordsOfIncident(incident: OpenIncidentTraits): Words {
  const known = wordsOfIncidents.get(incident) ?? wordsOf(incident);
  wordsOfIncidents.set(incident, known);
  return known;
}

const rounded = (share: number): number => Math.round(share * 1_000) / 1_000;

function compare(report: ReportTraits, words: Words, incident: OpenIncidentTraits, limits: LikenessLimits): LikelyDuplicate | null {
  const apart = apartMs(report.at, incident);
  if (apart > limits.windowMs) return null;
  // What is too far away costs no reading of its words: in a surge that is nearly everything.
  const metres = report.point !== null && incident.point !== null ? distanceM(report.point, incident.point) : null;
  if (metres !== null && metres > limits.radiusM + ROUNDING_M) return null;
  const others = wordsOfIncident(incident);
  const textShare = bigramLikeness(words.text, others.text);
  const likeness = typeLikeness(report, incident);
  const reasons: LikenessReason[] = [];
  let near: number;
  if (metres !== null) {
    near = fade(metres, limits.radiusM);
    reasons.push({ code: "DISTANCE", params: { metres: Math.round(metres) } });
  } else {
    const placeShare = bigramLikeness(words.place, others.place);
    const share = Math.max(placeShare, textShare);
    if (share < WORDS_FLOOR) return null;
    near = WORDS_AS_PLACE * share;
    if (placeShare > 0) reasons.push({ code: "PLACE_TEXT", params: { share: rounded(placeShare) } });
  }
  if (likeness === "OTHER" && textShare < OTHER_TYPE_WORDS_FLOOR) return null;
  reasons.push({ code: "APART", params: { seconds: Math.floor(apart / 1_000) } }, { code: "TYPE", params: { likeness } });
  if (textShare > 0) reasons.push({ code: "TEXT", params: { share: rounded(textShare) } });
  const score = near * fade(apart, limits.windowMs) * TYPE_WEIGHT[likeness] * (0.7 + 0.3 * textShare);
  return { incidentId: incident.incidentId, score, strength: metres !== null && likeness === "SAME" ? "LIKELY" : "POSSIBLE", reasons };
}

/**
 * Open incidents that a report may speak of, likeliest first, equal ones by id (INC-05). Only suggestions: merging is
 * a human's command, and never happens by itself. Where either place is unknown, words stand in for it.
 * @throws RangeError when radius or window is not above 0.
 */
export function likelyDuplicates(report: ReportTraits, openIncidents: readonly OpenIncidentTraits[], limits: LikenessLimits): readonly LikelyDuplicate[] {
  if (!(limits.radiusM > 0)) throw new RangeError(`likelyDuplicates: radiusM must be above 0, got ${limits.radiusM}`);
  if (!(limits.windowMs > 0)) throw new RangeError(`likelyDuplicates: windowMs must be above 0, got ${limits.windowMs}`);
  const words = wordsOf(report);
  const found: LikelyDuplicate[] = [];
  for (const incident of openIncidents) {
    const duplicate = compare(report, words, incident, limits);
    if (duplicate !== null) found.push(duplicate);
  }
  const strength = (d: LikelyDuplicate): number => (d.strength === "LIKELY" ? 0 : 1);
  found.sort((a, b) => strength(a) - strength(b) || b.score - a.score || (a.incidentId < b.incidentId ? -1 : 1));
  return found.slice(0, limits.most ?? 5);
}
