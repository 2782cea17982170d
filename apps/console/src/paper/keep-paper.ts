import { paperBoard } from "@tocsin/engine/paper/paper-board.ts";
import { orgName, typeName } from "../city/city-index.ts";
import { langStore } from "../language/words.ts";
import { boardStore } from "../live/live-board.ts";
import { serverNow } from "../live/server-clock.ts";
import { cityNow } from "../live/session.ts";
import { keepSoon } from "../store/kept-records.ts";
import { PAPER_KEPT } from "./paper-place.ts";

const LOOK_MS = 5_000;
/** A board on which nothing has changed is kept anew at every so many looks, for its time. */
const UNCHANGED_LOOKS = 4;

/** The board as it stands on this screen, as a page to print. */
export function paperNow(): string {
  const index = cityNow();
  const language = langStore.get();
  const { incidents, units } = boardStore.get();
  const { head, departments, queue } = index.city;
  return paperBoard({
    language, city: language === "zh" ? head.nameZh : head.nameEn, at: serverNow(), utcOffset: head.utcOffset, incidents: incidents.values(), units: units.values(),
    typeName: (code) => typeName(index, code, language) ?? code, orgName: (path) => orgName(index, path, language), departments, waits: queue.waitS,
  });
}

function keep(): void {
  const [kind, id] = PAPER_KEPT;
  keepSoon({ keep: { kind, id, of: null, head: paperNow() } });
}

/**
 * Keeps the board as a page in this browser, sealed, for as long as it is live; once the line is cut the last one stays as it was, and
 * with the sign-in it goes. Answers how to stop.
 */
export function keepPaper(isLive: () => boolean): () => void {
  // Only where the connection is safe, TLS or this machine itself, is there a worker to open it.
  if (!("serviceWorker" in navigator)) return () => undefined;
  if (!import.meta.env.DEV) navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  // A browser that keeps nothing has no paper: the strip's link then shows the console itself.
  let [kept, looks]: [unknown, number] = [null, 0];
  const look = (): void => {
    if (!isLive()) return;
    const board = boardStore.get();
    looks += 1;
    if (board === kept && looks < UNCHANGED_LOOKS) return;
    [kept, looks] = [board, 0];
    keep();
  };
  const first = setTimeout(look, 2_000);
  const timer = setInterval(look, LOOK_MS);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
