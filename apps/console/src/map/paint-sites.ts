import type { Map as MapLibre } from "maplibre-gl";
import { langStore } from "../language/words.ts";
import { cityNow } from "../live/session.ts";
import { setData } from "./map-layers.ts";
import { siteFeatures, sitesOf } from "./site-features.ts";

/** Keeps places that stay where they are on the map: looked at again by the hour, since what is known of a danger stops being verified by the day. */
const AGAIN_MS = 3_600_000;

export function paintSites(map: MapLibre): { paint(now: number): void; forget(): void } {
  let painted = 0;
  return {
    paint(now) {
      if (now - painted <= AGAIN_MS) return;
      painted = now;
      const { city } = cityNow();
      setData(map, "sites", siteFeatures(sitesOf(city, now, city.head.utcOffset), langStore.get()));
    },
    forget: () => void (painted = 0),
  };
}
