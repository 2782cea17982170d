import { useEffect } from "react";
import { client, sessionStore, useSeat } from "../live/session.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { untoldLock } from "./untold-lock.ts";

/** Whether this seat is locked: the screen is covered, what stands in it stays as it is. */
export const lockedStore = createStore<boolean>(false);
const whole = (locked: boolean): boolean => locked;
export const useLocked = (): boolean => useStore(lockedStore, whole);

const LOOK_MS = 2_000;
/** Windows of one seat: a hand on one of them keeps all of them awake, and they lock and open together. */
const TOLD_EVERY_MS = 1_000;
type Told = "touched" | "locked" | "unlocked";
const channelOf = (userId: string): string => `tocsin-seat-${userId}`;

/** Where the hands were, to put them back. */
let before: Element | null = null;
let touchedAt = 0;
let windows: BroadcastChannel | undefined;

function cover(): void {
  if (lockedStore.get()) return;
  before = document.activeElement;
  lockedStore.set(true);
}

/** The screen comes back, and with it the field that was being typed in. */
export function uncover(): void {
  touchedAt = performance.now();
  lockedStore.set(false);
  windows?.postMessage("unlocked" satisfies Told);
  const field = before;
  requestAnimationFrame(() => field instanceof HTMLElement && field.focus());
}

/** A seat that was opened in a window which began locked: the others open with it. */
export function tellOpened(userId: string): void {
  const others = new BroadcastChannel(channelOf(userId));
  others.postMessage("unlocked" satisfies Told);
  others.close();
}

/** Covers the screen at once, also when the server cannot be told now: it is told as soon as it can be, after a reload before anything else. */
export function lockSeat(): void {
  cover();
  windows?.postMessage("locked" satisfies Told);
  untoldLock.set(true);
  client.lock().then(() => untoldLock.set(false), () => setTimeout(() => lockedStore.get() && lockSeat(), 5_000));
}

/** The server says that the seat is locked: another window has done it. */
export const foundLocked = (): void => cover();

function touched(): void {
  const now = performance.now();
  if (now - touchedAt > TOLD_EVERY_MS) windows?.postMessage("touched" satisfies Told);
  touchedAt = now;
}

function hear({ data }: MessageEvent<Told>): void {
  if (data === "touched") touchedAt = performance.now();
  else if (data === "locked") cover();
  else if (lockedStore.get()) uncover();
}

const TOUCHES = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

/** Locks the seat after the time that its roles say; alarms are heard all the same. */
export function useSeatLock(): void {
  const { lockAfterS, userId } = useSeat();
  useEffect(() => {
    touchedAt = performance.now();
    windows = new BroadcastChannel(channelOf(userId));
    windows.addEventListener("message", hear);
    for (const kind of TOUCHES) addEventListener(kind, touched, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (lockAfterS !== null && !lockedStore.get() && sessionStore.get().phase === "ready" && performance.now() - touchedAt >= lockAfterS * 1_000) lockSeat();
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      for (const kind of TOUCHES) removeEventListener(kind, touched, { capture: true });
      windows?.close();
      windows = undefined;
      lockedStore.set(false);
    };
  }, [lockAfterS, userId]);
}
