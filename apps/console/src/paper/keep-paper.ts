import { paperBoard } from "@tocsin/engine/paper/paper-board.ts";
import { orgName, typeName } from "../city/city-index.ts";
import { langStore } from "../language/words.ts";
import { boardStore, linkStore } from "../live/live-board.ts";
import { serverNow } from "../live/server-clock.ts";
import { cityNow } from "../live/session.ts";
import { lockedStore } from "../lock/seat-lock.ts";
import { keepsStore, written } from "../store/kept-records.ts";
import { coverPaper, keepPage } from "./keep-page.ts";
import { PAPER } from "./paper-place.ts";

const LOOK_MS = 5_000;
/** A board on which nothing has changed is kept anew at every so many looks, for its time. */
const UNCHANGED_LOOKS = 4;

/** The board as it stands on this screen, of the moment at which it last was live, as a page to print. */
function paperNow(): string {
  const index = cityNow();
  const language = langStore.get();
  const { incidents, units } = boardStore.get();
  const { head, departments, queue } = index.city;
  const { state, lastGoodAt } = linkStore.get();
  const at = state === "live" || lastGoodAt === null ? serverNow() : lastGoodAt;
  return paperBoard({
    language, city: language === "zh" ? head.nameZh : head.nameEn, at, utcOffset: head.utcOffset, incidents: incidents.values(), units: units.values(),
    typeName: (code) => typeName(index, code, language) ?? code, orgName: (path) => orgName(index, path, language), departments, waits: queue.waitS,
  });
}

/** Whether this window was opened to see the paper, and the console stands here only because none lay in this browser: on one that cannot show it the console stays. */
const isPaperAsked = (): boolean =>
  location.pathname === PAPER && keepsStore.get() && navigator.serviceWorker.controller !== null && (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined)?.type !== "reload";

const keep = (): void => keepPage({ locked: false, html: paperNow() });

/**
 * Keeps the board as a page in this browser, sealed, for as long as it is live; once the line is cut the last one stays as it was, while
 * the seat is locked there is none, and with the sign-in it goes. Answers how to stop.
 */
export function keepPaper(isLive: () => boolean): () => void {
  // Only where the connection is safe, TLS or this machine itself, is there a worker to open it.
  if (!("serviceWorker" in navigator)) return () => undefined;
  if (!import.meta.env.DEV) navigator.serviceWorker.register("/service-worker.js").catch(() => undefined);
  // A browser that keeps nothing has no paper: the strip's link then shows the console itself.
  let [kept, looks]: [unknown, number] = [null, 0];
  if (isPaperAsked()) {
    keep();
    void written().then(() => location.reload());
  }
  const look = (): void => {
    if (lockedStore.get() || !isLive()) return;
    const board = boardStore.get();
    looks += 1;
    if (board === kept && looks < UNCHANGED_LOOKS) return;
    [kept, looks] = [board, 0];
    keep();
  };
  const first = setTimeout(look, 2_000);
  const timer = setInterval(look, LOOK_MS);
  // Opened again, the board is there at once, also when the line is cut meanwhile.
  const unsubscribe = lockedStore.subscribe(() => (lockedStore.get() ? coverPaper() : keep()));
  return () => {
    unsubscribe();
    clearTimeout(first);
    clearInterval(timer);
  };
}
