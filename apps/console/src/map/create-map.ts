import { AttributionControl, Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { CityHead } from "@tocsin/contract/organisation/city.ts";
import type { Theme } from "../theme/theme.ts";
import { drawIcon, ICON_RATIO } from "./map-icons.ts";
import { bareStyle } from "./map-layers.ts";

setWorkerUrl(workerUrl);

const CITY_ZOOM = 11.5;
export const styleUrl = (theme: Theme): string => `${ROUTES.style}?theme=${theme}`;

interface Hooks {
  readonly theme: () => Theme;
  /** The style is in place: overlays can be put on it. */
  readonly onStyle: () => void;
  /** The city's map cannot be had; a bare ground takes its place. */
  readonly onBare: () => void;
}

/** The map of a city, over its service area. */
export function createMap(container: HTMLElement, head: CityHead, hooks: Hooks): MapLibre {
  const map = new MapLibre({
    container,
    style: styleUrl(hooks.theme()),
    center: [head.centre.lon, head.centre.lat],
    zoom: CITY_ZOOM,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
  });
  // A small city fills the window; a large one opens on its middle.
  const whole = map.cameraForBounds(head.bounds, { padding: 24 });
  if (whole?.zoom !== undefined && whole.zoom > CITY_ZOOM) map.jumpTo(whole);
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "bottom-right");
  map.addControl(new ScaleControl({ maxWidth: 100 }), "bottom-right");
  if (head.attribution !== "") map.addControl(new AttributionControl({ compact: true, customAttribution: head.attribution }), "bottom-left");
  let bare = false;
  map.on("style.load", hooks.onStyle);
  map.on("error", (event) => {
    const status = (event.error as { status?: number }).status;
    const styleMissing = !map.isStyleLoaded() && map.getStyle()?.layers === undefined;
    if (bare || (!styleMissing && status === undefined)) return;
    hooks.onBare();
    if (!styleMissing) return;
    bare = true;
    map.setStyle(bareStyle(hooks.theme()));
  });
  // Not by the event of a missing image, which comes after the answer: the first sign of its kind could stay off the map for good.
  map.setMissingStyleImageResolver((id) => {
    const picture = drawIcon(id, hooks.theme());
    if (picture && !map.hasImage(id)) map.addImage(id, picture, { pixelRatio: ICON_RATIO });
  });
  return map;
}
