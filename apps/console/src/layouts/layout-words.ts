import type { LayoutFault, LayoutHead } from "@tocsin/contract/layouts/layout.ts";
import { nameIn, type Lang, type Say } from "../language/words.ts";

/** Names of areas by their ids; an area that is gone keeps its id. */
export const namesOf = (areas: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string }[], lang: Lang): ((id: string) => string) => {
  const known = new Map(areas.map((area) => [area.id, nameIn(lang, area)]));
  return (id) => known.get(id) ?? id;
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const size = (areaM2: number): string => (areaM2 < 100_000 ? `${Math.round(areaM2)} m²` : `${(areaM2 / 1e6).toFixed(2)} km²`);

/** One fault in a sentence: what, where, how large. */
export function faultText(say: Say, name: (id: string) => string, { kind, areas, areaM2, share }: LayoutFault): string {
  const whose = areas.length === 0 ? say("layouts.serviceArea") : areas.map(name).join(kind === "OVERLAP" ? " × " : " → ");
  return [say(`layouts.fault.${kind}`), whose, ...(areaM2 === null ? [] : [size(areaM2)]), ...(share === null ? [] : [percent(share)])].join(" · ");
}

export const versionText = (say: Say, { no, name }: Pick<LayoutHead, "no" | "name">): string => (no === null ? name : `${say("layouts.version", { no })} ${name}`);

const two = (n: number): string => String(n).padStart(2, "0");
/** A moment as a date and a time of the city's clock, whatever zone this machine is set to (R17). `utcOffset` in minutes. */
export function momentText(at: number | null, utcOffset: number): string {
  if (at === null) return "";
  const day = new Date(at + utcOffset * 60_000);
  return `${day.getUTCFullYear()}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())} ${two(day.getUTCHours())}:${two(day.getUTCMinutes())}`;
}

/** The other way round: `2026-03-02T00:00` on the city's clock; NaN when it is no moment. */
export const momentOf = (text: string, utcOffset: number): number => Date.parse(`${text}Z`) - utcOffset * 60_000;
