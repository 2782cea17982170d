/**
 * Keeps the app's own files, so that it opens without a network, and the map tiles that were seen.
 * A new build waits until no page of the old one is open: a running page finds the parts that it loads later.
 * Commands and records never pass through here: their offline life is the outbox and the last seen records.
 */
interface Life extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Life {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
interface Pushed extends Life {
  readonly data: { json(): unknown } | null;
}
interface Clicked extends Life {
  readonly notification: { close(): void };
}
interface Worker {
  addEventListener(type: "install" | "activate", listener: (event: Life) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(type: "push", listener: (event: Pushed) => void): void;
  addEventListener(type: "notificationclick", listener: (event: Clicked) => void): void;
  readonly clients: { claim(): Promise<void>; matchAll(options: { readonly type: "window" }): Promise<readonly { focus(): Promise<unknown> }[]>; openWindow(url: string): Promise<unknown> };
  readonly registration: { readonly scope: string; showNotification(title: string, options: Readonly<Record<string, unknown>>): Promise<void> };
  readonly location: { readonly origin: string };
}
const worker = globalThis as unknown as Worker;

/** Names of the built files; filled in by the build, so that a new build is a new worker. */
const FILES: readonly string[] = JSON.parse("__BUILT_FILES__") as string[];
const APP = `app-${FILES.join("|").length}-${hash(FILES.join("|"))}`;
const MAP = "map";
const TILES_MOST = 800;

function hash(text: string): string {
  let value = 2_166_136_261;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619);
  return (value >>> 0).toString(36);
}

worker.addEventListener("install", (event) => {
  const addAll = async (): Promise<void> => {
    const cache = await caches.open(APP);
    await cache.addAll(["./", ...FILES].map((file) => new URL(file, worker.registration.scope).href));
  };
  event.waitUntil(addAll());
});

worker.addEventListener("activate", (event) => {
  const tidy = async (): Promise<void> => {
    for (const name of await caches.keys()) if (name !== APP && name !== MAP) await caches.delete(name);
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

/** The page: fresh if the network answers soon, else the one that is kept. */
async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(APP)).match(worker.registration.scope);
  try {
    return await fetch(request, kept ? { signal: AbortSignal.timeout(3_000) } : {});
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

async function appFile(request: Request): Promise<Response> {
  return (await (await caches.open(APP)).match(request)) ?? fetch(request);
}

/** Map files: what is kept at once, renewed behind it. */
async function mapFile(event: Fetching): Promise<Response> {
  const cache = await caches.open(MAP);
  const kept = await cache.match(event.request);
  const renew = async (): Promise<Response> => {
    const response = await fetch(event.request);
    if (response.ok) {
      await cache.put(event.request, response.clone());
      const keys = await cache.keys();
      if (keys.length > TILES_MOST) await Promise.all(keys.slice(0, keys.length - TILES_MOST).map((key) => cache.delete(key)));
    }
    return response;
  };
  if (!kept) return renew();
  event.waitUntil(renew().catch(() => undefined));
  return kept;
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (url.pathname.startsWith("/api/v1/map/")) event.respondWith(mapFile(event));
  else if (url.pathname.startsWith("/api/")) return;
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.url.startsWith(worker.registration.scope)) event.respondWith(appFile(request));
});

/** Tells the server that the push has arrived. The cookie says whose phone it is: one at which nobody is signed in has reached nobody. */
async function tellArrival(noticeId: string): Promise<void> {
  await fetch("/api/v1/notices/received", { method: "POST", headers: { "content-type": "application/json", "idempotency-key": `push:${noticeId}` }, body: JSON.stringify({ noticeId }) });
}

/** An order waits. Nothing of it stands in the push, so nothing of it stands on a locked screen. */
worker.addEventListener("push", (event) => {
  const { noticeId } = (event.data?.json() ?? {}) as { noticeId?: string };
  const shown = worker.registration.showNotification("警钟 · 有新指令", { body: "请打开签收 · New order, please acknowledge", tag: noticeId ?? "order", renotify: true, requireInteraction: true, vibrate: [300, 120, 300, 120, 300] });
  event.waitUntil(Promise.all([shown, noticeId === undefined ? undefined : tellArrival(noticeId).catch(() => undefined)]));
});

worker.addEventListener("notificationclick", (event) => {
  const open = async (): Promise<void> => {
    const [page] = await worker.clients.matchAll({ type: "window" });
    await (page === undefined ? worker.clients.openWindow(worker.registration.scope) : page.focus());
  };
  event.notification.close();
  event.waitUntil(open());
});
