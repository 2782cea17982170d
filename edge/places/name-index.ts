/**
 * Finding names by what has been typed so far: whole, in part, by pinyin or its initials, by sound, or one
 * character off. Each way has its own band of scores, so that a better way always comes first:
 * whole 1 · alias 0.97 · beginning 0.86 to 0.92 · pinyin 0.80 to 0.90 · initials 0.78 to 0.88 · in the middle
 * 0.74 to 0.86 · other characters of the same sound 0.60 to 0.70 · one character off 0.50 to 0.68.
 */
import { BestHits, type Hit } from "./best-hits.ts";
import { fold, hasHan, shortForm } from "./fold-text.ts";
import { nearMiss } from "./near-miss.ts";
import { PairIndex } from "./pair-index.ts";
import { fitsSyllables, initialsOf, syllablesOf } from "./pinyin-names.ts";

export interface FindOptions {
  /** At most this many owners. */
  readonly most: number;
  /** 0 to 0.03, to prefer some owners among equals. */
  readonly bonus?: (owner: number) => number;
}

interface Entry {
  readonly owner: number;
  readonly written: string;
  readonly folded: string;
  readonly alias: boolean;
  readonly syllables: readonly string[];
}

/** Below this a name was not found in the ordinary ways, and slips are looked for. */
const FOUND = 0.74;
const MOST_SLIPS_TRIED = 5000;
const NO_BONUS = (): number => 0;

export class NameIndex {
  readonly #entries: Entry[] = [];
  readonly #whole = new Map<string, number[]>();
  readonly #pieces = new PairIndex();
  readonly #full = new PairIndex();
  readonly #initials = new PairIndex();
  readonly #byInitial = new Map<string, number[]>();
  #longest = 0;

  add(owner: number, written: string, alias: boolean): void {
    const folded = fold(written);
    if (folded === "") return;
    this.#addEntry({ owner, written, folded, alias, syllables: hasHan(folded) ? syllablesOf(folded) : [] });
    const short = shortForm(folded);
    if (short !== folded) this.#addEntry({ owner, written, folded: short, alias, syllables: [] });
  }

  #addEntry(entry: Entry): void {
    const number = this.#entries.push(entry) - 1;
    this.#longest = Math.max(this.#longest, entry.folded.length);
    listIn(this.#whole, entry.folded).push(number);
    this.#pieces.add(entry.folded, number);
    if (entry.syllables.length === 0) return;
    const initials = initialsOf(entry.syllables, entry.folded);
    this.#full.add(entry.syllables.join(""), number);
    this.#initials.add(initials, number);
    listIn(this.#byInitial, initials.slice(0, 1)).push(number);
  }

  /** The best hits for a folded text, best first. */
  find(typed: string, options: FindOptions): readonly Hit[] {
    const hits = new BestHits(options.most, options.bonus ?? NO_BONUS);
    if (typed === "") return [];
    this.#findPieces(typed, hits);
    const short = shortForm(typed);
    if (short !== typed) this.#findPieces(short, hits);
    const letters = typed.replaceAll(" ", "");
    if (/^[a-z][a-z0-9]*$/.test(letters)) this.#findPinyin(letters, hits);
    if (hits.best < FOUND && hasHan(typed) && typed.length > 1) this.#findSound(typed, hits);
    if (hits.best < FOUND) this.#findSlips(typed, hits);
    return hits.list;
  }

  #hit(hits: BestHits, number: number, score: number, how: Hit["how"]): void {
    const entry = this.#entries[number]!;
    const cost = !entry.alias ? 0 : score === 1 ? 0.03 : 0.01;
    hits.add(entry.owner, score - cost, entry.alias && how === "name" ? "alias" : how, entry.written);
  }

  #findPieces(typed: string, hits: BestHits): void {
    this.#pieces.holding(typed, (number, text, at) => {
      if (text.length === typed.length) return this.#hit(hits, number, 1, "name");
      const share = (0.06 * typed.length) / text.length;
      const band = at === 0 ? 0.86 : text[at - 1] === " " ? 0.8 : FOUND;
      this.#hit(hits, number, band + share, "part");
    });
  }

  #findPinyin(letters: string, hits: BestHits): void {
    this.#initials.holding(letters, (number, text, at) => {
      const share = (0.05 * letters.length) / text.length;
      this.#hit(hits, number, text.length === letters.length ? 0.88 : (at === 0 ? 0.78 : 0.74) + share, "initials");
    });
    if (letters.length < 2) return;
    this.#full.holding(letters, (number, text) => {
      const at = this.#syllableStart(number, text, letters);
      if (at < 0) return;
      const share = (0.05 * letters.length) / text.length;
      this.#hit(hits, number, text.length === letters.length ? 0.9 : (at === 0 ? 0.8 : 0.74) + share, "pinyin");
    });
    if (hits.best >= 0.78) return;
    for (const number of this.#byInitial.get(letters.slice(0, 1)) ?? []) {
      const { syllables, folded } = this.#entries[number]!;
      if (fitsSyllables(letters, syllables)) this.#hit(hits, number, FOUND + (0.03 * letters.length) / (3 * folded.length), "pinyin");
    }
  }

  /** Where the letters begin at the beginning of a syllable; -1 if they only match across. */
  #syllableStart(number: number, full: string, letters: string): number {
    let at = 0;
    for (const syllable of this.#entries[number]!.syllables) {
      if (full.startsWith(letters, at)) return at;
      at += syllable.length;
    }
    return -1;
  }

  #findSound(typed: string, hits: BestHits): void {
    const letters = syllablesOf(typed).join("");
    if (letters.length < 2) return;
    this.#full.holding(letters, (number, text) => {
      const at = this.#syllableStart(number, text, letters);
      if (at < 0) return;
      this.#hit(hits, number, text.length === letters.length ? 0.7 : at === 0 ? 0.65 : 0.6, "sound");
    });
  }

  #findSlips(typed: string, hits: BestHits): void {
    const han = hasHan(typed);
    if (typed.length < (han ? 3 : 4)) return;
    const tried = new Set<number>();
    const consider = (number: number): void => {
      if (tried.has(number)) return;
      tried.add(number);
      const miss = nearMiss(typed, this.#entries[number]!.folded);
      if (miss) this.#hit(hits, number, miss === "whole" ? 0.68 : miss === "start" ? 0.58 : 0.5, "near-miss");
    };
    // One slip leaves one of the two halves as it is; two characters exchanged may be those in the middle.
    const half = typed.length >> 1;
    const middle = typed.length < 6 ? 0 : 1;
    this.#pieces.holding(typed.slice(0, half - middle), consider, MOST_SLIPS_TRIED);
    this.#pieces.holding(typed.slice(half + middle), consider, MOST_SLIPS_TRIED);
  }

  /**
   * Names that lie whole within a longer text, the longest at each place, with the rest of the text:
   * 人民医院 in 人民医院门口.
   */
  inside(text: string): { readonly hit: Hit; readonly before: string; readonly after: string }[] {
    const found: { from: number; to: number; numbers: readonly number[] }[] = [];
    const least = hasHan(text) ? 2 : 4;
    for (let from = 0; from < text.length; from++) {
      if (!wordEdge(text, from)) continue;
      for (let to = Math.min(text.length, from + this.#longest); to >= from + least; to--) {
        const numbers = wordEdge(text, to) ? this.#whole.get(text.slice(from, to)) : undefined;
        if (!numbers) continue;
        if (!found.some((other) => other.from <= from && other.to >= to)) found.push({ from, to, numbers });
        break;
      }
    }
    return found.flatMap(({ from, to, numbers }) =>
      numbers.map((number) => {
        const entry = this.#entries[number]!;
        const score = 0.5 + (0.3 * (to - from)) / text.length;
        const hit: Hit = { owner: entry.owner, score, how: "inside", matched: entry.written };
        return { hit, before: text.slice(0, from).trim(), after: text.slice(to).trim() };
      }),
    );
  }

  /** Names that hold every one of the words, in any order; `more` gives further text that counts for an owner. */
  words(words: readonly string[], options: FindOptions, more: (owner: number) => string): readonly Hit[] {
    const hits = new BestHits(options.most, options.bonus ?? NO_BONUS);
    for (const word of words) {
      const others = words.filter((other) => other !== word);
      this.#pieces.holding(word, (number, text) => {
        const all = `${text} ${more(this.#entries[number]!.owner)}`;
        if (others.every((other) => all.includes(other))) this.#hit(hits, number, 0.64 + (0.05 * word.length) / text.length, "words");
      });
    }
    return hits.list;
  }
}

/** Whether a name may begin or end here: not within a Latin word or a number. */
function wordEdge(text: string, at: number): boolean {
  return !(/[a-z0-9]/.test(text[at - 1] ?? "") && /[a-z0-9]/.test(text[at] ?? ""));
}

function listIn(lists: Map<string, number[]>, key: string): number[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}
