import { applyAccepted } from "@tocsin/client/board-state.ts";
import type { Client } from "@tocsin/client/client.ts";
import type { Disk, KeptPhoto } from "../outbox/disk.ts";
import { changeOutbox } from "../outbox/outbox.ts";
import { httpPost } from "../outbox/post.ts";
import { watchPosition } from "../position/watch.ts";
import type { Lang, Look, Store } from "../state/store.ts";
import { createLocker } from "./locker.ts";
import { cameIn } from "../sign-in/came-back.ts";
import { createMeeting, hasEntered, hasLeft, noteEntered, type Meeting } from "./meeting.ts";
import { keepSeen, recallSeen, saveSeen } from "./seen.ts";
import { startSender, type Sender } from "./sender.ts";

export interface Session extends Sender, Pick<Meeting, "signIn" | "signInByPasskey" | "finishProvider" | "choosePassword" | "signOut" | "meet"> {
  readonly client: Client;
  /** Puts a picture or voice message on the device, before the act that names it. */
  keepPhoto(photo: KeptPhoto): Promise<void>;
  setLang(lang: Lang): void;
  setLook(look: Look): void;
  /** Sends the position at once. */
  tellPosition(): void;
}

/** Starts from what the device remembers, then meets the server whenever it can. */
export async function startSession(store: Store, client: Client, disk: Disk): Promise<Session> {
  const meeting = createMeeting(store, client, createLocker(store, client, disk), () => sender.wake());
  const post = httpPost(client, disk, async (accepted) => {
    store.set({ board: applyAccepted(store.get().board, accepted) });
    await saveSeen(store, disk).catch(() => store.set({ diskFailed: true }));
  });
  const sender = startSender(store, disk, post, () => meeting.ended());
  const positions = watchPosition(store, client, () => meeting.stream());

  if (cameIn) noteEntered();
  const recalled = await recallSeen(disk);
  // A browser writes its marks to the disk late: a phone that died may have lost this one, and what was seen is there all the same.
  if (recalled && !hasLeft()) noteEntered();
  // A sign-out that was cut off is gone through with.
  if (!hasEntered()) await disk.leave().catch(() => undefined);
  const seen = hasEntered() ? recalled : undefined;
  store.set({ ...seen, outbox: changeOutbox(store.get().outbox, { t: "loaded", acts: await disk.acts() }), ...(seen ? { phase: "ready" as const } : {}) });
  keepSeen(store, disk);
  followDuty(store, (on) => positions.duty(on));
  followNetwork(store, () => {
    meeting.wake();
    sender.wake();
  });
  void meeting.meet();
  return { ...sender, client, keepPhoto: (photo) => disk.keepPhoto(photo, store.get().seat?.userId ?? ""), signIn: (account, password, code) => meeting.signIn(account, password, code), signInByPasskey: () => meeting.signInByPasskey(), meet: () => meeting.meet(), finishProvider: (code) => meeting.finishProvider(code), choosePassword: (first, own) => meeting.choosePassword(first, own), signOut: () => meeting.signOut(), ...settings(store, client), tellPosition: () => positions.flush() };
}

function settings(store: Store, client: Client): Pick<Session, "setLang" | "setLook"> {
  return {
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
  };
}

/** Calls back when the device comes back: to the network, or to the front. */
function followNetwork(store: Store, back: () => void): void {
  const ready = (): void => {
    if (store.get().phase !== "starting" && navigator.onLine) back();
  };
  store.set({ online: navigator.onLine });
  addEventListener("offline", () => store.set({ online: false }));
  addEventListener("online", () => {
    store.set({ online: true });
    ready();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ready();
  });
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
