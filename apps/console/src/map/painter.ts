import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { drawingDraftStore, hiddenLayersStore } from "../drawings/drawing-draft.ts";
import { paintDrawings } from "../drawings/paint-drawings.ts";
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
import { paintBorders } from "./paint-borders.ts";
import { paintSites } from "./paint-sites.ts";
import { patrolFeatures } from "./patrol-features.ts";
import { routeLines } from "./route-lines.ts";

/** Units move many times a second; the map is fed at most this often, and never more than once a frame. */
const FEED_MS = 300;
/** Ages grow without news. */
const AGE_MS = 10_000;

/** Feeds the map from the stores, outside React: a thousand moving units draw no component. */
export interface Painter {
  /** Everything anew: the style has been replaced. */
  repaint(): void;
  stop(): void;
}

export function startPainter(map: MapLibre): Painter {
  let frame = 0;
  let later: ReturnType<typeof setTimeout> | undefined;
  let fed = 0;
  let last = { draft: undefined as unknown, advisories: undefined as unknown, closures: undefined as unknown, roads: undefined as unknown, aged: 0, incidents: undefined as unknown, units: undefined as unknown, positions: undefined as unknown, selection: undefined as unknown, at: 0 };
  const feed = (): void => {
    frame = 0;
    const wait = FEED_MS - (performance.now() - fed);
    if (wait > 0) {
      later ??= setTimeout(() => {
        later = undefined;
        wish();
      }, wait);
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
    for (const each of others) each.paint(now);
    if (advisories !== last.advisories) setData(map, "advisories", advisoryFeatures(advisories.values(), ({ level, headline }) => `${sayNow(`advisoryLevel.${level}`)} ${headline}`));
    if (roads !== last.roads) setData(map, "roads", draftFeatures(roads));
    last = { ...last, draft, advisories, closures, roads, incidents, units, positions, selection };
  };
  const others = [paintBorders(map, AGE_MS), paintSites(map), paintDrawings(map, AGE_MS)];
  const wish = (): void => {
    frame ||= requestAnimationFrame(feed);
  };
  const repaint = (): void => {
    for (const each of others) each.forget();
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
      clearTimeout(later);
      clearInterval(timer);
      routes.stop();
      for (const end of ends) end();
    },
  };
}
