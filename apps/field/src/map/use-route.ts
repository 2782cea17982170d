import { useEffect } from "react";
import { useField } from "../state/field.ts";

const RENEW_MS = 30_000;

/** Asks for the way to the incident while the unit is bound to it and the line stands; the last answer stays for times without one. */
export function useRoute(): void {
  const { current, state, session, store } = useField();
  const incidentId = current?.incident.place?.point ? current.incident.id : undefined;
  const unitId = state.seat?.unitId ?? undefined;
  const wanted = current !== undefined && ["ISSUED", "ACKNOWLEDGED", "EN_ROUTE"].includes(current.assignment.status) && state.line === "live" && state.online;
  useEffect(() => {
    if (!wanted || incidentId === undefined || unitId === undefined) return;
    let stopped = false;
    const ask = async (): Promise<void> => {
      try {
        const view = await session.client.route(unitId, incidentId);
        if (!stopped) store.set({ route: { incidentId, at: Date.now() + store.get().offset, view } });
      } catch {
        // Without an answer the last route stays, marked with its age.
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), RENEW_MS);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [wanted, incidentId, unitId, session, store]);
}
