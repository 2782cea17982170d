import type { IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import { readings } from "./pinyin-readings.ts";

/** Everything that a keyboard may type for an incident type (INC-01): number, code, names, pinyin, initials, aliases and theirs. */
export function typeKeys(type: IncidentTypeRow): string[] {
  const words = [type.nameZh, ...type.aliases];
  const parts = type.nameZh.split(/[、（）()·,，/]/).filter((part) => part !== "" && part !== type.nameZh);
  const keys = [String(type.number), type.code, type.code.replace("-", ""), ...words, type.nameEn, ...[...words, ...parts].flatMap(readings)];
  return [...new Set(keys.map((key) => key.toLowerCase()))];
}
