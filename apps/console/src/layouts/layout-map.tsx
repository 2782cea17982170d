import { useEffect, useRef, useState } from "react";
import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import { useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { createMap } from "../map/create-map.ts";
import { useThemedStyle } from "../map/themed-style.ts";
import { themeStore } from "../theme/theme.ts";
import type { Corner } from "./border.ts";
import { addLayoutLayers, paintLayout, type Picture } from "./layout-features.ts";

export interface LayoutMapProps {
  readonly picture: Picture;
  readonly onChoose: (areaId: string) => void;
  readonly onMove: (from: Corner, to: Corner) => void;
  readonly onInsert: (a: Corner, b: Corner, at: Corner) => void;
  readonly onRemove: (at: Corner) => void;
  /** Set while a click gives a point to visit. */
  readonly onPick: ((at: Corner) => void) | null;
  /** Where to go; another object goes there anew. */
  readonly look: { readonly lon: number; readonly lat: number } | null;
}

/** A layout on the city's ground: a click chooses an area, its corners are dragged, a double click takes one away. */
export function LayoutMap(props: LayoutMapProps) {
  const say = useSay();
  const { city } = useCity();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
    if (map) paintLayout(map, props.picture);
  }, [map, props]);
  useEffect(() => {
    if (!box.current) return undefined;
    const made = createMap(box.current, city.head, {
      theme: () => themeStore.get(),
      onBare: () => undefined,
      onStyle: () => {
        addLayoutLayers(made, themeStore.get());
        paintLayout(made, now.current.picture);
      },
    });
    made.doubleClickZoom.disable();
    listen(made, () => now.current);
    setMap(made);
    return () => made.remove();
  }, [city]);
  useThemedStyle(map);
  useEffect(() => {
    if (map && props.look) map.easeTo({ center: [props.look.lon, props.look.lat], zoom: Math.max(map.getZoom(), 13.5), duration: 300 });
  }, [map, props.look]);
  return <div ref={box} className="layout-map" role="region" aria-label={say("layouts.map")} data-testid="layout-map" />;
}

const cornerIn = (text: unknown): Corner => JSON.parse(String(text)) as Corner;

function listen(map: MapLibre, props: () => LayoutMapProps): void {
  const featureAt = (event: MapMouseEvent, layer: string) => (map.getLayer(layer) ? map.queryRenderedFeatures([[event.point.x - 4, event.point.y - 4], [event.point.x + 4, event.point.y + 4]], { layers: [layer] })[0] : undefined);
  const at = ({ lngLat }: MapMouseEvent): Corner => [Number(lngLat.lng.toFixed(7)), Number(lngLat.lat.toFixed(7))];
  let dragged: Corner | null = null;
  map.on("mousedown", (event) => {
    const corner = featureAt(event, "layout-corners");
    if (!corner || props().onPick) return;
    event.preventDefault();
    const { between, at: where, a, b } = corner.properties;
    dragged = cornerIn(where);
    if (between === true) props().onInsert(cornerIn(a), cornerIn(b), dragged);
  });
  map.on("mousemove", (event) => {
    if (dragged) {
      const to = at(event);
      props().onMove(dragged, to);
      dragged = to;
    }
    map.getCanvas().style.cursor = props().onPick ? "crosshair" : featureAt(event, "layout-corners") ? "move" : "";
  });
  map.on("mouseup", () => {
    dragged = null;
  });
  map.on("dblclick", (event) => {
    const corner = featureAt(event, "layout-corners");
    if (corner?.properties["between"] === false) props().onRemove(cornerIn(corner.properties["at"]));
  });
  map.on("click", (event) => {
    const { onPick, onChoose } = props();
    if (onPick) return onPick(at(event));
    if (featureAt(event, "layout-corners")) return;
    const area = map.getLayer("layout-fill") ? map.queryRenderedFeatures(event.point, { layers: ["layout-fill"] })[0] : undefined;
    if (area) onChoose(String(area.properties["id"]));
  });
}
