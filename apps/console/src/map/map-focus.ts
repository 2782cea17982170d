import { useEffect } from "react";
import type { Point } from "@tocsin/contract/place.ts";
import { createStore } from "../store/external-store.ts";

/** What other parts ask of the map: to show a point, to give the point of the next click. */
interface MapWish {
  readonly show: Point | null;
  /** Counts the wishes, so that the same point can be asked for twice. */
  readonly count: number;
  readonly pick: boolean;
}

const NO_WISH: MapWish = { show: null, count: 0, pick: false };

export const mapWishStore = createStore<MapWish>(NO_WISH);
export const showOnMap = (point: Point): void => mapWishStore.set((before) => ({ ...before, show: { lon: point.lon, lat: point.lat }, count: before.count + 1 }));
/** Takes the pin away. */
export const clearPin = (): void => mapWishStore.set((before) => (before.show === null ? before : { ...before, show: null, count: before.count + 1 }));
export const pickPoint = (pick: boolean): void => mapWishStore.set((before) => (before.pick === pick ? before : { ...before, pick }));

const picked = createStore<{ readonly point: Point; readonly count: number } | null>(null);
export const tellPicked = (point: Point): void => picked.set((before) => ({ point, count: (before?.count ?? 0) + 1 }));

/** Calls back with each point that is clicked while picking is on. */
export function useMapPick(onPick: (point: Point) => void): void {
  useEffect(() =>
    picked.subscribe(() => {
      const now = picked.get();
      if (now) onPick(now.point);
    }),
  );
}

let centre: Point | undefined;
export const tellCentre = (point: Point): void => {
  centre = point;
};
/** Middle of the map, by which a search ranks what is near. */
export const mapCentre = (): Point | undefined => centre;
