import type { MoveAdvice, Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { CityIndex } from "../city/city-index.ts";
import { nameIn, type Lang, type Say, type Word } from "../language/words.ts";

export interface AdvisedMove {
  readonly unit: Unit;
  readonly advice: MoveAdvice;
}

/** Moves that wait for an answer, the one that wins most on top. */
export const advisedMoves = (units: Iterable<Unit>): readonly AdvisedMove[] =>
  [...units].flatMap((unit) => (unit.advice == null ? [] : [{ unit, advice: unit.advice }])).sort((a, b) => b.advice.gain - a.advice.gain || (a.unit.id < b.unit.id ? -1 : 1));

export function postName({ city }: CityIndex, postId: string, lang: Lang): string {
  const post = city.standbyPosts.find(({ id }) => id === postId);
  return post === undefined ? postId : nameIn(lang, post);
}

const percent = (share: number): string => (share * 100).toFixed(1);
const AREA_WORDS: Readonly<Record<string, Word>> = { URBAN: "move.URBAN", TOWN: "move.TOWN", RURAL: "move.RURAL" };

/** Who, where to, how long the drive is, what it wins. */
export const moveText = (say: Say, city: CityIndex, { unit, advice }: AdvisedMove, lang: Lang): string =>
  say("move.advice", { unit: unit.callSign, post: postName(city, advice.postId, lang), drive: Math.max(1, Math.round(advice.driveMs / 60_000)), gain: percent(advice.gain) });

/** Why: the cover of every setting that changes, before and after, beside its goal. */
export const whyText = (say: Say, { areas }: MoveAdvice): string =>
  areas
    .filter(({ before, after }) => percent(before) !== percent(after))
    .map(({ code, before, after, goal }) => say("move.area", { area: AREA_WORDS[code] === undefined ? code : say(AREA_WORDS[code]), before: percent(before), after: percent(after), goal: Math.round(goal * 100) }))
    .join(say("list.comma"));
