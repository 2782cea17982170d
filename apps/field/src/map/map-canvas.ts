import * as maplibre from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { addDrawings, drawingShapes } from "./drawing-shapes.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";

maplibre.setWorkerUrl(workerUrl);

type DrawnShapes = ReturnType<typeof drawingShapes>;

export interface Pin {
  readonly id: string;
  readonly at: LonLat;
  readonly kind: "goal" | "own" | "other";
  readonly label: string;
}

export interface MapCanvas {
  draw(line: readonly LonLat[], pins: readonly Pin[], closures: readonly RoadClosure[], drawings: DrawnShapes): void;
  /** Shows all that is drawn. */
  fit(): void;
  remove(): void;
}

const emptyStyle = (theme: "light" | "dark"): maplibre.StyleSpecification => ({ version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": theme === "dark" ? "#20262c" : "#dfe2e5" } }] });
const ROUTE = "route-to-incident";

async function styleOf(theme: "light" | "dark", failed: () => void): Promise<maplibre.StyleSpecification> {
  try {
    const response = await fetch(`${ROUTES.style}?theme=${theme}`);
    if (!response.ok) throw new Error(`style: ${response.status}`);
    return (await response.json()) as maplibre.StyleSpecification;
  } catch {
    failed();
    return emptyStyle(theme);
  }
}

const CLOSURES = "closures";

/** The stretches of closures, and a sign in the middle of each closure. */
function closureShapes(closures: readonly RoadClosure[]) {
  const what = ({ effect, status }: RoadClosure) => ({ effect, planned: status === "PLANNED" });
  const lines = closures.flatMap((closure) => closure.roads.map(({ line }) => ({ type: "Feature" as const, properties: what(closure), geometry: lineOf(line).geometry })));
  const signs = closures.flatMap((closure) => {
    const line = closure.roads[Math.floor(closure.roads.length / 2)]?.line ?? [];
    const [a, b] = [line[Math.floor((line.length - 1) / 2)], line[Math.ceil((line.length - 1) / 2)]];
    if (!a || !b) return [];
    return [{ type: "Feature" as const, properties: { ...what(closure), sign: closure.effect === "CLOSED" ? "✕" : "≈" }, geometry: { type: "Point" as const, coordinates: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] } }];
  });
  return { type: "FeatureCollection" as const, features: [...lines, ...signs] };
}

/** Closed is dashed, slow is dotted, each with its sign; what has not begun is thin. */
function addClosures(map: maplibre.Map, closures: readonly RoadClosure[], dark: boolean): void {
  const colour: maplibre.ExpressionSpecification = ["match", ["get", "effect"], "CLOSED", dark ? "#ff8a86" : "#b3161b", dark ? "#f0b84a" : "#8a5a00"];
  const width: maplibre.ExpressionSpecification = ["case", ["get", "planned"], 3, 7];
  const edge = dark ? "#06131f" : "#ffffff";
  map.addSource(CLOSURES, { type: "geojson", data: closureShapes(closures) });
  map.addLayer({ id: `${CLOSURES}-edge`, type: "line", source: CLOSURES, paint: { "line-color": edge, "line-width": ["+", width, 3] } });
  map.addLayer({ id: `${CLOSURES}-closed`, type: "line", source: CLOSURES, filter: ["==", ["get", "effect"], "CLOSED"], paint: { "line-color": colour, "line-width": width, "line-dasharray": [1.6, 0.8] } });
  map.addLayer({ id: `${CLOSURES}-slow`, type: "line", source: CLOSURES, filter: ["==", ["get", "effect"], "SLOW"], layout: { "line-cap": "round" }, paint: { "line-color": colour, "line-width": width, "line-dasharray": [0.1, 1.8] } });
  map.addLayer({ id: `${CLOSURES}-sign`, type: "symbol", source: CLOSURES, filter: ["has", "sign"], layout: { "text-field": ["get", "sign"], "text-size": 24, "text-allow-overlap": true, "text-ignore-placement": true }, paint: { "text-color": colour, "text-halo-color": edge, "text-halo-width": 3 } });
}

const lineOf = (line: readonly LonLat[]) => ({ type: "Feature" as const, properties: {}, geometry: { type: "LineString" as const, coordinates: line.map(([lon, lat]) => [lon, lat]) } });

function pinElement({ kind, label }: Pin): HTMLElement {
  const element = document.createElement("div");
  element.className = `pin pin-${kind}`;
  const text = document.createElement("span");
  text.textContent = label;
  element.append(text);
  return element;
}

/** Draws a route and a few pins over the city's map. Without a base map the rest still works. */
export async function openMap(container: HTMLElement, options: { theme: "light" | "dark"; centre: LonLat; failed: () => void }): Promise<MapCanvas> {
  const style = await styleOf(options.theme, options.failed);
  const map = new maplibre.Map({ container, style, center: [options.centre[0], options.centre[1]], zoom: 13, attributionControl: false, pitchWithRotate: false });
  // On top: below stands the button that leads back, and the thumb.
  map.addControl(new maplibre.AttributionControl({ compact: true }), "top-right");
  map.on("error", options.failed);
  let line: readonly LonLat[] = [];
  let closed: readonly RoadClosure[] = [];
  let drawn: DrawnShapes = drawingShapes([], () => "");
  let fitted = false;
  const markers = new Map<string, maplibre.Marker>();
  map.on("load", () => {
    map.addSource(ROUTE, { type: "geojson", data: lineOf(line) });
    map.addLayer({ id: `${ROUTE}-edge`, type: "line", source: ROUTE, layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": options.theme === "dark" ? "#06131f" : "#ffffff", "line-width": 11 } });
    map.addLayer({ id: ROUTE, type: "line", source: ROUTE, layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": options.theme === "dark" ? "#8fc1ff" : "#0b4a8f", "line-width": 6 } });
    addClosures(map, closed, options.theme === "dark");
    addDrawings(map, drawn, options.theme === "dark");
  });

  function drawPins(pins: readonly Pin[]): void {
    for (const [id, marker] of markers) if (!pins.some((pin) => pin.id === id)) marker.remove();
    for (const pin of pins) {
      const marker = markers.get(pin.id) ?? new maplibre.Marker({ element: pinElement(pin), anchor: pin.kind === "goal" ? "bottom" : "center" }).setLngLat([pin.at[0], pin.at[1]]).addTo(map);
      markers.set(pin.id, marker.setLngLat([pin.at[0], pin.at[1]]));
    }
    for (const id of [...markers.keys()]) if (!pins.some((pin) => pin.id === id)) markers.delete(id);
  }

  function fit(): void {
    const points = [...line, ...[...markers.values()].map((marker) => marker.getLngLat().toArray())];
    const first = points[0];
    if (!first) return;
    const bounds = new maplibre.LngLatBounds([first[0], first[1]], [first[0], first[1]]);
    for (const [lon, lat] of points) bounds.extend([lon, lat]);
    map.fitBounds(bounds, { padding: { top: 56, left: 64, right: 64, bottom: 72 }, maxZoom: 16, animate: false });
  }

  return {
    draw(next, pins, closures, drawings) {
      line = next;
      if (drawings !== drawn) void (map.getSource("drawings") as maplibre.GeoJSONSource | undefined)?.setData(drawings);
      drawn = drawings;
      if (closures !== closed) void (map.getSource(CLOSURES) as maplibre.GeoJSONSource | undefined)?.setData(closureShapes(closures));
      closed = closures;
      void (map.getSource(ROUTE) as maplibre.GeoJSONSource | undefined)?.setData(lineOf(next));
      drawPins(pins);
      if (!fitted && pins.length > 0) {
        fitted = true;
        fit();
      }
    },
    fit,
    remove: () => map.remove(),
  };
}
