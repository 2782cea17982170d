/** Finding a house number on a street: known, between two known ones, or past the last. */
import { between, distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { MatchKind, Place } from "./place.ts";
import type { HouseNumber, Street } from "./streets.ts";

export interface FoundNumber {
  readonly number: number;
  /** The place, where the number is known. */
  readonly place: Place | null;
  readonly point: LonLat;
  readonly how: Extract<MatchKind, "number" | "between" | "beyond" | "block">;
  readonly accuracyM: number;
}

const KNOWN_ACCURACY_M = 20;
const BLOCK = 100;
const MOST_COMPLETIONS = 6;

/** All places with this very number; if there is none, where it should be; nothing on a street without numbers. */
export function findNumber(street: Street, number: number): FoundNumber[] {
  const known = street.numbers.filter((house) => house.number === number);
  if (known.length > 0) return known.map(({ place }) => ({ number, place, point: place.point, how: "number", accuracyM: KNOWN_ACCURACY_M }));
  const estimate = interpolate(street, number);
  return estimate ? [estimate] : [];
}

/** Known numbers that begin with the digits typed so far, without the number itself. */
export function completions(street: Street, number: number): FoundNumber[] {
  const digits = String(number);
  const longer = street.numbers.filter((house) => house.number !== number && String(house.number).startsWith(digits));
  return longer.slice(0, MOST_COMPLETIONS).map(({ number: full, place }) => ({ number: full, place, point: place.point, how: "number", accuracyM: KNOWN_ACCURACY_M }));
}

/** The middle of the block whose numbers run from this one to 99 more; `null` where no known numbers enclose it. */
export function findBlock(street: Street, from: number): FoundNumber | null {
  const within = street.numbers.filter((house) => house.number >= from && house.number < from + BLOCK);
  if (within.length === 0) {
    const estimate = interpolate(street, from + BLOCK / 2);
    return estimate?.how === "between" ? { ...estimate, number: from, how: "block", accuracyM: Math.max(estimate.accuracyM, 60) } : null;
  }
  const [first, last] = [within[0]!.place.point, within[within.length - 1]!.place.point];
  return { number: from, place: null, point: between(first, last, 0.5), how: "block", accuracyM: Math.max(KNOWN_ACCURACY_M, distanceM(first, last) / 2) };
}

function interpolate(street: Street, number: number): FoundNumber | null {
  // Odd and even numbers are often on different sides and run on their own: neighbours of the same kind first.
  const same = neighbours(street.numbers.filter((house) => house.number % 2 === number % 2), number);
  const any = neighbours(street.numbers, number);
  const [low, high] = same[0] && same[1] ? same : any;
  if (low && high) {
    const share = (number - low.number) / (high.number - low.number);
    const accuracyM = Math.max(KNOWN_ACCURACY_M, distanceM(low.place.point, high.place.point) / 2);
    return { number, place: null, point: between(low.place.point, high.place.point, share), how: "between", accuracyM };
  }
  const end = low ?? high;
  if (!end) return null;
  const accuracyM = Math.min(2000, Math.max(200, Math.abs(number - end.number) * 8));
  return { number, place: null, point: end.place.point, how: "beyond", accuracyM };
}

/** The nearest known numbers below and above. */
function neighbours(numbers: readonly HouseNumber[], number: number): [HouseNumber | null, HouseNumber | null] {
  let low: HouseNumber | null = null;
  for (const house of numbers) {
    if (house.number > number) return [low, house];
    low = house;
  }
  return [low, null];
}
