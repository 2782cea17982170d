import type { Map as MapLibre } from "maplibre-gl";
import { langStore, sayNow } from "../language/words.ts";
import { cityNow } from "../live/session.ts";
import { borderFeatures } from "./border-features.ts";
import { setData } from "./map-layers.ts";

/** Keeps the strips that are shared with neighbours on the map: looked at again every `everyMs`, since an agreement ends by the day. */
export function paintBorders(map: MapLibre, everyMs: number): { paint(now: number): void; forget(): void } {
  let painted = 0;
  return {
    paint(now) {
      const { city, agencyNames } = cityNow();
      if (city.borders === undefined || now - painted <= everyMs) return;
      painted = now;
      const name = (party: string): string => agencyNames.get(party)?.[langStore.get() === "zh" ? "nameZh" : "nameEn"] ?? party;
      setData(map, "borders", borderFeatures(city.borders, now, city.head.utcOffset, (party, until) => sayNow("map.border", { party: name(party), until })));
    },
    forget: () => void (painted = 0),
  };
}
