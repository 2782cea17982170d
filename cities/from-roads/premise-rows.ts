import type { PremiseRow } from "@tocsin/contract/organisation/city.ts";
import type { ImportedPlace } from "@tocsin/roads/imported-place.ts";
import { nearestOf, type Plane } from "./plane.ts";

/** What a place's name says that it is, in the languages of the extracts at hand; the first that fits. */
const KINDS: readonly (readonly [PremiseRow["kind"], RegExp])[] = [
  ["HOSPITAL", /hospital|krankenhaus|klinik|clinic|hôpital|centre hospitalier|医院/i],
  ["SCHOOL", /schule|gymnasium|kindergarten|kita|school|école|lycée|collège|crèche|universit|hochschule|小学|中学|大学|幼儿园/i],
  ["METRO", /hauptbahnhof|bahnhof|gare |railway|地铁|火车站/i],
  ["MALL", /einkaufszentrum|center|centre commercial|kaufhof|galeria|mall|商场|广场/i],
  ["VENUE", /stadion|stade|stadium|arena|halle|theater|théâtre|opéra|opera|museum|musée|grimaldi forum|体育馆|剧院/i],
  ["HOTEL", /hotel|hôtel|酒店|宾馆/i],
  ["FUEL", /tankstelle|aral|shell|esso|station-service|加油站/i],
  ["MARKET", /markt|marché|市场/i],
  ["PORT", /hafen|port |marina|港/i],
  ["OFFICE", /rathaus|mairie|ministère|palais|市政府/i],
];

const MOST = 400;

const kindOf = (name: string): PremiseRow["kind"] | null => KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? null;

/** Places where many people are, at most one per name; hospitals and schools first. `mru` is filled in later. */
export function premiseRows(places: readonly ImportedPlace[], plane: Plane): PremiseRow[] {
  const addresses = places.filter((place) => place.kind === "ADDRESS");
  const flats = addresses.map((place) => plane.flat(place.point));
  const seen = new Set<string>();
  const found = places.flatMap((place) => {
    const kind = place.kind === "POI" && place.name.length <= 80 ? kindOf(place.name) : null;
    if (kind === null || seen.has(place.name)) return [];
    seen.add(place.name);
    return [{ place, kind }];
  });
  const rank = new Map(KINDS.map(([kind], index) => [kind, index]));
  found.sort((a, b) => rank.get(a.kind)! - rank.get(b.kind)! || (a.place.id < b.place.id ? -1 : 1));
  return found.slice(0, MOST).map(({ place, kind }, index) => ({
    id: `PR${String(index + 1).padStart(4, "0")}`,
    kind,
    nameZh: place.name,
    nameEn: place.name,
    address: addresses[nearestOf(plane.flat(place.point), flats)]?.name ?? place.name,
    mru: null,
    lon: place.point[0],
    lat: place.point[1],
  }));
}
