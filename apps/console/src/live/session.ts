import { createClient } from "@tocsin/client/client.ts";
import { keyOf } from "@tocsin/client/sealed.ts";
import { askPasskey } from "@tocsin/client/passkey.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import type { LiveStream } from "@tocsin/client/stream.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";
import { indexCity, type CityIndex } from "../city/city-index.ts";
import { langStore } from "../language/words.ts";
import { createKeptStore, createStore, useStore } from "../store/external-store.ts";
import { closeKept, openKept } from "../store/kept-records.ts";
import { untoldLock } from "../lock/untold-lock.ts";
import { coverPaper } from "../paper/keep-page.ts";
import { cameIn } from "../sign-in/came-back.ts";
import { NO_PANELS, panelStore } from "../selection/panels.ts";
import { selectIncident } from "../selection/selection.ts";
import { follow, takeBoard } from "./live-board.ts";

export const client = createClient({ base: "", lang: langStore.get() });
langStore.subscribe(() => {
  client.caller.lang = langStore.get();
});

export type Session =
  | { readonly phase: "checking" }
  | { readonly phase: "unreachable" }
  | { readonly phase: "signed-out" }
  /** Signed in, and the seat is locked since before this page was there. */
  | { readonly phase: "locked"; readonly seat: Seat }
  /** Signed in with a first password, which is to be changed before anything else. */
  | { readonly phase: "changing"; readonly seat: Seat }
  /** Signed in; a role of the seat needs a second factor, which is to be set up first. */
  | { readonly phase: "enrolling"; readonly seat: Seat }
  | { readonly phase: "ready"; readonly seat: Seat; readonly city: CityIndex };

export const sessionStore = createStore<Session>({ phase: "checking" });

let live: LiveStream | undefined;

/** Whether a session was opened in this browser and not left: otherwise asking for one is a certain refusal. */
const seatedStore = createKeptStore<boolean>("seated", false, (value): value is boolean => typeof value === "boolean");

/** The session is over, by choice or by the server's word. */
export function leave(): void {
  live?.close();
  live = undefined;
  client.caller.token = undefined;
  seatedStore.set(false);
  untoldLock.set(false);
  closeKept();
  selectIncident(null);
  panelStore.set(NO_PANELS);
  sessionStore.set({ phase: "signed-out" });
}

export async function enter(seat: Seat): Promise<void> {
  const [city, board] = await Promise.all([client.city(), client.board(), openKept(seat.userId, async () => keyOf((await client.deviceKey()).key))]);
  takeBoard(board);
  seatedStore.set(true);
  sessionStore.set({ phase: "ready", seat, city: indexCity(city) });
  live = follow(client, leave, renewSeat);
}

/** The server has said to begin anew: what the seat may see and do may have changed with it. */
export async function renewSeat(): Promise<void> {
  const seat = await client.me();
  sessionStore.set((before) => (before.phase === "ready" ? { ...before, seat } : before));
}

/** On to the console, or first to what stands before it. */
async function admit(seat: Seat): Promise<void> {
  seatedStore.set(true);
  if (seat.locked) {
    coverPaper();
    sessionStore.set({ phase: "locked", seat });
  }
  else if (seat.passwordDue) sessionStore.set({ phase: "changing", seat });
  else if (seat.secondFactor === "MISSING") sessionStore.set({ phase: "enrolling", seat });
  else await enter(seat);
}

/** A lock that a reload has cut off is said again, before the server is asked for anything. What it refuses, it answers to the next question as well. */
async function tellLock(): Promise<void> {
  if (!untoldLock.get()) return;
  coverPaper();
  await client.lock().catch((error: unknown) => {
    if (!(error instanceof RefusedError)) throw error;
  });
  untoldLock.set(false);
}

/** Takes up the session that the browser's cookie holds, if it still lives. */
export async function resume(): Promise<void> {
  if (!seatedStore.get() && !cameIn) return leave();
  sessionStore.set({ phase: "checking" });
  try {
    await tellLock();
    const seat = await client.me();
    await admit(seat);
  } catch (error) {
    if (error instanceof RefusedError && error.status === 401) leave();
    else sessionStore.set({ phase: "unreachable" });
  }
}

/** @throws RefusedError when account and password do not fit, NetworkError when no answer came */
export async function signIn(account: string, password: string, code?: string): Promise<void> {
  const { seat } = await client.signIn(account, password, code);
  await admit(seat);
}

/** A passkey in place of account and password. @throws as `signIn`, and NothingProved when the browser's own window was closed */
export async function signInByPasskey(): Promise<void> {
  const { seat } = await client.signInByPasskey(await askPasskey(client));
  await admit(seat);
}

/** The own second factor, after the identity provider has said who it is. @throws as `signIn` */
export async function finishProvider(code: string): Promise<void> {
  const { seat } = await client.finishProvider({ code });
  await admit(seat);
}

export async function signOut(): Promise<void> {
  try {
    await client.signOut();
  } finally {
    leave();
  }
}

const whole = (session: Session): Session => session;
export const useSession = (): Session => useStore(sessionStore, whole);

function readySession(session: Session): Extract<Session, { phase: "ready" }> {
  if (session.phase !== "ready") throw new Error("nobody is signed in");
  return session;
}
const seatOf = (session: Session): Seat => (session.phase === "locked" || session.phase === "enrolling" || session.phase === "changing" ? session : readySession(session)).seat;
const cityOf = (session: Session): CityIndex => readySession(session).city;
/** Only below the signed-in screen. */
export const useSeat = (): Seat => useStore(sessionStore, seatOf);
export const useCity = (): CityIndex => useStore(sessionStore, cityOf);
export const cityNow = (): CityIndex => cityOf(sessionStore.get());
export const seatNow = (): Seat => seatOf(sessionStore.get());

/** Whether the seat's role allows a command; `dispatch.*` allows a whole group. */
export function mayDo(seat: Seat, name: CommandName): boolean {
  return seat.commands.some((allowed) => allowed === name || allowed === "*" || (allowed.endsWith(".*") && name.startsWith(allowed.slice(0, -1))));
}
