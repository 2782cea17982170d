import { useEffect, useRef, useState } from "react";
import { Marker, type GeoJSONSource, type Map as MapLibre } from "maplibre-gl";
import type { DemandForecast } from "@tocsin/contract/planner/demand-outlook.ts";
import type { PlannerCell, PlannerLayout, PlannerRoads } from "@tocsin/contract/planner/planner.ts";
import { nameIn, useLang, useSay, type Lang } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { createMap } from "../map/create-map.ts";
import { useThemedStyle } from "../map/themed-style.ts";
import { themeStore } from "../theme/theme.ts";
import { BandLegend, DemandLegend } from "./band-legend.tsx";
import { addBands, bandFeatures, cellFeatures, NOTHING } from "./band-layers.ts";
import { addDemand, demandFeatures } from "./demand-layer.ts";
import { rangeText } from "./demand-panel.tsx";
import { useDemand } from "./demand-store.ts";
import { focusStore, tellMiddle } from "./planner-focus.ts";
import { changeSandbox, choosePost, plannerStore, shownLayout, usePlanner } from "./planner-store.ts";
import { marksOf, type Mark } from "./planner-marks.ts";
import { gapsOf, minutes, percent } from "./planner-text.ts";

const GAPS_MARKED = 15;

/** Roads by the minutes in which they are reached, gaps by demand, and the posts, to be dragged in the sandbox. */
export function PlannerMap() {
  const say = useSay();
  const { city } = useCity();
  const state = usePlanner();
  const layout = shownLayout(state);
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  /** Counts the styles that have come: sources must be filled again after each. */
  const [styled, setStyled] = useState(0);
  const [under, setUnder] = useState<PlannerCell | null>(null);
  const [place, setPlace] = useState<number | null>(null);
  const { shown: demandShown, outlook } = useDemand();
  const forecast = demandShown ? (outlook?.forecast ?? null) : null;
  useEffect(() => {
    if (!box.current) return undefined;
    const made = createMap(box.current, city.head, { theme: () => themeStore.get(), onBare: () => {}, onStyle: () => setStyled((count) => count + 1) });
    made.on("click", ({ lngLat }) => {
      if (plannerStore.get().adding) void changeSandbox((before) => ({ ...before, add: [...before.add, { lon: lngLat.lng, lat: lngLat.lat }] }));
      else choosePost(null);
    });
    made.on("mousemove", "planner-cells", ({ features }) => setUnder((features?.[0]?.properties["index"] as number | undefined) === undefined ? null : (shownLayout(plannerStore.get())?.cells[features![0]!.properties["index"] as number] ?? null)));
    made.on("mouseleave", "planner-cells", () => setUnder(null));
    made.on("mousemove", "planner-demand", ({ features }) => setPlace((features?.[0]?.properties["index"] as number | undefined) ?? null));
    made.on("mouseleave", "planner-demand", () => setPlace(null));
    const tellCentre = (): void => tellMiddle({ lon: made.getCenter().lng, lat: made.getCenter().lat });
    tellCentre();
    made.on("moveend", tellCentre);
    let seen = focusStore.get().count;
    const stop = focusStore.subscribe(() => {
      const { show, count } = focusStore.get();
      if (count === seen || show === null) return;
      seen = count;
      made.easeTo({ center: [show.lon, show.lat], zoom: Math.max(made.getZoom(), 13), duration: 300 });
    });
    setMap(made);
    return () => {
      stop();
      made.remove();
    };
  }, [city]);
  useThemedStyle(map);
  useDrawn(map, styled, state.roads, demandShown ? null : layout);
  useDemandDrawn(map, styled, forecast);
  useMarks(map);
  useGapMarks(map, demandShown ? null : layout);
  const expected = place === null ? undefined : forecast?.places[place];
  return (
    <div className={state.adding ? "planner-map planner-adding" : "planner-map"}>
      <div ref={box} className="map-canvas" data-testid="planner-map" />
      {demandShown ? <DemandLegend /> : <BandLegend />}
      {state.adding && <p className="map-bare">{say("planner.clickToAdd")}</p>}
      {expected !== undefined && <p className="planner-under num" role="status">{rangeText(say, expected, forecast!.level)}{expected.cells.length > 1 && <> · {say("demand.merged", { count: expected.cells.length })}</>}</p>}
      {under !== null && !demandShown && <p className="planner-under num" role="status">{under.etaMs === null ? say("planner.unreached") : say("planner.eta", { time: minutes(under.etaMs) })} · {[1, 3, 5].map((limit, i) => say("planner.within", { minutes: limit, share: percent(under.within[i]!, 0) })).join(" · ")} · {say("planner.ofDemand", { share: percent(under.share, 2) })}</p>}
    </div>
  );
}

function useDrawn(map: MapLibre | null, styled: number, roads: PlannerRoads | null, layout: PlannerLayout | null): void {
  useEffect(() => {
    if (map === null || styled === 0) return;
    addBands(map, themeStore.get());
    void map.getSource<GeoJSONSource>("planner-bands")?.setData(roads !== null && layout !== null ? bandFeatures(roads, layout.bands) : NOTHING);
    void map.getSource<GeoJSONSource>("planner-cells")?.setData(layout !== null ? cellFeatures(layout.cells) : NOTHING);
  }, [map, styled, roads, layout]);
}

function useDemandDrawn(map: MapLibre | null, styled: number, forecast: DemandForecast | null): void {
  useEffect(() => {
    if (map === null || styled === 0) return;
    addDemand(map, themeStore.get());
    void map.getSource<GeoJSONSource>("planner-demand")?.setData(forecast === null ? NOTHING : demandFeatures(forecast));
  }, [map, styled, forecast]);
}

function paintMark(element: HTMLElement, mark: Mark, lang: Lang, chosen: boolean): void {
  element.className = `planner-mark mark-${mark.kind.toLowerCase()} mark-${mark.state.toLowerCase()}${chosen ? " mark-chosen" : ""} maplibregl-marker`;
  element.title = nameIn(lang, mark);
}

/** Marks are elements of the page: they are dragged by hand; by key a post is moved from its list. */
function useMarks(map: MapLibre | null): void {
  const lang = useLang();
  const { coverage, sandbox, planned, chosen } = usePlanner();
  const drawn = useRef(new Map<string, Marker>());
  useEffect(() => {
    const kept = drawn.current;
    return () => {
      for (const marker of kept.values()) marker.remove();
      kept.clear();
    };
  }, [map]);
  useEffect(() => {
    if (map === null) return;
    const marks = marksOf({ coverage, sandbox, planned });
    const wanted = new Set(marks.map(({ id }) => id));
    for (const [id, marker] of drawn.current) {
      if (wanted.has(id)) continue;
      marker.remove();
      drawn.current.delete(id);
    }
    for (const mark of marks) {
      const marker = drawn.current.get(mark.id) ?? newMarker(map, mark);
      drawn.current.set(mark.id, marker);
      marker.setLngLat([mark.lon, mark.lat]).setDraggable(mark.draggable);
      paintMark(marker.getElement(), mark, lang, mark.id === chosen);
    }
  }, [map, coverage, sandbox, planned, chosen, lang]);
}

function newMarker(map: MapLibre, { id, lon, lat }: Mark): Marker {
  const element = document.createElement("div");
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    choosePost(id);
  });
  const marker = new Marker({ element, draggable: false }).setLngLat([lon, lat]).addTo(map);
  marker.on("dragend", () => {
    const { lng, lat: north } = marker.getLngLat();
    choosePost(id);
    void movePost(id, { lon: lng, lat: north }).then(() => {
      // A place that is refused is taken back: the mark returns to where it was.
      const back = marksOf(plannerStore.get()).find((mark) => mark.id === id);
      if (back !== undefined) marker.setLngLat([back.lon, back.lat]);
    });
  });
  return marker;
}

export const movePost = (id: string, to: { readonly lon: number; readonly lat: number }): Promise<void> =>
  changeSandbox((before) => (id.startsWith("+") ? { ...before, add: before.add.map((point, i) => (`+${i}` === id ? to : point)) } : { ...before, move: { ...before.move, [id]: to } }));

/** The first gaps carry their rank, as in the list. */
function useGapMarks(map: MapLibre | null, layout: PlannerLayout | null): void {
  useEffect(() => {
    if (map === null || layout === null) return undefined;
    const markers = gapsOf(layout.cells).slice(0, GAPS_MARKED).map(({ lon, lat }, rank) => {
      const element = document.createElement("div");
      element.className = "planner-gap num";
      element.textContent = String(rank + 1);
      return new Marker({ element }).setLngLat([lon, lat]).addTo(map);
    });
    return () => {
      for (const marker of markers) marker.remove();
    };
  }, [map, layout]);
}
