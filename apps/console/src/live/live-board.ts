import { applyAccepted, applyBoard, applyMessage, EMPTY_BOARD, type BoardState } from "@tocsin/client/board-state.ts";
import type { Client } from "@tocsin/client/client.ts";
import { openStream, type LiveStream, type StreamState } from "@tocsin/client/stream.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Accepted, Board, StreamMessage } from "@tocsin/contract/views.ts";
import { sayNow } from "../language/words.ts";
import { notify } from "./notice.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { serverNow, tellServerTime } from "./server-clock.ts";

export const boardStore = createStore<BoardState>(EMPTY_BOARD);

export interface Link {
  readonly state: StreamState;
  /** Server time of the last message, ms UTC. */
  readonly lastGoodAt: number | null;
}
export const linkStore = createStore<Link>({ state: "connecting", lastGoodAt: null });

/** While the board has no room for all that is open, how often it is asked for again: places have come free, and others press more. */
const RENEW_MS = 30_000;

/** Messages of one moment are folded together, so that a burst of 200 draws once. */
const GATHER_MS = 40;

let gathered: StreamMessage[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function fold(): void {
  timer = undefined;
  const messages = gathered;
  gathered = [];
  boardStore.set((before) => messages.reduce(applyMessage, before));
}

function take(message: StreamMessage): void {
  if (message.t === "slow") notify("lost", sayNow("link.slow"));
  if (message.t === "hello" || message.t === "beat") tellServerTime(message.at);
  linkStore.set((before) => ({ ...before, lastGoodAt: serverNow() }));
  gathered.push(message);
  timer ??= setTimeout(fold, GATHER_MS);
}

export function takeBoard(board: Board): void {
  tellServerTime(board.at);
  boardStore.set((before) => applyBoard(before, board));
}

/** The records in an answer, before the stream brings them. */
export function takeAccepted(accepted: Accepted): void {
  boardStore.set((before) => applyAccepted(before, accepted));
}

/** Keeps the board current until closed; `onSignedOut` when the session is over, `onAnew` before the board is taken anew. */
export function follow(client: Client, onSignedOut: () => void, onAnew: () => Promise<void>): LiveStream {
  const wake = (): void => stream.wake();
  const stream = openStream(client, {
    cursor: boardStore.get().cursor,
    onMessage: take,
    onState: (state) => {
      linkStore.set((before) => ({ state, lastGoodAt: state === "live" ? serverNow() : before.lastGoodAt }));
      if (state === "signed-out") onSignedOut();
    },
    onReset: async () => {
      await onAnew();
      const board = await client.board();
      // What may be seen no more must not stay because it was heard of late.
      gathered = [];
      boardStore.set((before) => ({ ...EMPTY_BOARD, missing: before.missing, since: before.since }));
      takeBoard(board);
      return board.cursor;
    },
  });
  const renewing = setInterval(() => {
    // A failure is the stream's to show; the next turn asks again.
    if (boardStore.get().beyond.length > 0) client.board().then(takeBoard, () => undefined);
  }, RENEW_MS);
  addEventListener("online", wake);
  return {
    ...stream,
    wake,
    sendPositions: (positions) => stream.sendPositions(positions),
    close: () => {
      removeEventListener("online", wake);
      clearInterval(renewing);
      stream.close();
      clearTimeout(timer);
      timer = undefined;
      gathered = [];
      boardStore.set(EMPTY_BOARD);
    },
  };
}

export const useBoard = <Part>(select: (state: BoardState) => Part, same?: (a: Part, b: Part) => boolean): Part => useStore(boardStore, select, same);

const incidentsOf = (state: BoardState): BoardState["incidents"] => state.incidents;
const unitsOf = (state: BoardState): BoardState["units"] => state.units;
const positionsOf = (state: BoardState): BoardState["positions"] => state.positions;
const beyondOf = (state: BoardState): BoardState["beyond"] => state.beyond;
const missingOf = (state: BoardState): BoardState["missing"] => state.missing;
const sinceOf = (state: BoardState): BoardState["since"] => state.since;
export const useIncidents = (): BoardState["incidents"] => useBoard(incidentsOf);
export const useUnits = (): BoardState["units"] => useBoard(unitsOf);
export const usePositions = (): BoardState["positions"] => useBoard(positionsOf);
export const useBeyond = (): BoardState["beyond"] => useBoard(beyondOf);
export const useMissing = (): BoardState["missing"] => useBoard(missingOf);
export const useMissingSince = (): BoardState["since"] => useBoard(sinceOf);

export const incidentNow = (id: string): Incident | undefined => boardStore.get().incidents.get(id);
export const unitNow = (id: string): Unit | undefined => boardStore.get().units.get(id);

const linkWhole = (link: Link): Link => link;
export const useLink = (): Link => useStore(linkStore, linkWhole);
const linkState = ({ state }: Link): StreamState => state;
/** Changes when the line does, not with every message that comes over it. */
export const useLinkState = (): StreamState => useStore(linkStore, linkState);
