import type { Border } from "@tocsin/contract/linkage/border.ts";
import { dayText, MINUTE, type Instant } from "@tocsin/kernel/instant.ts";

/** Strips that are shared with a neighbour today, each with its words. After the last day of an agreement its strip is gone (JNT-07). */
export function borderFeatures(borders: readonly Border[], now: Instant, utcOffset: number, words: (party: string, until: string) => string): GeoJSON.FeatureCollection<GeoJSON.Polygon> {
  const today = dayText(now, utcOffset * MINUTE);
  const held = borders.filter(({ from, until }) => from <= today && today <= until);
  return {
    type: "FeatureCollection",
    features: held.map(({ platform, party, until, strip }) => ({ type: "Feature", geometry: { type: "Polygon", coordinates: [strip.map(([lon, lat]) => [lon, lat])] }, properties: { id: platform, label: words(party, until) } })),
  };
}
