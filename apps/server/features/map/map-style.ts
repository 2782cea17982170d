import { MAX_ZOOM } from "./tile-maker.ts";
import { PALETTES, type MapPalette, type MapTheme } from "./map-palette.ts";

/** A MapLibre style; the server writes it and does not read it. */
export type MapStyle = Readonly<Record<string, unknown>>;

type Expression = readonly unknown[];
type Layer = Readonly<Record<string, unknown>>;

const ROADS = ["service", "residential", "tertiary", "secondary", "primary", "trunk", "motorway"] as const;
type Drawn = (typeof ROADS)[number];

/** Widths in pixels at zoom 11, 14 and 17. */
const WIDTHS: Readonly<Record<Drawn, readonly [number, number, number]>> = {
  service: [0, 0.8, 4], residential: [0, 1.6, 9], tertiary: [0.7, 3, 13], secondary: [1.2, 4.2, 16], primary: [1.8, 5.4, 19], trunk: [2.4, 6.4, 22], motorway: [2.6, 7, 24],
};

const byZoom = (stops: readonly (readonly [zoom: number, value: unknown])[]): Expression => ["interpolate", ["exponential", 1.5], ["zoom"], ...stops.flat()];
const widthOf = (road: Drawn, more: number): Expression => byZoom([[11, WIDTHS[road][0] + (WIDTHS[road][0] === 0 ? 0 : more)], [14, WIDTHS[road][1] + more], [17, WIDTHS[road][2] + more]]);
const colourOf = (road: Drawn, palette: MapPalette): string => (road === "service" || road === "residential" ? palette.minor : road === "tertiary" || road === "secondary" ? palette.middle : palette.major);

const BY_CLASS = ["get", "class"];
const tiles = (id: string, type: string, sourceLayer: string, rest: Layer): Layer => ({ id, type, source: "city", "source-layer": sourceLayer, ...rest });

/** Casings of all roads, then their surfaces, the lesser first; bridges once more above, with a firmer edge. */
function roadLayers(palette: MapPalette): Layer[] {
  const line = (road: Drawn, bridge: boolean, part: "casing" | "surface"): Layer =>
    tiles(`${bridge ? "bridge" : "road"}-${road}-${part}`, "line", "road", {
      filter: ["all", ["==", BY_CLASS, road], ["==", ["get", "bridge"], bridge]],
      layout: { "line-join": "round", "line-cap": bridge && part === "casing" ? "butt" : "round" },
      paint: { "line-color": part === "surface" ? colourOf(road, palette) : bridge ? palette.bridgeCasing : palette.casing, "line-width": widthOf(road, part === "surface" ? 0 : 1.6) },
    });
  return [false, true].flatMap((bridge) => (["casing", "surface"] as const).flatMap((part) => ROADS.map((road) => line(road, bridge, part))));
}

const text = (palette: MapPalette, colour: string, halo = 1.4): Layer => ({ "text-color": colour, "text-halo-color": palette.halo, "text-halo-width": halo });

function roadNames(palette: MapPalette): Layer[] {
  const names = (id: string, classes: readonly Drawn[], minzoom: number, size: Expression): Layer =>
    tiles(id, "symbol", "road", {
      minzoom,
      filter: ["all", ["in", BY_CLASS, ["literal", classes]], ["!=", ["get", "name"], ""]],
      layout: { "symbol-placement": "line", "symbol-spacing": 420, "symbol-sort-key": ["get", "rank"], "text-field": ["get", "name"], "text-size": size, "text-letter-spacing": 0.06, "text-padding": 10, "text-max-angle": 50 },
      paint: text(palette, palette.roadText, 1.8),
    });
  return [
    names("name-minor", ["service", "residential"], 15.2, byZoom([[15, 10.5], [17, 12.5]])),
    names("name-middle", ["tertiary", "secondary"], 13.4, byZoom([[13, 10.5], [17, 13.5]])),
    names("name-major", ["primary", "trunk", "motorway"], 11.6, byZoom([[11, 10.5], [17, 14]])),
  ];
}

/** Kinds of places by which people find their way from farther off. */
const LANDMARKS = ["METRO", "STATION", "HOSPITAL", "PORT"];

function placeNames(palette: MapPalette): Layer[] {
  const kind = ["get", "kind"];
  const site = (id: string, minzoom: number, filter: Expression): Layer[] => [
    tiles(`${id}-dot`, "circle", "place", { minzoom, filter, paint: { "circle-radius": 2.2, "circle-color": palette.dot, "circle-opacity": 0.9 } }),
    tiles(`${id}-name`, "symbol", "place", {
      minzoom,
      filter,
      layout: { "text-field": ["get", "name"], "text-size": byZoom([[14, 10.5], [17, 12.5]]), "text-anchor": "top", "text-offset": [0, 0.45], "text-max-width": 7, "text-padding": 6 },
      paint: text(palette, palette.placeText),
    }),
  ];
  return [
    ...site("site", 14.4, ["!", ["in", kind, ["literal", [...LANDMARKS, "AREA", "WATER"]]]]),
    ...site("landmark", 13.2, ["in", kind, ["literal", LANDMARKS]]),
    tiles("water-name", "symbol", "place", { filter: ["==", kind, "WATER"], layout: { "text-field": ["get", "name"], "text-size": 12, "text-letter-spacing": 0.3, "text-max-width": 20 }, paint: text(palette, palette.waterText, 1) }),
    tiles("area-name", "symbol", "place", {
      maxzoom: 14,
      filter: ["==", kind, "AREA"],
      layout: { "text-field": ["get", "name"], "text-size": byZoom([[9, 11], [13, 15]]), "text-letter-spacing": 0.25, "text-padding": 20 },
      paint: text(palette, palette.areaText, 2),
    }),
  ];
}

/** The style of a city's map. It names no glyphs: MapLibre draws every script with the fonts of the machine. */
export function mapStyle(theme: MapTheme, tileUrl: string, bounds: readonly [number, number, number, number], attribution: string): MapStyle {
  const palette = PALETTES[theme];
  return {
    version: 8,
    name: `tocsin-${theme}`,
    sources: { city: { type: "vector", tiles: [tileUrl], minzoom: 0, maxzoom: MAX_ZOOM, bounds: [...bounds], ...(attribution === "" ? {} : { attribution }) } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": palette.ground } },
      tiles("green", "fill", "green", { paint: { "fill-color": palette.green } }),
      tiles("water", "fill", "water", { paint: { "fill-color": palette.water } }),
      ...roadLayers(palette),
      ...roadNames(palette),
      ...placeNames(palette),
    ],
  };
}
