import { openPanel, showTab } from "../selection/panels.ts";
import { createStore } from "../store/external-store.ts";

/** What is drawn beside the map: the area of an advisory that is being brought in, or drawings of the desk. */
export const raisingStore = createStore<boolean>(false);

/** The panel stands beside the map: both are shown. */
function besideMap(raising: boolean): void {
  raisingStore.set(raising);
  showTab("dispatch");
  openPanel("draw");
}

export const openRaising = (): void => besideMap(true);
export const openDrawing = (): void => besideMap(false);
