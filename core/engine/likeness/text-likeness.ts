/** Likeness of short texts without a dictionary: Chinese has no spaces, so pairs of neighbouring characters stand for words. */

/** Compatibility forms folded, lower case, punctuation and space taken out. */
export const foldText = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/[\p{P}\p{S}\p{Z}\p{C}]+/gu, "");

/** The pairs of neighbouring characters of a folded text with their counts; a single character stands for itself. */
export function bigramsOf(text: string): ReadonlyMap<string, number> {
  const characters = [...foldText(text)];
  const counts = new Map<string, number>();
  const count = (gram: string): void => void counts.set(gram, (counts.get(gram) ?? 0) + 1);
  if (characters.length === 1) count(characters[0]!);
  for (let i = 1; i < characters.length; i++) count(characters[i - 1]! + characters[i]!);
  return counts;
}

const sizeOf = (grams: ReadonlyMap<string, number>): number => {
  let size = 0;
  for (const n of grams.values()) size += n;
  return size;
};

/** Sørensen-Dice coefficient of two bags of bigrams, 0 to 1, symmetric; 0 when either is empty. */
export function bigramLikeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const [gram, n] of a) shared += Math.min(n, b.get(gram) ?? 0);
  return (2 * shared) / (sizeOf(a) + sizeOf(b));
}

/** Likeness of two texts, 0 to 1. */
export const textLikeness = (a: string, b: string): number => bigramLikeness(bigramsOf(a), bigramsOf(b));
