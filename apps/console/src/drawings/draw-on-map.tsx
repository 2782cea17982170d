import { useEffect } from "react";
import type { Map as MapLibre } from "maplibre-gl";
import type { DrawnPoints } from "@tocsin/contract/command/drawing.ts";
import { sayNow } from "../language/words.ts";
import { notify } from "../live/notice.ts";
import { themeStore } from "../theme/theme.ts";
import { useStore } from "../store/external-store.ts";
import { drawByHand, HAND_MODES } from "./draw-by-hand.ts";
import { circleOf, putCircle, putPoints, useDrawingDraft } from "./drawing-draft.ts";

function putRound(points: DrawnPoints): void {
  const circle = circleOf(points);
  if (circle !== null) putCircle(circle);
}

/** While drawing is open a hand may draw on the map; a change of theme begins anew, since it replaces what the map shows. */
export function DrawOnMap({ map }: { readonly map: MapLibre }) {
  const { open, kind, circle } = useDrawingDraft();
  const isRound = circle !== undefined;
  const theme = useStore(themeStore, (value) => value);
  useEffect(() => {
    if (!open) return undefined;
    let stop: (() => void) | undefined;
    let gone = false;
    drawByHand(map, isRound ? "circle" : HAND_MODES[kind], isRound ? putRound : putPoints).then(
      (stopIt) => (gone ? stopIt() : (stop = stopIt)),
      () => notify("lost", sayNow("draw.noHand")),
    );
    return () => {
      gone = true;
      stop?.();
    };
  }, [map, open, kind, isRound, theme]);
  return null;
}
