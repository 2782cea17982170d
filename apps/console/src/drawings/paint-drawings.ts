import type { Map as MapLibre } from "maplibre-gl";
import type { Drawing } from "@tocsin/contract/command/drawing.ts";
import { orgName } from "../city/city-index.ts";
import { ageParts } from "../incident/clock-state.ts";
import { langStore, sayNow } from "../language/words.ts";
import { boardStore } from "../live/live-board.ts";
import { cityNow } from "../live/session.ts";
import { setData } from "../map/map-layers.ts";
import { drawingDraftStore, hiddenLayersStore, shapeOf } from "./drawing-draft.ts";
import { drawingFeatures, geometryOf } from "./drawing-features.ts";

/** What a drawing says on the map: kind, name, whose it is, and how old. */
const drawingWords = (now: number) => ({ kind, label, layer, changedAt }: Drawing): string => {
  const { value, unit } = ageParts(now - changedAt);
  return [`${sayNow(`draw.${kind}`)} ${label}`.trim(), orgName(cityNow(), layer, langStore.get()), sayNow(`age.${unit}`, { value })].join(" · ");
};

const NOTHING = { drawings: undefined as unknown, hidden: undefined as unknown, draft: undefined as unknown, at: 0 };

/** Feeds what stands and what is being drawn to the map, where it has changed or has grown older by `ageMs`. `forget`: the style was replaced. */
export function paintDrawings(map: MapLibre, ageMs: number): { readonly paint: (now: number) => void; readonly forget: () => void } {
  let drawn = NOTHING;
  return {
    paint(now) {
      const [{ drawings }, hidden, draft] = [boardStore.get(), hiddenLayersStore.get(), drawingDraftStore.get()];
      if (drawings !== drawn.drawings || hidden !== drawn.hidden || now - drawn.at > ageMs) {
        setData(map, "drawings", drawingFeatures(drawings.values(), hidden, drawingWords(now)));
        drawn = { ...drawn, drawings, hidden, at: now };
      }
      if (draft === drawn.draft) return;
      setData(map, "drawing", draft.points.length === 0 ? { type: "FeatureCollection", features: [] } : { type: "Feature", properties: {}, geometry: geometryOf({ kind: draft.kind, points: shapeOf(draft.kind, draft.points) }) });
      drawn = { ...drawn, draft };
    },
    forget: () => void (drawn = NOTHING),
  };
}
