import { DrawingLayerList } from "../drawings/layer-list.tsx";
import { useSay } from "../language/words.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { LAYER_GROUPS, type LayerGroup } from "./map-layers.ts";

type Shown = Readonly<Record<LayerGroup, boolean>>;
export const layerStore = createStore<Shown>({ incidents: true, units: true, unitNames: true, sites: true, closures: true, advisories: true, drawings: true, areas: true, routes: true });

export function LayerToggles() {
  const say = useSay();
  const shown = useStore(layerStore, (value: Shown) => value);
  return (
    <details className="layers">
      <summary>{say("map.layers")}</summary>
      {LAYER_GROUPS.map((group) => (
        <label key={group} className="check">
          <input type="checkbox" checked={shown[group]} onChange={(event) => layerStore.set((before) => ({ ...before, [group]: event.target.checked }))} /> {say(`layer.${group}`)}
        </label>
      ))}
      <DrawingLayerList />
      <ul className="legend">
        <li>◆ {say("priority.P1")} ▲ {say("priority.P2")} ○ {say("priority.P3")} □ {say("priority.P4")}</li>
        <li>{say("legend.ring")}</li>
        <li>{say("legend.units")}</li>
        <li>{say("legend.stale")}</li>
        <li>{say("legend.sites")}</li>
        <li>{say("legend.closures")}</li>
        <li>{say("legend.advisories")}</li>
        <li>{say("legend.drawings")}</li>
      </ul>
    </details>
  );
}
