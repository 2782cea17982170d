import { EMPTY_BOARD, type BoardState } from "@tocsin/client/board-state.ts";
import type { ActivationHead } from "@tocsin/contract/command/activation.ts";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { CityView, Seat } from "@tocsin/contract/views.ts";
import type { Disk } from "../outbox/disk.ts";
import { ordersOf } from "../state/own-order.ts";
import type { FieldState, Route, Store } from "../state/store.ts";

/** What is readable without a network after a reload: the own unit, its latest orders with their guidance, and the city's wording. */
interface Seen {
  readonly seat: Seat;
  readonly city: CityView | null;
  readonly cursor: string;
  readonly at: number;
  readonly incidents: readonly Incident[];
  readonly units: readonly Unit[];
  /** Absent in what an older build kept. */
  readonly rooms?: readonly Room[];
  /** Posts in whose task forces the unit is; absent in what an older build kept. */
  readonly commandPosts?: readonly CommandPost[];
  /** Responses with tasks of the unit; absent in what an older build kept. */
  readonly activations?: readonly ActivationHead[];
  readonly route: Route | null;
  readonly offset: number;
}

const ORDERS_KEPT = 5;
const NAME = "last";

function seenOf(state: FieldState): Seen | undefined {
  const { seat, board } = state;
  if (!seat) return undefined;
  const mine = seat.unitId ? ordersOf(board.incidents.values(), seat.unitId).map(({ incident }) => incident) : [];
  const incidents = [...new Set(mine)].slice(0, ORDERS_KEPT);
  const named = new Set([seat.unitId, ...incidents.flatMap(({ orders }) => orders.flatMap(({ assignments }) => assignments.map(({ unitId }) => unitId)))]);
  const units = [...board.units.values()].filter(({ id }) => named.has(id));
  return { seat, city: state.city, cursor: board.cursor, at: board.at, incidents, units, rooms: [...incidents.flatMap(({ id }) => board.rooms.get(id) ?? []), ...[...board.rooms.values()].filter(({ force }) => force !== undefined)], commandPosts: [...board.commandPosts.values()], activations: [...board.activations.values()].filter(({ tasks }) => tasks.some(({ unitId }) => unitId !== null && unitId === seat.unitId)), route: state.route, offset: state.offset };
}

function boardOf(seen: Seen): BoardState {
  return { ...EMPTY_BOARD, at: seen.at, incidents: new Map(seen.incidents.map((one) => [one.id, one])), units: new Map(seen.units.map((one) => [one.id, one])), rooms: new Map((seen.rooms ?? []).map((one) => [one.id, one])), commandPosts: new Map((seen.commandPosts ?? []).map((one) => [one.id, one])), activations: new Map((seen.activations ?? []).map((one) => [one.id, one])) };
}

export async function recallSeen(disk: Disk): Promise<Partial<FieldState> | undefined> {
  const seen = (await disk.seen(NAME)) as Seen | undefined;
  return seen && { seat: seen.seat, city: seen.city, board: boardOf(seen), route: seen.route, offset: seen.offset };
}

/** Puts what is seen on disk now. */
export async function saveSeen(store: Store, disk: Disk): Promise<void> {
  const seen = seenOf(store.get());
  if (seen) await disk.keepSeen(NAME, seen);
}

const PAUSE_MS = 300;

/** Keeps what is seen on disk, soon after it changes. */
export function keepSeen(store: Store, disk: Disk): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: FieldState | undefined;
  const save = (): void => {
    timer = undefined;
    saveSeen(store, disk).catch(() => store.set({ diskFailed: true }));
  };
  store.subscribe(() => {
    const state = store.get();
    if (state.phase !== "ready") return;
    const same = last && last.board.incidents === state.board.incidents && last.board.units === state.board.units && last.board.rooms === state.board.rooms && last.board.commandPosts === state.board.commandPosts && last.board.activations === state.board.activations && last.city === state.city && last.seat === state.seat && last.route === state.route;
    last = state;
    if (!same) timer ??= setTimeout(save, PAUSE_MS);
  });
  addEventListener("pagehide", save);
}
