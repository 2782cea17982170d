import type { Point } from "@tocsin/contract/place.ts";
import type { ClosedRoad, NearRoads, RoadClosure } from "@tocsin/contract/roads/closure.ts";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { NetworkError } from "@tocsin/client/transport.ts";
import { sayNow } from "../language/words.ts";
import { notify } from "../live/notice.ts";
import { client } from "../live/session.ts";
import { clearPin, showOnMap } from "../map/map-focus.ts";
import { panelStore } from "../selection/panels.ts";
import { middleOf } from "./closure-text.ts";
import { createStore, useStore } from "../store/external-store.ts";

/** Roads that are being chosen for a closure, and the closure that is looked at; the map draws both. */
export interface RoadDraft {
  /** Where the offers are near to. */
  readonly at: Point | null;
  readonly offers: NearRoads["roads"];
  readonly chosen: readonly ClosedRoad[];
  readonly focus: string | null;
}

const EMPTY: RoadDraft = { at: null, offers: [], chosen: [], focus: null };
/** Of a named place its own roads; of a click whatever is nearest, for on a map of the whole city a finger is wider than a block. */
const NEAR_M = { NONE: 50, NEAREST: 250 };
const MOST_OFFERS = 8;
/** As many as one closure may name. */
export const MOST_ROADS = 60;

export const roadDraftStore = createStore<RoadDraft>(EMPTY);
const whole = (draft: RoadDraft): RoadDraft => draft;
export const useRoadDraft = (): RoadDraft => useStore(roadDraftStore, whole);

export const leaveRoads = (): void => {
  roadDraftStore.set(EMPTY);
  clearPin();
};
export const clearChosen = (): void => roadDraftStore.set((before) => ({ ...before, at: null, offers: [], chosen: [] }));

export const toggleRoad = ({ id, name, line }: ClosedRoad): void =>
  roadDraftStore.set((before) => {
    const had = before.chosen.some((road) => road.id === id);
    if (!had && before.chosen.length >= MOST_ROADS) return before;
    return { ...before, chosen: had ? before.chosen.filter((road) => road.id !== id) : [...before.chosen, { id, name, line }] };
  });

let asked = 0;

/** Offers the roads near a point; a click means the nearest of them, which is ticked, or unticked again. */
export async function offerRoads(point: Point, take: "NEAREST" | "NONE"): Promise<void> {
  const mine = (asked += 1);
  try {
    const { roads } = await client.nearRoads(point, NEAR_M[take]);
    if (mine !== asked) return;
    roadDraftStore.set((before) => ({ ...before, at: point, offers: roads.slice(0, MOST_OFFERS) }));
    if (roads.length === 0) notify("refused", sayNow("roads.pickedNone"));
    else if (take === "NEAREST") toggleRoad(roads[0]!);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    notify("lost", sayNow("notice.noAnswer"));
  }
}

/** Opens the panel in the column of the detail, on a place if one is given. */
export function openRoads(place: Pick<PlaceCandidate, "point"> | null = null): void {
  panelStore.set((before) => ({ ...before, panel: "roads", intake: false, bar: false, column: "detail" }));
  if (place === null) return;
  showOnMap(place.point);
  void offerRoads(place.point, "NONE");
}
export const toggleRoads = (): void => (panelStore.get().panel === "roads" && !panelStore.get().intake ? panelStore.set((before) => ({ ...before, panel: "none" })) : openRoads());

/** Opens the list at one closure. */
export function focusClosure(id: string): void {
  openRoads();
  roadDraftStore.set((before) => ({ ...before, focus: id }));
}

/** A closure on the map: its middle. */
export function showClosure({ id, roads }: Pick<RoadClosure, "id" | "roads">): void {
  roadDraftStore.set((before) => ({ ...before, focus: id }));
  const middle = middleOf(roads);
  if (middle) showOnMap({ lon: middle[0], lat: middle[1] });
}
