import type { CityView } from "@tocsin/contract/views.ts";
import type { IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";

type Typed = CityView["types"][number];

/** How well a query fits a type; 0 is not at all. A number, a code or a whole key is exact. */
function fit({ type, keys }: Typed, query: string): number {
  if (String(type.number) === query) return 100;
  if (type.code.toLowerCase() === query) return 95;
  let best = 0;
  for (const key of [type.nameZh, type.nameEn, ...type.aliases, ...keys]) {
    const text = key.toLowerCase();
    if (text === query) best = Math.max(best, 90);
    else if (text.startsWith(query)) best = Math.max(best, 70 - Math.min(20, text.length - query.length));
    else if (query.length > 1 && text.includes(query)) best = Math.max(best, 40 - Math.min(20, text.length - query.length));
  }
  return best;
}

/** Types for what was typed: by number, code, pinyin initials, pinyin, Chinese, English or another name; best first. All, by number, for nothing typed. */
export function searchTypes(types: CityView["types"], typed: string, most = 7): readonly IncidentTypeRow[] {
  const query = typed.trim().toLowerCase();
  if (query === "") return types.map(({ type }) => type).sort((a, b) => a.number - b.number).slice(0, most);
  return types
    .map((entry) => ({ type: entry.type, score: fit(entry, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.type.number - b.type.number)
    .slice(0, most)
    .map(({ type }) => type);
}
