import { useEffect, useRef } from "react";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";
import { proposesArrival } from "./arrival.ts";
import { orderActs } from "./order-acts.ts";

const GEOFENCE_M = 50;

/** Counts down to the arrival that sets itself; one tap on the button below confirms it at once. */
export function ArrivalProposal({ proposedAt, limitS, now }: { proposedAt: number; limitS: number; now: number }) {
  const { words } = useWording();
  const left = Math.ceil((proposedAt + limitS * 1_000 - now) / 1_000);
  return (
    <p className="arrival" role="status">
      <strong>{words.arrival.near}</strong> {left > 0 ? words.arrival.auto(Math.min(left, limitS)) : words.arrival.waiting}
    </p>
  );
}

/** Proposes the arrival to the server when the device enters the geofence: once per order, on every screen. */
export function useGeofence(): void {
  const { current, state, session } = useField();
  const proposed = useRef(new Set<string>());
  useEffect(() => {
    if (!current || proposed.current.has(current.order.id)) return;
    const geofenceM = state.city?.deadlines.geofenceM ?? GEOFENCE_M;
    if (!proposesArrival(current, state.fix, geofenceM, Date.now())) return;
    proposed.current.add(current.order.id);
    orderActs(session, current).arrive("PROPOSED");
    if ("vibrate" in navigator) navigator.vibrate(200);
  }, [current, state.fix, state.city, session]);
}
