import { useMemo } from "react";
import { agencyName } from "../../city/city-index.ts";
import { nameIn, useLang } from "../../language/words.ts";
import { useBoard, useUnits } from "../../live/live-board.ts";
import { useCity } from "../../live/session.ts";
import { mechanismsOf } from "../../mechanisms/mechanism-mark.tsx";
import { type Content, type Path, rowsAt, valueAt } from "./draft-edit.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}
export type ChoicesOf = (content: Content, path: Path) => readonly Choice[] | null;

/** What a field may name: rows of the draft itself, or what the city has; null = it is written freely. */
export function useChoices(): ChoicesOf {
  const lang = useLang();
  const city = useCity();
  const units = useUnits();
  const mechanisms = useBoard(mechanismsOf);
  return useMemo(() => {
    const { departments, capabilities, types, seats } = city.city;
    const named = (code: string, name: string): Choice => ({ value: code, label: `${code} ${name}` });
    const agencies = [named("POLICE", agencyName(city, "POLICE", lang)), ...departments.map((row) => named(row.code, nameIn(lang, row)))];
    const rows = (content: Content, part: string, not?: unknown): Choice[] =>
      rowsAt(content, [part]).flatMap(({ id, key, nameZh, nameEn, module }) => {
        const code = String(id ?? key ?? "");
        return code === "" || code === not ? [] : [named(code, String((lang === "zh" ? nameZh : nameEn) ?? module ?? ""))];
      });
    return (content, path) => {
      const field = path.findLast((key) => typeof key === "string");
      switch (field) {
        case "role": return rows(content, "roles");
        case "after": {
          const own = valueAt(content, [...path.slice(0, 2), "id"]);
          return [...rows(content, "tasks", own), ...rows(content, "calls", own)];
        }
        case "area": return "areas" in content || "contacts" in content ? rows(content, "areas") : rows(content, "parameters");
        case "types": return types.map(({ type }) => named(type.code, nameIn(lang, type)));
        case "agency": case "agencies": return agencies;
        case "seat": return seats.map(({ role, ...names }) => named(role, nameIn(lang, names)));
        case "capability": return capabilities.map((row) => named(row.code, nameIn(lang, row)));
        case "mechanism": return [...mechanisms.values()].filter(({ status }) => status === "STANDING").map((row) => named(row.id, nameIn(lang, row)));
        case "units": return [...units.values()].map(({ id, callSign }) => named(id, callSign));
        default: return null;
      }
    };
  }, [lang, city, units, mechanisms]);
}
