/**
 * The offline geocoder: from what an operator has typed so far to places, and from a point to words.
 *
 * It understands names and parts of them, aliases, pinyin and its initials, characters of the same sound, one
 * wrong character, house numbers known or not (`滨江大道128号`, `128 MISSION ST`, `bjdd128`), blocks
 * (`4000 Block of MISSION ST`), crossings (`滨江大道与解放路口`, `A路/B路`, `X ST & Y ST`), full-width digits and
 * words in any order. It only ever offers candidates: the typed text belongs to the caller and stays as it is.
 */
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { Hit } from "./best-hits.ts";
import { Crossings, readCrossing, type Crossing } from "./crossings.ts";
import { fold, foldedWords, shortForm } from "./fold-text.ts";
import { numberReadings, readAddressName, writeAddressName, type NumberReading } from "./house-number.ts";
import { NameIndex, type FindOptions } from "./name-index.ts";
import { teachReadings } from "./pinyin-names.ts";
import type { Candidate, MatchKind, NamedRoad, NameGuess, Place, SearchOptions } from "./place.ts";
import { Reverse, type NearestAddress } from "./reverse.ts";
import { buildStreets, streetKey, type Street, type StreetAddress } from "./streets.ts";
import { completions, findBlock, findNumber, type FoundNumber } from "./street-numbers.ts";

export interface Gazetteer {
  /** Candidates for a text, the best first; none for an empty text. */
  search(text: string, options?: SearchOptions): Candidate[];
  /** Words for a point; `null` where nothing is known within three kilometres. */
  nearestAddress(point: LonLat): NearestAddress | null;
}

export interface GazetteerOptions {
  /** Readings of names that a dictionary gets wrong, as `{ 大栅栏: "dà shí làn" }`. */
  readonly readings?: Readonly<Record<string, string>>;
}

export function buildGazetteer(places: readonly Place[], roads: readonly NamedRoad[] = [], options: GazetteerOptions = {}): Gazetteer {
  if (options.readings) teachReadings(options.readings);
  const index = new PlaceIndex(places, roads);
  return {
    search: (text, searchOptions = {}) => index.search(text, searchOptions),
    nearestAddress: (point) => index.reverse.nearest(point),
  };
}

const STREETS_PER_READING = 8;
const PLACE_ACCURACY_M = 50;
const CROSSING_ACCURACY_M = 30;

class PlaceIndex {
  readonly reverse: Reverse;
  readonly #places: readonly Place[];
  readonly #whole = new Map<string, Place[]>();
  readonly #names = new NameIndex();
  readonly #streets: readonly Street[];
  readonly #streetNames = new NameIndex();
  readonly #crossings: Crossings;
  readonly #districts = new Set<string>();

  constructor(places: readonly Place[], roads: readonly NamedRoad[]) {
    this.#places = places;
    const addresses: StreetAddress[] = [];
    for (const [number, place] of places.entries()) {
      for (const key of new Set([fold(place.name), streetKey(place.name)])) this.#wholeOf(key).push(place);
      if (place.district !== "") this.#districts.add(fold(place.district));
      const address = place.kind === "ADDRESS" ? readAddressName(place.name) : null;
      if (address) addresses.push({ ...address, place });
      else if (place.kind !== "ROAD") this.#names.add(number, place.name, false);
      if (place.kind !== "ROAD") for (const alias of place.aliases) this.#names.add(number, alias, true);
    }
    this.#streets = buildStreets(addresses, places.filter((place) => place.kind === "ROAD"), roads);
    for (const [number, street] of this.#streets.entries()) {
      this.#streetNames.add(number, street.name, false);
      for (const alias of street.aliases) this.#streetNames.add(number, alias, true);
    }
    this.#crossings = new Crossings(roads, places.filter((place) => place.kind === "INTERSECTION"));
    this.reverse = new Reverse(places.filter((place) => place.kind === "ADDRESS"), roads, this.#crossings.all, streetKey);
  }

  search(text: string, options: SearchOptions): Candidate[] {
    const typed = fold(text);
    const limit = options.limit ?? 10;
    if (typed === "" || limit < 1) return [];
    const found = new Found(options.near);
    for (const place of this.#whole.get(typed) ?? this.#whole.get(shortForm(typed)) ?? []) found.add(ofPlace(place, 1, "name", place.name));
    for (const reading of numberReadings(typed)) this.#byNumber(reading, found, options);
    this.#byCrossing(typed, found);
    this.#byName(typed, found, options, limit);
    if (found.best < 0.74) this.#byLongerText(typed, foldedWords(text), found, options, limit);
    return found.list(limit);
  }

  #wholeOf(key: string): Place[] {
    let list = this.#whole.get(key);
    if (!list) this.#whole.set(key, (list = []));
    return list;
  }

  #byName(typed: string, found: Found, options: SearchOptions, limit: number): void {
    for (const hit of this.#names.find(typed, this.#placesNear(options, limit))) found.add(ofPlace(this.#places[hit.owner]!, hit.score, hit.how, hit.matched));
    for (const hit of this.#streetNames.find(typed, this.#streetsNear(options, limit))) found.add(ofStreet(this.#streets[hit.owner]!, hit));
  }

  /** Streets for the road part of a number or crossing: found by name, or as the end of a longer text with a district before it. */
  #streetHits(road: string, options: SearchOptions): readonly Hit[] {
    const hits = this.#streetNames.find(road, this.#streetsNear(options, STREETS_PER_READING));
    if ((hits[0]?.score ?? 0) >= 0.74) return hits;
    const inside = this.#streetNames.inside(road).map(({ hit, before }) => {
      const street = this.#streets[hit.owner]!;
      const district = fold(street.district);
      const names = before !== "" && (this.#districts.has(before) || /[省市区县镇乡村州盟旗]$/.test(before));
      const own = district !== "" && (before.endsWith(district) || before.endsWith(district.replace(/[区县市]$/, "")));
      return { ...hit, score: own ? 0.95 : names ? 0.9 : hit.score };
    });
    return [...inside, ...hits].sort((a, b) => b.score - a.score).slice(0, STREETS_PER_READING);
  }

  #byNumber(reading: NumberReading, found: Found, options: SearchOptions): void {
    for (const hit of this.#streetHits(reading.road, options)) {
      const street = this.#streets[hit.owner]!;
      const add = (number: FoundNumber, score: number): void => found.add({ ...ofNumber(street, number, score, hit.matched), guess: guessOf(hit.how) });
      if (reading.block) {
        const block = findBlock(street, reading.number);
        if (block) add(block, hit.score * 0.98);
      } else {
        for (const number of findNumber(street, reading.number)) {
          add(number, hit.score * (number.how === "number" ? 0.98 : number.how === "between" ? 0.9 : 0.7));
        }
        if (reading.open) for (const number of completions(street, reading.number)) add(number, hit.score * 0.8);
      }
      found.add(ofStreet(street, { ...hit, score: hit.score * 0.65 }));
    }
  }

  #byCrossing(typed: string, found: Found): void {
    const pair = readCrossing(typed) ?? this.#pairInside(typed);
    if (!pair) return;
    const keys = (road: string): Map<string, Pick<Hit, "score" | "how">> => {
      const own = streetKey(road);
      // A crossing given as a place may be of streets that nothing else names.
      const best = new Map<string, Pick<Hit, "score" | "how">>(this.#crossings.of(own).length > 0 ? [[own, { score: 1, how: "name" }]] : []);
      for (const hit of this.#streetHits(road, {})) {
        const key = this.#streets[hit.owner]!.key;
        if (hit.score > (best.get(key)?.score ?? 0)) best.set(key, hit);
      }
      return best;
    };
    const first = keys(pair[0]);
    const second = pair[1] === "" ? null : keys(pair[1]);
    for (const [a, hitA] of first) {
      if (!second) for (const crossing of this.#crossings.of(a)) found.add(ofCrossing(crossing, hitA.score * 0.85, guessOf(hitA.how)));
      else for (const [b, hitB] of second) for (const crossing of this.#crossings.of(a, b)) found.add(ofCrossing(crossing, Math.min(hitA.score, hitB.score) * 0.98, guessOf(hitA.how) ?? guessOf(hitB.how)));
    }
  }

  /** 滨江大道解放路口: two streets side by side with nothing between. */
  #pairInside(typed: string): readonly [string, string] | null {
    const inside = this.#streetNames.inside(typed.replace(/(?:交叉口|交汇处|路口|口)$/, (end) => (end === "路口" ? "路" : "")));
    const names = [...new Set(inside.map(({ hit }) => this.#streets[hit.owner]!.name))];
    return names.length === 2 ? [fold(names[0]!), fold(names[1]!)] : null;
  }

  /** Names within the text, and names that hold all its words. */
  #byLongerText(typed: string, words: string[], found: Found, options: SearchOptions, limit: number): void {
    for (const { hit } of this.#names.inside(typed)) found.add(ofPlace(this.#places[hit.owner]!, hit.score, hit.how, hit.matched));
    for (const { hit } of this.#streetNames.inside(typed)) found.add(ofStreet(this.#streets[hit.owner]!, hit));
    for (const district of this.#districts) {
      if (words.length === 1 && typed.startsWith(district) && typed.length > district.length) words.splice(0, 1, typed.slice(district.length), district);
    }
    if (words.length < 2) return;
    const districtOf = (owner: number): string => fold(this.#places[owner]!.district);
    for (const hit of this.#names.words(words, this.#placesNear(options, limit), districtOf)) {
      found.add(ofPlace(this.#places[hit.owner]!, hit.score, hit.how, hit.matched));
    }
    const streetDistrict = (owner: number): string => fold(this.#streets[owner]!.district);
    for (const hit of this.#streetNames.words(words, this.#streetsNear(options, limit), streetDistrict)) found.add(ofStreet(this.#streets[hit.owner]!, hit));
  }

  #placesNear(options: SearchOptions, most: number): FindOptions {
    const near = options.near;
    return near ? { most, bonus: (owner) => nearBonus(near, this.#places[owner]!.point) } : { most };
  }

  #streetsNear(options: SearchOptions, most: number): FindOptions {
    const near = options.near;
    return near ? { most, bonus: (owner) => nearBonus(near, this.#streets[owner]!.point) } : { most };
  }
}

/** 0.03 here, half of it two kilometres off. */
function nearBonus(near: LonLat, point: LonLat): number {
  return 0.03 / (1 + distanceM(near, point) / 2000);
}

/** Candidates by id, the best of each. */
class Found {
  readonly #near: LonLat | undefined;
  readonly #byId = new Map<string, Candidate>();
  best = 0;

  constructor(near: LonLat | undefined) {
    this.#near = near;
  }

  add(candidate: Candidate): void {
    const known = this.#byId.get(candidate.id);
    if (known && known.score >= candidate.score) return;
    this.#byId.set(candidate.id, candidate);
    this.best = Math.max(this.best, candidate.score);
  }

  list(limit: number): Candidate[] {
    const near = this.#near;
    const metres = (candidate: Candidate): number => (near ? distanceM(near, candidate.point) : 0);
    return [...this.#byId.values()].sort((a, b) => b.score - a.score || metres(a) - metres(b) || (a.id < b.id ? -1 : 1)).slice(0, limit);
  }
}

const guessOf = (how: MatchKind): NameGuess | null => (how === "sound" ? "SOUND" : how === "near-miss" ? "NEAR_MISS" : null);

function ofPlace(place: Place, score: number, how: MatchKind, matched: string): Candidate {
  const { id, name, kind, district, point } = place;
  return { id, name, kind, district, point, score, how, matched, guess: guessOf(how), accuracyM: kind === "ADDRESS" ? 20 : kind === "AREA" ? 1000 : PLACE_ACCURACY_M };
}

function ofStreet(street: Street, hit: Hit): Candidate {
  const { id, name, district, point, extentM } = street;
  return { id, name, kind: "ROAD", district, point, score: hit.score, how: hit.how, matched: hit.matched, guess: guessOf(hit.how), accuracyM: Math.max(PLACE_ACCURACY_M, Math.round(extentM)) };
}

function ofNumber(street: Street, found: FoundNumber, score: number, matched: string): Candidate {
  if (found.place) return { ...ofPlace(found.place, score, found.how, matched), accuracyM: found.accuracyM };
  const block = found.how === "block";
  const { district } = street;
  return {
    id: `${street.id}@${found.number}${block ? "-block" : ""}`,
    name: block ? `${found.number} Block of ${street.name}` : writeAddressName(street.name, found.number, street.style),
    kind: "ADDRESS",
    district,
    point: found.point,
    score,
    how: found.how,
    matched,
    guess: null,
    accuracyM: Math.round(found.accuracyM),
  };
}

function ofCrossing(crossing: Crossing, score: number, guess: NameGuess | null): Candidate {
  const { id, name, point } = crossing;
  return { id, name, kind: "INTERSECTION", district: "", point, score, how: "crossing", matched: name, guess, accuracyM: CROSSING_ACCURACY_M };
}
