import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { ResponsibilityRow } from "@tocsin/contract/linkage/responsibility.ts";
import type { OwnerSuggestion } from "@tocsin/contract/linkage/views.ts";

const MOST = 5;
/** From this share of common pairs of characters on, two texts speak of the same kind of thing. */
const ALIKE = 0.5;

function pairs(text: string): Set<string> {
  const plain = [...text.replaceAll(/[\s\p{P}]/gu, "")];
  return new Set(plain.slice(1).map((char, i) => `${plain[i]}${char}`));
}

/** Share of the shorter text's pairs of characters that the other has too (overlap coefficient). */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  return small.size === 0 ? 0 : [...small].filter((pair) => large.has(pair)).length / small.size;
}

/**
 * Whose a matter may be (LNK-05): how rulings went on matters of the same item or of like words, most often first; then what the
 * responsibility list says of the item, or of words that stand in the text.
 */
export function suggestOwner(asked: { readonly item: string | null; readonly text: string }, list: readonly ResponsibilityRow[], ruled: readonly Pick<Matter, "content" | "custody">[]): OwnerSuggestion[] {
  const words = pairs(asked.text);
  const alike = ({ content }: Pick<Matter, "content">): boolean => (asked.item !== null && content.item === asked.item) || overlap(words, pairs(content.text)) >= ALIKE;
  const precedents = new Map<string, OwnerSuggestion>();
  for (const matter of ruled) {
    const ruling = matter.custody.ruling;
    // Who took it up of itself has said nothing of whose such matters are.
    if (ruling === null || ruling.by === ruling.to || !alike(matter)) continue;
    const before = precedents.get(ruling.to);
    precedents.set(ruling.to, { party: ruling.to, item: ruling.clause ?? before?.item ?? null, why: "RULING", count: (before?.count ?? 0) + 1 });
  }
  const listed = list.filter(({ item, matterZh }) => item === asked.item || matterZh.split(/[、，,]/).some((part) => overlap(pairs(part), words) >= ALIKE && words.size >= pairs(part).size));
  const rows = listed.map(({ department, item }): OwnerSuggestion => ({ party: department, item, why: "LIST", count: 1 }));
  const first = [...precedents.values()].sort((a, b) => b.count - a.count || (a.party < b.party ? -1 : 1));
  return [...first, ...rows.filter(({ party }) => !precedents.has(party))].slice(0, MOST);
}
