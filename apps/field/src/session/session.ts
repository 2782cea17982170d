import { applyAccepted, applyBoard, EMPTY_BOARD } from "@tocsin/client/board-state.ts";
import type { Client } from "@tocsin/client/client.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import type { LiveStream } from "@tocsin/client/stream.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { Disk } from "../outbox/disk.ts";
import { changeOutbox } from "../outbox/outbox.ts";
import { httpPost } from "../outbox/post.ts";
import { watchPosition } from "../position/watch.ts";
import type { Lang, Look, Store } from "../state/store.ts";
import { connect } from "./connection.ts";
import { keepSeen, recallSeen } from "./seen.ts";
import { startSender, type Sender } from "./sender.ts";

export interface Session extends Sender {
  readonly client: Client;
  readonly disk: Disk;
  signIn(account: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  setLang(lang: Lang): void;
  setLook(look: Look): void;
  /** Sends the position at once. */
  tellPosition(): void;
}

const RETRY_MS = 3_000;
/** Remembered from sign-in to sign-out: without it the server need not be asked who is here. */
const ENTERED = "tocsin-entered";
/** Remembered while the server does not know yet that this device has signed out. */
const LEFT = "tocsin-left";

/** Starts from what the device remembers, then meets the server whenever it can. */
export async function startSession(store: Store, client: Client, disk: Disk): Promise<Session> {
  let stream: LiveStream | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const sender = startSender(store, disk, httpPost(client, disk, (accepted) => store.set({ board: applyAccepted(store.get().board, accepted) })), () => void ended(true));
  const positions = watchPosition(store, client, () => stream);

  async function ended(byServer: boolean): Promise<void> {
    clearTimeout(retry);
    stream?.close();
    stream = undefined;
    if (byServer) client.caller.token = undefined;
    positions.duty(false);
    if (!byServer) await disk.forgetSeen();
    localStorage.removeItem(ENTERED);
    store.set({ phase: "signedOut", sessionEnded: byServer, seat: null, board: EMPTY_BOARD, route: null, screen: "order" });
  }

  async function enter(seat: Seat): Promise<void> {
    const another = store.get().seat !== null && store.get().seat?.userId !== seat.userId;
    store.set({ seat, phase: "ready", sessionEnded: false, ...(another ? { board: EMPTY_BOARD, route: null } : {}) });
    const [board, city] = await Promise.all([client.board(), client.city()]);
    store.set({ city, board: applyBoard(store.get().board, board), offset: board.at - Date.now() });
    stream?.close();
    stream = connect(store, client, { live: () => sender.wake(), signedOut: () => void ended(true) });
  }

  /** Meets the server, and again until it answers. */
  async function meet(): Promise<void> {
    clearTimeout(retry);
    try {
      if (localStorage.getItem(LEFT) !== null) return await leave();
      if (localStorage.getItem(ENTERED) === null) return store.set({ phase: "signedOut" });
      await enter(await client.me());
    } catch (error) {
      if (error instanceof RefusedError && error.status === 401) return ended(store.get().phase === "ready");
      store.set({ line: navigator.onLine ? "lost" : "offline", phase: store.get().seat ? "ready" : "signedOut" });
      if (store.get().seat) retry = setTimeout(() => void meet(), RETRY_MS);
    }
  }

  /** A sign-out without network is done here at once, and told to the server before anything else. */
  async function leave(): Promise<void> {
    localStorage.setItem(LEFT, "");
    await ended(false);
    await client.signOut();
    localStorage.removeItem(LEFT);
  }

  addEventListener("offline", () => store.set({ line: "offline" }));
  const back = (): void => {
    if (store.get().phase !== "ready") return;
    if (stream) stream.wake();
    else void meet();
    sender.wake();
  };
  addEventListener("online", back);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") back();
  });

  const seen = await recallSeen(disk);
  store.set({ ...seen, outbox: changeOutbox(store.get().outbox, { t: "loaded", acts: await disk.acts() }), ...(seen ? { phase: "ready" as const } : {}) });
  keepSeen(store, disk);
  followDuty(store, (on) => positions.duty(on));
  void meet();

  return {
    ...sender, client, disk,
    async signIn(account, password) {
      const { seat } = await client.signIn(account, password);
      localStorage.removeItem(LEFT);
      localStorage.setItem(ENTERED, "");
      await enter(seat).catch(() => (retry = setTimeout(() => void meet(), RETRY_MS)));
      sender.wake();
    },
    signOut: () => leave().catch(() => undefined),
    setLang(lang) {
      client.caller.lang = lang;
      localStorage.setItem("tocsin-lang", lang);
      document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
      store.set({ lang });
    },
    setLook(look) {
      localStorage.setItem("tocsin-look", look);
      document.documentElement.dataset["look"] = look;
      store.set({ look });
    },
    tellPosition: () => positions.flush(),
  };
}

/** Watches the position exactly while the unit is on shift. */
function followDuty(store: Store, duty: (on: boolean) => void): void {
  let before = false;
  const look = (): void => {
    const { seat, board, phase } = store.get();
    const unit = seat?.unitId ? board.units.get(seat.unitId) : undefined;
    const on = phase === "ready" && unit !== undefined && unit.status !== "OFF_DUTY";
    if (on === before) return;
    before = on;
    duty(on);
  };
  store.subscribe(look);
  look();
}
