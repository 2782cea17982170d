import type { Map as MapLibre } from "maplibre-gl";
import { patrolDraftStore } from "../patrol/patrol-draft.ts";

const PADDING_PX = 80;
const NEAREST_ZOOM = 15;

/** Brings a round that is being put together into sight, once: after that the map is the reader's. */
export function fitRound(map: MapLibre): () => void {
  let shown: string | null = null;
  return patrolDraftStore.subscribe(() => {
    const draft = patrolDraftStore.get();
    if (draft === null) shown = null;
    if (draft === null || draft.round.length === 0 || draft.unitId === shown) return;
    shown = draft.unitId;
    const lons = draft.round.map(({ point }) => point.lon);
    const lats = draft.round.map(({ point }) => point.lat);
    map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], { padding: PADDING_PX, maxZoom: NEAREST_ZOOM, duration: 300 });
  });
}
