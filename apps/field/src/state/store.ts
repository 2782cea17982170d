import { useSyncExternalStore } from "react";
import { EMPTY_BOARD, type BoardState } from "@tocsin/client/board-state.ts";
import type { Client } from "@tocsin/client/client.ts";
import type { CityView, Seat } from "@tocsin/contract/views.ts";
import { EMPTY_OUTBOX, type Outbox } from "../outbox/outbox.ts";
import type { Fix } from "../position/fix.ts";

export type Screen = "order" | "map" | "me";
export type Look = "auto" | "light" | "dark";
export type Lang = "zh" | "en";
/** How the live line to the server stands. */
export type LineState = "connecting" | "live" | "lost";
export type PositionState = "off" | "waiting" | "on" | "denied";

export interface Route {
  readonly incidentId: string;
  /** Server time at which it was asked for, ms. */
  readonly at: number;
  readonly view: Awaited<ReturnType<Client["route"]>>;
}

export interface FieldState {
  /** `enrolling`: signed in, and a role of the seat needs a second factor before anything else. */
  readonly phase: "starting" | "signedOut" | "enrolling" | "ready";
  /** Why the sign-in screen is shown again, if the session ended by itself. */
  readonly sessionEnded: boolean;
  readonly seat: Seat | null;
  readonly city: CityView | null;
  readonly board: BoardState;
  readonly outbox: Outbox;
  readonly line: LineState;
  /** Whether the device has a network at all. */
  readonly online: boolean;
  /** Server clock minus device clock, ms. */
  readonly offset: number;
  readonly fix: Fix | null;
  readonly position: PositionState;
  readonly route: Route | null;
  readonly photoLost: boolean;
  /** The device cannot keep anything: acts live only as long as the page. */
  readonly diskFailed: boolean;
  /** The browser has no cipher or no storage: nothing is put on the device. */
  readonly keepsNothing: boolean;
  /** How many kept things could not be opened; the officer has not seen it yet. */
  readonly unopened: number;
  readonly screen: Screen;
  readonly look: Look;
  readonly lang: Lang;
}

export const FIRST_STATE: FieldState = {
  phase: "starting", sessionEnded: false, seat: null, city: null, board: EMPTY_BOARD, outbox: EMPTY_OUTBOX, line: "connecting", online: true, offset: 0, fix: null,
  position: "off", route: null, photoLost: false, diskFailed: false, keepsNothing: false, unopened: 0, screen: "order", look: "auto", lang: "zh",
};

export interface Store {
  get(): FieldState;
  set(change: Partial<FieldState>): void;
  subscribe(listener: () => void): () => void;
}

export function createStore(first: FieldState): Store {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useStore = (store: Store): FieldState => useSyncExternalStore(store.subscribe, store.get);
