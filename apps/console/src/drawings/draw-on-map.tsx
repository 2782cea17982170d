import { useEffect } from "react";
import type { Map as MapLibre } from "maplibre-gl";
import { sayNow } from "../language/words.ts";
import { notify } from "../live/notice.ts";
import { themeStore } from "../theme/theme.ts";
import { useStore } from "../store/external-store.ts";
import { drawByHand } from "./draw-by-hand.ts";
import { putPoints, useDrawingDraft } from "./drawing-draft.ts";

/** While drawing is open a hand may draw on the map; a change of theme begins anew, since it replaces what the map shows. */
export function DrawOnMap({ map }: { readonly map: MapLibre }) {
  const { open, kind } = useDrawingDraft();
  const theme = useStore(themeStore, (value) => value);
  useEffect(() => {
    if (!open) return undefined;
    let stop: (() => void) | undefined;
    let gone = false;
    drawByHand(map, kind, putPoints).then(
      (stopIt) => (gone ? stopIt() : (stop = stopIt)),
      () => notify("lost", sayNow("draw.noHand")),
    );
    return () => {
      gone = true;
      stop?.();
    };
  }, [map, open, kind, theme]);
  return null;
}
