import { foldText } from "../likeness/text-likeness.ts";
import { type TypeWords } from "./incident-type.ts";

export interface TypeSuggestion {
  readonly code: string;
  readonly number: number;
  readonly nameZh: string;
  /** Above 0; comparable within one answer. */
  readonly score: number;
  /** Its part of all scores of the answer, 0 to 1: how little else the text points to. */
  readonly share: number;
  /** The words found, as the type lists them, heaviest first: why it is suggested. */
  readonly evidence: readonly string[];
}

const WEIGHTS = { name: 3, alias: 2.5, keyword: 1.5 } as const;
/** 没着火, 没有人受伤, 不, 未发现: a word right behind one of these is denied. 有没有 asks, and is read as denied too. */
const DENIED = /(?:没有?|并?未|无|不|非)(?:人|任何|发现|发生|看到|见|是)?$/;
const DENIAL_LENGTH = 5;

/** A denial ends with its clause: 没有，着火了 tells of a fire. */
const clausesOf = (text: string): readonly string[] => text.normalize("NFKC").split(/[\p{P}\n]+/u).map(foldText).filter((clause) => clause !== "");

/** Whether a word stands somewhere undenied. */
function says(clauses: readonly string[], word: string): boolean {
  return clauses.some((clause) => {
    for (let at = clause.indexOf(word); at >= 0; at = clause.indexOf(word, at + 1)) {
      if (!DENIED.test(clause.slice(Math.max(0, at - DENIAL_LENGTH), at))) return true;
    }
    return false;
  });
}

interface Term {
  readonly word: string;
  readonly folded: string;
  readonly weight: number;
}

function termsOf(type: TypeWords): readonly Term[] {
  const best = new Map<string, Term>();
  const add = (word: string, weight: number): void => {
    const folded = foldText(word);
    if (folded !== "" && weight > (best.get(folded)?.weight ?? 0)) best.set(folded, { word, folded, weight });
  };
  // A name such as 抢劫、抢夺 lists two things.
  for (const word of [type.nameZh, ...type.nameZh.split(/[、,，/()（）]/)]) add(word, WEIGHTS.name);
  for (const word of type.aliases) add(word, WEIGHTS.alias);
  for (const word of type.keywords) add(word, WEIGHTS.keyword);
  return [...best.values()];
}

/** In how many types each word stands: a word of many says little. */
function spread(terms: readonly (readonly Term[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const list of terms) for (const { folded } of list) counts.set(folded, (counts.get(folded) ?? 0) + 1);
  return counts;
}

/** Words found and not merely part of a longer one that was found too. */
function foundTerms(clauses: readonly string[], terms: readonly Term[]): readonly Term[] {
  const found = terms.filter((term) => says(clauses, term.folded));
  return found.filter((term) => !found.some((longer) => longer !== term && longer.folded.includes(term.folded)));
}

/**
 * Types that a caller's own words point to, most likely first, equals by number: the words of name, aliases and keyword
 * lists that occur in the text, longer ones weigh more, words of many types less, denied words nothing.
 * A suggestion for the call-taker, never a classification; `most` at most (5).
 */
export function suggestTypes(text: string, types: readonly TypeWords[], most = 5): readonly TypeSuggestion[] {
  const clauses = clausesOf(text);
  if (clauses.length === 0) return [];
  const terms = types.map(termsOf);
  const counts = spread(terms);
  const weigh = (term: Term): number => (term.weight * Math.sqrt([...term.folded].length)) / (counts.get(term.folded) ?? 1);
  const scored = types.flatMap((type, index) => {
    const found = foundTerms(clauses, terms[index]!).toSorted((a, b) => weigh(b) - weigh(a) || (a.folded < b.folded ? -1 : 1));
    return found.length === 0 ? [] : [{ type, score: found.reduce((sum, term) => sum + weigh(term), 0), evidence: found.map((term) => term.word) }];
  });
  scored.sort((a, b) => b.score - a.score || a.type.number - b.type.number || (a.type.code < b.type.code ? -1 : 1));
  const total = scored.reduce((sum, { score }) => sum + score, 0);
  return scored
    .slice(0, most)
    .map(({ type, score, evidence }) => ({ code: type.code, number: type.number, nameZh: type.nameZh, score, share: score / total, evidence }));
}
