import type { LonLat } from "@tocsin/kernel/geo.ts";
import { MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { type RandomStream, randomStream } from "@tocsin/kernel/random.ts";
import { ALSO_WORDS, CALL_WEIGHTS, CALL_WORDS } from "./call-words.ts";

/** Something that really happens in the simulated city, and what its caller says of it. */
export interface Call {
  readonly at: number;
  readonly typeCode: string;
  readonly addressText: string;
  /** Where it really is; the call-taker may not be told. */
  readonly point: LonLat;
  readonly placeId: string | null;
  readonly premiseId: string | null;
  readonly words: string;
  readonly callback: string | null;
  /** The caller does not know where they are. */
  readonly lost: boolean;
  /** Time a call-taker needs until the class is clear, ms. */
  readonly talkMs: number;
}

/** A place where something can happen. */
export interface Scene {
  readonly id: string;
  readonly name: string;
  readonly point: LonLat;
  readonly premiseId: string | null;
}

const SECOND_CALLER = 0.12;
const LOST_CALLER = 0.03;

function pickType(dice: RandomStream, codes: readonly string[]): string {
  const total = codes.reduce((sum, code) => sum + (CALL_WEIGHTS[code] ?? 0), 0);
  let rest = dice.next() * total;
  return codes.find((code) => (rest -= CALL_WEIGHTS[code] ?? 0) < 0) ?? codes[0]!;
}

const phone = (dice: RandomStream): string => `139${String(dice.integer(0, 99_999_999)).padStart(8, "0")}`;

/**
 * An endless, seeded sequence of calls: Poisson arrivals, `perMinute` on average, at places of the city;
 * some events are called in twice, some callers are lost.
 */
export function* callsOf(city: { readonly types: readonly { readonly type: { readonly code: string } }[] }, scenes: readonly Scene[], from: number, perMinute: number, seed: string): Generator<Call, never> {
  const arrivals = randomStream(seed, "arrivals");
  const what = randomStream(seed, "types");
  const where = randomStream(seed, "places");
  const who = randomStream(seed, "callers");
  const codes = city.types.map((entry) => entry.type.code).filter((code) => code in CALL_WEIGHTS);
  let at = from;
  let echo: Call | null = null;
  for (;;) {
    at += arrivals.exponential(MINUTE / perMinute);
    if (echo !== null && echo.at <= at) {
      yield echo;
      echo = null;
    }
    const typeCode = pickType(what, codes);
    const scene = where.pick(scenes);
    const call: Call = {
      at: Math.round(at), typeCode, addressText: scene.name, point: scene.point, placeId: scene.id, premiseId: scene.premiseId,
      words: what.pick(CALL_WORDS[typeCode] ?? ["{}"]).replace("{}", scene.name),
      callback: typeCode === "AL-01" ? null : phone(who),
      lost: who.next() < LOST_CALLER,
      talkMs: who.integer(6, 25) * SECOND,
    };
    yield call;
    if (echo === null && typeCode !== "AL-01" && who.next() < SECOND_CALLER) {
      echo = { ...call, at: call.at + who.integer(20, 90) * SECOND, words: who.pick(ALSO_WORDS).replace("{}", scene.name), callback: phone(who), lost: false };
    }
  }
}
