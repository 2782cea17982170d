/** Where the printable board opens; the service worker knows it by the same name. */
export const PAPER = "/paper";
export const PAPER_CACHE = "paper";

/** Browsers keep pages only where the connection is safe: TLS, or this machine itself. */
export const canKeepPaper = (): boolean => "caches" in globalThis && "serviceWorker" in navigator;

/** Whoever sits down next does not find it. */
export function forgetPaper(): void {
  if (canKeepPaper()) caches.delete(PAPER_CACHE).catch(() => undefined);
}
