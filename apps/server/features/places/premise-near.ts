import type { City } from "@tocsin/contract/organisation/city.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";

interface Found {
  readonly id: string;
  readonly name: string;
  readonly point: LonLat;
}

/** A gazetteer's entry and the record of premises may put a large site's point at different gates. */
const SAME_SITE_M = 250;

/** The premise that a found place is: of the same id, or of the same name or address close by; null when it is none. */
export function premiseNear(premises: City["premises"]): (found: Found) => string | null {
  const byId = new Set(premises.map(({ id }) => id));
  const byWords = new Map<string, City["premises"][number][]>();
  for (const premise of premises) for (const words of new Set([premise.nameZh, premise.nameEn, premise.address])) byWords.set(words, [...(byWords.get(words) ?? []), premise]);
  return ({ id, name, point }) => {
    if (byId.has(id)) return id;
    const close = (byWords.get(name) ?? [])
      .map((premise) => ({ id: premise.id, metres: distanceM(point, [premise.lon, premise.lat]) }))
      .filter(({ metres }) => metres <= SAME_SITE_M)
      .sort((a, b) => a.metres - b.metres);
    return close[0]?.id ?? null;
  };
}
