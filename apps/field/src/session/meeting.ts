import { applyBoard, EMPTY_BOARD } from "@tocsin/client/board-state.ts";
import type { Client } from "@tocsin/client/client.ts";
import type { LiveStream } from "@tocsin/client/stream.ts";
import { askPasskey } from "@tocsin/client/passkey.ts";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { Store } from "../state/store.ts";
import { connect } from "./connection.ts";
import type { Locker } from "./locker.ts";

export interface Meeting {
  /** Signs in, and goes on as a signed-in device, unless a password of the owner's own must be chosen first. Throws what the sign-in throws. */
  signIn(account: string, password: string, code?: string): Promise<"ENTERED" | "PASSWORD_DUE">;
  /** A passkey in place of account and password. Throws what the sign-in throws, and NothingProved when the browser's own window was closed. */
  signInByPasskey(): Promise<void>;
  /** The own second factor, after the identity provider has said who it is. Throws what the sign-in throws. */
  finishProvider(code: string): Promise<void>;
  /** The owner's own password in place of the first one. Throws RefusedError when it is not taken. */
  choosePassword(first: string, own: string): Promise<void>;
  /** Done here at once; told to the server now, or before anything else at the next start. */
  signOut(): Promise<void>;
  /** Asks the server who is here, and again until it answers. */
  meet(): Promise<void>;
  /** The session is over at the server. */
  ended(): void;
  /** The device has come back: try at once. */
  wake(): void;
  stream(): LiveStream | undefined;
}

const RETRY_MS = 3_000;
/** Remembered from sign-in to sign-out: without it the server need not be asked who is here. */
const ENTERED = "tocsin-entered";
/** Remembered while the server does not know yet that this device has signed out. */
const LEFT = "tocsin-left";

/** Whether somebody is signed in here, as far as the device knows. */
export const hasEntered = (): boolean => localStorage.getItem(ENTERED) !== null;
/** Whether somebody has left here without the server knowing. */
export const hasLeft = (): boolean => localStorage.getItem(LEFT) !== null;
/** Somebody has just signed in elsewhere and was sent here. */
export function noteEntered(): void {
  localStorage.removeItem(LEFT);
  localStorage.setItem(ENTERED, "");
}

/** The ways in: by the password, by a passkey, by the city's provider, and by choosing one's own password in place of the first. */
function entrance(client: Client, begin: (seat: Seat) => Promise<void>): Pick<Meeting, "signIn" | "signInByPasskey" | "finishProvider" | "choosePassword"> {
  return {
    async signIn(account, password, code) {
      const { seat } = await client.signIn(account, password, code);
      if (seat.passwordDue) return "PASSWORD_DUE";
      await begin(seat);
      return "ENTERED";
    },
    async signInByPasskey() {
      await begin((await client.signInByPasskey(await askPasskey(client))).seat);
    },
    async finishProvider(code) {
      await begin((await client.finishProvider({ code })).seat);
    },
    async choosePassword(first, own) {
      const { seat } = await client.changePassword(first, own);
      await begin(seat);
    },
  };
}

/** Brings device and server together: sign-in, the board, the live line, and the end of it. */
export function createMeeting(store: Store, client: Client, locker: Locker, live: () => void): Meeting {
  let stream: LiveStream | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function end(sessionEnded: boolean): Promise<void> {
    const { seat } = store.get();
    clearTimeout(retry);
    stream?.close();
    stream = undefined;
    localStorage.removeItem(ENTERED);
    store.set({ phase: "signedOut", sessionEnded, seat: null, board: EMPTY_BOARD, route: null, screen: "order" });
    return locker.putAway(seat?.userId ?? null).catch(() => store.set({ diskFailed: true }));
  }

  const ended = (): void => void end(true);

  async function enter(seat: Seat): Promise<void> {
    if (seat.secondFactor === "MISSING") return store.set({ seat, phase: "enrolling", sessionEnded: false });
    const another = store.get().seat !== null && store.get().seat?.userId !== seat.userId;
    store.set({ seat, phase: "ready", sessionEnded: false, ...(another ? { board: EMPTY_BOARD, route: null } : {}) });
    const [board, city] = await Promise.all([client.board(), client.city()]);
    store.set({ city, board: applyBoard(store.get().board, board), offset: board.at - Date.now() });
    stream?.close();
    stream = connect(store, client, { live, signedOut: ended });
    await locker.open(seat.userId).catch((error: unknown) => (error instanceof NetworkError ? later() : store.set({ diskFailed: true })));
    live();
  }

  const later = (): void => void (retry = setTimeout(() => void meet(), RETRY_MS));

  async function meet(): Promise<void> {
    clearTimeout(retry);
    if (!navigator.onLine) return store.set({ phase: store.get().seat ? "ready" : "signedOut" });
    try {
      if (hasLeft()) return await signOut();
      if (!hasEntered()) return store.set({ phase: "signedOut" });
      const seat = await client.me();
      // Left before the first password was changed: that begins at the sign-in again.
      if (seat.passwordDue) return await end(false);
      await enter(seat);
    } catch (error) {
      if (error instanceof RefusedError && error.status === 401) return await end(store.get().phase === "ready");
      store.set({ line: "lost", phase: store.get().seat ? "ready" : "signedOut" });
      if (store.get().seat) later();
    }
  }

  async function signOut(): Promise<void> {
    localStorage.setItem(LEFT, "");
    await end(false);
    if (!navigator.onLine) return;
    await client.signOut();
    localStorage.removeItem(LEFT);
  }

  async function begin(seat: Seat): Promise<void> {
    noteEntered();
    await enter(seat).catch(later);
  }

  return {
    meet, ended, signOut: () => signOut().catch(() => undefined), stream: () => stream,
    ...entrance(client, begin),
    wake() {
      if (stream) stream.wake();
      else if (store.get().phase === "ready" || hasLeft()) void meet();
    },
  };
}
