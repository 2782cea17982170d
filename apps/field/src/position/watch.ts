import type { Client } from "@tocsin/client/client.ts";
import type { LiveStream } from "@tocsin/client/stream.ts";
import type { Store } from "../state/store.ts";
import { batchOf, withFix, type Fix } from "./fix.ts";

const BATCH_MS = 5_000;

export interface PositionWatch {
  /** On shift only: watching starts and stops with it. */
  duty(on: boolean): void;
  /** Sends what is held at once, for a call for help. */
  flush(): void;
}

const fixOf = ({ coords, timestamp }: GeolocationPosition): Fix => ({
  lon: coords.longitude, lat: coords.latitude, at: timestamp, accuracyM: coords.accuracy,
  speedKmh: coords.speed === null ? null : coords.speed * 3.6, heading: coords.heading,
});

/** Follows the device while the unit is on shift and sends a batch every five seconds, over the stream or, without it, over HTTP. */
export function watchPosition(store: Store, client: Client, stream: () => LiveStream | undefined): PositionWatch {
  let held: readonly Fix[] = [];
  let watch: number | undefined;
  let beat: ReturnType<typeof setInterval> | undefined;

  function flush(): void {
    const { seat, offset, online } = store.get();
    if (!seat?.unitId || !online) return;
    const positions = batchOf(held, seat.unitId, Date.now(), offset);
    if (positions.length === 0) return;
    const sent = held;
    held = [];
    if (stream()?.sendPositions(positions)) return;
    client.sendPositions(positions).catch(() => (held = [...sent, ...held].slice(-60)));
  }

  function start(): void {
    if (watch !== undefined || !("geolocation" in navigator)) return;
    store.set({ position: "waiting" });
    watch = navigator.geolocation.watchPosition(
      (position) => {
        const fix = fixOf(position);
        held = withFix(held, fix);
        store.set({ fix, position: "on" });
      },
      (error) => store.set({ position: error.code === error.PERMISSION_DENIED ? "denied" : "waiting" }),
      { enableHighAccuracy: true, maximumAge: 2_000, timeout: 30_000 },
    );
    beat = setInterval(flush, BATCH_MS);
  }

  function stop(): void {
    if (watch !== undefined) navigator.geolocation.clearWatch(watch);
    clearInterval(beat);
    watch = undefined;
    held = [];
    store.set({ position: "off", fix: null });
  }

  return {
    duty: (on) => {
      if (on) start();
      else if (watch !== undefined) stop();
    },
    flush,
  };
}
