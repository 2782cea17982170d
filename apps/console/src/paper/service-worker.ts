import { openSafe } from "@tocsin/client/open-safe.ts";
import type { Safe } from "@tocsin/client/safe.ts";
import { CONSOLE_SAFE, PAPER, PAPER_KEPT, type KeptPage } from "./paper-place.ts";

/**
 * Hands out the printable board that a console has kept, also while no server answers (R37). It lies sealed and is opened here alone, for
 * the one page (ASVS V14.3.3). It touches nothing else: the console's own files, its records and commands go their usual ways.
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

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

const HEADERS = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" };
let opening: Promise<Safe> | undefined;

/** A browser that cannot open it has no paper; the console, when it next keeps one, puts a new one in its place. */
async function kept(): Promise<{ readonly locked: boolean; readonly shown: Response } | undefined> {
  opening ??= openSafe(CONSOLE_SAFE, () => undefined);
  const paper = await (await opening).get(...PAPER_KEPT).catch(() => undefined);
  if (paper === undefined) return undefined;
  const { locked, html } = paper.head as KeptPage;
  return { locked, shown: new Response(html, { headers: HEADERS }) };
}

/** Any page of the console that cannot be fetched is answered by the paper: better the last board than an error. The paper of a locked seat is the console itself, which asks to unlock it. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const paper = await kept();
    if (paper === undefined) throw error;
    return paper.shown;
  }
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode !== "navigate" || url.origin !== worker.location.origin || url.pathname.startsWith("/api/") || url.pathname.startsWith("/field/")) return;
  if (url.pathname === PAPER) event.respondWith(kept().then((paper) => (paper === undefined || paper.locked ? page(request) : paper.shown)));
  else event.respondWith(page(request));
});
