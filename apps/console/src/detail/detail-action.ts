import { createStore, useStore } from "../store/external-store.ts";
import { panelStore } from "../selection/panels.ts";

/** Which act on the chosen incident asks for its words at the head of the detail. */
export type DetailAction = "close" | "cancel" | "reopen" | "priority" | "classify" | "locate" | "merge" | "offer" | "report" | "text" | "outside";

export const detailActionStore = createStore<DetailAction | null>(null);
const whole = (action: DetailAction | null): DetailAction | null => action;
export const useDetailAction = (): DetailAction | null => useStore(detailActionStore, whole);

export function startAction(action: DetailAction): void {
  panelStore.set((before) => ({ ...before, intake: false, column: "detail" }));
  detailActionStore.set(action);
}
export const endAction = (): void => detailActionStore.set(null);
