import { useEffect, useRef, useState } from "react";
import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { useSay } from "../language/words.ts";
import { boardStore, useBoard } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { DrawOnMap } from "../drawings/draw-on-map.tsx";
import { drawingDraftStore } from "../drawings/drawing-draft.ts";
import { focusClosure } from "../roads/road-draft.ts";
import { selectIncident, selectionStore, selectUnit } from "../selection/selection.ts";
import { showColumn } from "../selection/panels.ts";
import { themeStore } from "../theme/theme.ts";
import { useStore } from "../store/external-store.ts";
import { createMap } from "./create-map.ts";
import { fitRound } from "./fit-round.ts";
import { HoverCard, hoverStore } from "./hover-card.tsx";
import { LayerToggles, layerStore } from "./layer-toggles.tsx";
import { mapWishStore, tellCentre, tellPicked } from "./map-focus.ts";
import { addOverlays, setData, showLayers } from "./map-layers.ts";
import { startPainter } from "./painter.ts";
import { useThemedStyle } from "./themed-style.ts";
import "./map.css";

const NO_FEATURES = { type: "FeatureCollection" as const, features: [] };
const CLICKABLE = ["incidents", "units", "site-units", "closures-hit"];
const HOVERABLE = [...CLICKABLE, "sites", "sites-premises"];
const KIND_OF: Readonly<Record<string, "incident" | "closure" | "site">> = { incidents: "incident", "closures-hit": "closure", sites: "site", "sites-premises": "site" };

/** The picture of the present: what is open, who is where and how old that is. */
export function MapView() {
  const say = useSay();
  const { city } = useCity();
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [bare, setBare] = useState(false);
  const picking = useStore(mapWishStore, (wish) => wish.pick);
  useEffect(() => {
    if (!box.current) return undefined;
    const made = createMap(box.current, city.head, {
      theme: () => themeStore.get(),
      onBare: () => setBare(true),
      onStyle: () => {
        addOverlays(made, themeStore.get());
        showLayers(made, layerStore.get());
        setData(made, "areas", ROUTES.areas);
        painter.repaint();
      },
    });
    const painter = startPainter(made);
    const ends = [listen(made), follow(made), fitRound(made), layerStore.subscribe(() => showLayers(made, layerStore.get()))];
    setMap(made);
    return () => {
      for (const end of ends) end();
      painter.stop();
      made.remove();
    };
  }, [city]);
  useThemedStyle(map);
  useAreasInForce(map);
  return (
    <section className={`map ${picking ? "map-picking" : ""}`} aria-label={say("map.name")}>
      <div ref={box} className="map-canvas" data-testid="map" />
      {bare && <p className="map-bare" role="status">{say("map.bare")}</p>}
      {picking && <p className="map-bare">{say("map.pick")}</p>}
      {map && <DrawOnMap map={map} />}
      <LayerToggles />
      <HoverCard />
    </section>
  );
}

const layoutInForce = ({ layouts }: ReturnType<typeof boardStore.get>): string => [...layouts.values()].find(({ status }) => status === "IN_FORCE")?.id ?? "";

/** Borders as they hold: when another layout takes over, they are fetched anew (DSP-07). */
function useAreasInForce(map: MapLibre | null): void {
  const inForce = useBoard(layoutInForce);
  const drawn = useRef(inForce);
  useEffect(() => {
    if (!map || drawn.current === inForce) return;
    drawn.current = inForce;
    setData(map, "areas", ROUTES.areas);
  }, [map, inForce]);
}

/** Clicks choose, hovering tells; while a point is picked, a click gives it. */
function listen(map: MapLibre): () => void {
  const featureAt = (event: MapMouseEvent, among: readonly string[]) => map.queryRenderedFeatures(event.point, { layers: among.filter((layer) => map.getLayer(layer)) })[0];
  map.on("click", (event) => {
    if (mapWishStore.get().pick) return tellPicked({ lon: event.lngLat.lng, lat: event.lngLat.lat });
    if (drawingDraftStore.get().open) return undefined;
    const feature = featureAt(event, CLICKABLE);
    const id = String(feature?.properties["id"] ?? "");
    if (feature?.layer.id === "incidents") {
      selectIncident(id);
      showColumn("detail");
    } else if (feature?.layer.id === "closures-hit") focusClosure(id);
    else if (feature) {
      selectUnit(id);
      const at = boardStore.get().units.get(id)?.assignment?.incidentId;
      if (at) {
        selectIncident(at);
        selectUnit(id);
      }
    }
  });
  map.on("mousemove", (event) => {
    const feature = featureAt(event, HOVERABLE);
    map.getCanvas().style.cursor = mapWishStore.get().pick ? "crosshair" : feature ? "pointer" : "";
    hoverStore.set(feature ? { kind: KIND_OF[feature.layer.id] ?? "unit", id: String(feature.properties["id"]), x: event.point.x, y: event.point.y } : null);
  });
  map.on("mouseout", () => hoverStore.set(null));
  map.on("moveend", () => {
    const { lng, lat } = map.getCenter();
    tellCentre({ lon: lng, lat });
  });
  return () => hoverStore.set(null);
}

/** So near to the edge the ring round what is chosen would be cut, or lie below the controls. */
const EDGE_PX = 48;

function isInSight(map: MapLibre, { lon, lat }: { readonly lon: number; readonly lat: number }): boolean {
  const { x, y } = map.project([lon, lat]);
  const { clientWidth, clientHeight } = map.getContainer();
  return x >= EDGE_PX && y >= EDGE_PX && x <= clientWidth - EDGE_PX && y <= clientHeight - EDGE_PX;
}

/** Goes to what is chosen elsewhere when it is out of sight, and to what is asked for. */
function follow(map: MapLibre): () => void {
  let before = selectionStore.get();
  const toSelection = (): void => {
    const { incidentId, unitId } = selectionStore.get();
    const { incidents, units, positions } = boardStore.get();
    const unit = unitId !== null && unitId !== before.unitId ? (positions.get(unitId) ?? units.get(unitId)?.home) : undefined;
    const incident = incidentId !== null && incidentId !== before.incidentId ? incidents.get(incidentId)?.place?.point : undefined;
    before = selectionStore.get();
    const point = unit ?? incident;
    if (point && !isInSight(map, point)) map.easeTo({ center: [point.lon, point.lat], duration: 300 });
  };
  let seen = mapWishStore.get().count;
  const toWish = (): void => {
    const { show, count } = mapWishStore.get();
    if (count === seen) return;
    seen = count;
    if (!show) return setData(map, "pin", NO_FEATURES);
    setData(map, "pin", { type: "FeatureCollection", features: [{ type: "Feature", geometry: { type: "Point", coordinates: [show.lon, show.lat] }, properties: {} }] });
    map.easeTo({ center: [show.lon, show.lat], zoom: Math.max(map.getZoom(), 14), duration: 300 });
  };
  const ends = [selectionStore.subscribe(toSelection), mapWishStore.subscribe(toWish)];
  return () => {
    for (const end of ends) end();
  };
}
