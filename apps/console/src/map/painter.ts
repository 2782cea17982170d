import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Drawing } from "@tocsin/contract/command/drawing.ts";
import { orgName } from "../city/city-index.ts";
import { drawingDraftStore, hiddenLayersStore, shapeOf } from "../drawings/drawing-draft.ts";
import { drawingFeatures, geometryOf } from "../drawings/drawing-features.ts";
import { ageParts } from "../incident/clock-state.ts";
import { advisoryFeatures } from "../advisories/advisory-features.ts";
import { langStore, sayNow } from "../language/words.ts";
import { boardStore } from "../live/live-board.ts";
import { serverNow } from "../live/server-clock.ts";
import { cityNow, client } from "../live/session.ts";
import { patrolDraftStore } from "../patrol/patrol-draft.ts";
import { selectionStore } from "../selection/selection.ts";
import { closureFeatures, draftFeatures } from "../roads/closure-features.ts";
import { roadDraftStore } from "../roads/road-draft.ts";
import { incidentFeatures, unitFeatures } from "./map-features.ts";
import { setData } from "./map-layers.ts";
import { patrolFeatures } from "./patrol-features.ts";
import { routeLines } from "./route-lines.ts";

/** Units move many times a second; the map is fed at most this often, and never more than once a frame. */
const FEED_MS = 300;
/** Ages grow without news. */
const AGE_MS = 10_000;

/** What a drawing says on the map: kind, name, whose it is, and how old. */
const drawingWords = (now: number) => ({ kind, label, layer, changedAt }: Drawing): string => {
  const { value, unit } = ageParts(now - changedAt);
  return [`${sayNow(`draw.${kind}`)} ${label}`.trim(), orgName(cityNow(), layer, langStore.get()), sayNow(`age.${unit}`, { value })].join(" · ");
};

/** Feeds the map from the stores, outside React: a thousand moving units draw no component. */
export interface Painter {
  /** Everything anew: the style has been replaced. */
  repaint(): void;
  stop(): void;
}

export function startPainter(map: MapLibre): Painter {
  let frame = 0;
  let fed = 0;
  let last = { draft: undefined as unknown, advisories: undefined as unknown, closures: undefined as unknown, roads: undefined as unknown, aged: 0, incidents: undefined as unknown, units: undefined as unknown, positions: undefined as unknown, selection: undefined as unknown, at: 0 };
  const feed = (): void => {
    frame = 0;
    const wait = FEED_MS - (performance.now() - fed);
    if (wait > 0) {
      frame = requestAnimationFrame(feed);
      return;
    }
    if (!map.getSource<GeoJSONSource>("units")) return;
    fed = performance.now();
    const { incidents, units, positions, closures, advisories } = boardStore.get();
    const roads = roadDraftStore.get();
    const selection = selectionStore.get();
    const draft = patrolDraftStore.get();
    const now = serverNow();
    const chosen = selection !== last.selection;
    if (incidents !== last.incidents || chosen) setData(map, "incidents", incidentFeatures(incidents.values(), selection.incidentId));
    if (units !== last.units || positions !== last.positions || chosen || now - last.at > AGE_MS) {
      const staleS = cityNow().city.deadlines.positionStale;
      const minutes = (value: number): string => sayNow("age.min", { value });
      setData(map, "units", unitFeatures(units.values(), { positions, now, staleS, lang: langStore.get(), selectedId: selection.unitId, minutes }));
      last.at = now;
    }
    if (chosen || units !== last.units || draft !== last.draft) setData(map, "patrol", patrolFeatures(selection.unitId === null ? undefined : units.get(selection.unitId), draft));
    if (closures !== last.closures || roads.focus !== (last.roads as typeof roads | undefined)?.focus || now - last.aged > AGE_MS) {
      setData(map, "closures", closureFeatures(closures.values(), { now, utcOffset: cityNow().city.head.utcOffset, focus: roads.focus }, sayNow));
      last.aged = now;
    }
    paintDrawings(now);
    if (advisories !== last.advisories) setData(map, "advisories", advisoryFeatures(advisories.values(), ({ level, headline }) => `${sayNow(`advisoryLevel.${level}`)} ${headline}`));
    if (roads !== last.roads) setData(map, "roads", draftFeatures(roads));
    last = { ...last, draft, advisories, closures, roads, incidents, units, positions, selection };
  };
  let drawn = { drawings: undefined as unknown, hidden: undefined as unknown, draft: undefined as unknown, at: 0 };
  const paintDrawings = (now: number): void => {
    const [{ drawings }, hidden, draft] = [boardStore.get(), hiddenLayersStore.get(), drawingDraftStore.get()];
    if (drawings !== drawn.drawings || hidden !== drawn.hidden || now - drawn.at > AGE_MS) {
      setData(map, "drawings", drawingFeatures(drawings.values(), hidden, drawingWords(now)));
      drawn = { ...drawn, drawings, hidden, at: now };
    }
    if (draft !== drawn.draft) setData(map, "drawing", draft.points.length === 0 ? { type: "FeatureCollection", features: [] } : { type: "Feature", properties: {}, geometry: geometryOf({ kind: draft.kind, points: shapeOf(draft.kind, draft.points) }) });
    drawn = { ...drawn, draft };
  };
  const wish = (): void => {
    frame ||= requestAnimationFrame(feed);
  };
  const repaint = (): void => {
    drawn = { drawings: undefined, hidden: undefined, draft: undefined, at: 0 };
    last = { draft: undefined, advisories: undefined, closures: undefined, roads: undefined, aged: 0, incidents: undefined, units: undefined, positions: undefined, selection: undefined, at: 0 };
    fed = 0;
    wish();
  };
  const ends = [boardStore.subscribe(wish), selectionStore.subscribe(wish), patrolDraftStore.subscribe(wish), roadDraftStore.subscribe(wish), drawingDraftStore.subscribe(wish), hiddenLayersStore.subscribe(wish), langStore.subscribe(repaint)];
  const timer = setInterval(wish, AGE_MS);
  const routes = routeLines(client, (data) => setData(map, "routes", data));
  return {
    repaint: () => {
      repaint();
      routes.again();
    },
    stop: () => {
      cancelAnimationFrame(frame);
      clearInterval(timer);
      routes.stop();
      for (const end of ends) end();
    },
  };
}
