import type { IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import type { CityView } from "@tocsin/contract/views.ts";
import { matchTypes } from "@tocsin/engine/triage/match-types.ts";

/** Types for what was typed: by number, code, pinyin initials, pinyin, Chinese, English or another name; best first. All, by number, for nothing typed. */
export function searchTypes(types: CityView["types"], typed: string, most = 7): readonly IncidentTypeRow[] {
  const rows = new Map(types.map(({ type }) => [type.code, type]));
  const entries = types.map(({ type, keys }) => ({ code: type.code, number: type.number, nameZh: type.nameZh, aliases: [type.nameEn, ...type.aliases], keys }));
  return matchTypes(typed, entries).slice(0, most).flatMap(({ code }) => rows.get(code) ?? []);
}
