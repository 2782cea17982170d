import type { Point } from "@tocsin/contract/place.ts";
import { createStore } from "../store/external-store.ts";

/** The place to which the planner's map is asked to go, and where its middle is; `count` makes the same place a new wish. */
export const focusStore = createStore<{ readonly show: Point | null; readonly count: number; readonly centre: Point | null }>({ show: null, count: 0, centre: null });
export const askForPoint = ({ lon, lat }: Point): void => focusStore.set((before) => ({ ...before, show: { lon, lat }, count: before.count + 1 }));
export const tellMiddle = (centre: Point): void => focusStore.set((before) => ({ ...before, centre }));
