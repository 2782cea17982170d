/**
 * Hands out the printable board that a console has kept, also while no server answers (R37). It touches nothing else: the
 * console's own files, its records and commands go their usual ways.
 */
interface Life extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Life {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Worker {
  addEventListener(type: "install" | "activate", listener: (event: Life) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  readonly clients: { claim(): Promise<void> };
  readonly location: { readonly origin: string };
  skipWaiting(): Promise<void>;
}
const worker = globalThis as unknown as Worker;
/** As in keep-paper.ts; a worker stands alone. */
const PAPER = "/paper";

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

const kept = async (): Promise<Response | undefined> => (await caches.open("paper")).match(PAPER);

/** Any page of the console that cannot be fetched is answered by the paper: better the last board than an error. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const paper = await kept();
    if (paper === undefined) throw error;
    return paper;
  }
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode !== "navigate" || url.origin !== worker.location.origin || url.pathname.startsWith("/api/") || url.pathname.startsWith("/field/")) return;
  if (url.pathname === PAPER) event.respondWith(kept().then((paper) => paper ?? fetch(request)));
  else event.respondWith(page(request));
});
