import type { Client } from "@tocsin/client/client.ts";

export type PushState = "unknown" | "off" | "ask" | "on" | "denied";

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const textOf = (bytes: ArrayBuffer | null): string => btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Whether the device can be woken: the browser can, the city sends pushes, and its owner allows it. */
export async function pushState(client: Client): Promise<PushState> {
  if (!("serviceWorker" in navigator) || !("PushManager" in globalThis) || !("Notification" in globalThis)) return "off";
  if ((await client.pushKey()).key === null) return "off";
  if (Notification.permission === "denied") return "denied";
  return Notification.permission === "granted" ? "on" : "ask";
}

/** Lets the server wake this device for orders of the own unit; asks its owner where that is needed. @throws when the push service cannot be reached. */
export async function letWake(client: Client): Promise<PushState> {
  const { key } = await client.pushKey();
  if (key === null) return "off";
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const { pushManager } = await navigator.serviceWorker.ready;
  const target = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
  await client.keepPushTarget({ endpoint: target.endpoint, p256dh: textOf(target.getKey("p256dh")), auth: textOf(target.getKey("auth")) });
  return "on";
}
