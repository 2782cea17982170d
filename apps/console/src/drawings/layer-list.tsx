import type { Drawing } from "@tocsin/contract/command/drawing.ts";
import { orgName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { useStore } from "../store/external-store.ts";
import { hiddenLayersStore } from "./drawing-draft.ts";

const drawingsOf = (state: { readonly drawings: ReadonlyMap<string, Drawing> }): ReadonlyMap<string, Drawing> => state.drawings;

/** One layer of drawings for each organisation that has drawn something. */
export function DrawingLayerList() {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const drawings = useBoard(drawingsOf);
  const hidden = useStore(hiddenLayersStore, (value) => value);
  const layers = [...new Set([...drawings.values()].filter(({ status }) => status === "STANDING").map(({ layer }) => layer))].sort();
  const toggle = (layer: string): void => hiddenLayersStore.set((before) => (before.has(layer) ? new Set([...before].filter((each) => each !== layer)) : new Set([...before, layer])));
  return layers.map((layer) => <label key={layer} className="check"><input type="checkbox" checked={!hidden.has(layer)} onChange={() => toggle(layer)} /> {say("draw.layer", { org: orgName(city, layer, lang) })}</label>);
}
