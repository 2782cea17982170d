import { useEffect } from "react";
import type { EmergencyAccess, EmergencyAccesses } from "@tocsin/contract/identity/emergency-access.ts";
import { client, renewSeat, useSeat } from "../live/session.ts";
import { createStore, useStore } from "../store/external-store.ts";

/** Who answers and reviews must hear of what is asked for; the stream carries incidents and units only. */
const LOOK_MS = 10_000;

const NONE: EmergencyAccesses = { accesses: [], options: [] };
const emergencyStore = createStore<EmergencyAccesses>(NONE);

export async function lookForEmergencies(): Promise<void> {
  emergencyStore.set(await client.emergencies());
}

/** After an act of one's own: the list, and what the seat may do now. */
export async function afterAct(): Promise<void> {
  await Promise.all([lookForEmergencies(), renewSeat()]);
}

/** Keeps the list of a seat that answers or reviews current. A look that fails is made up for by the next. */
export function useEmergencyWatch(): void {
  const { views, userId } = useSeat();
  const watches = views.includes("ACCESS_APPROVAL") || views.includes("ACCESS_REVIEW");
  useEffect(() => {
    emergencyStore.set(NONE);
    if (!watches) return undefined;
    const look = (): void => void lookForEmergencies().catch(() => undefined);
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [watches, userId]);
}

const whole = (list: EmergencyAccesses): EmergencyAccesses => list;
export const useEmergencies = (): EmergencyAccesses => useStore(emergencyStore, whole);

export const may = (access: EmergencyAccess, act: EmergencyAccess["may"][number]): boolean => access.may.includes(act);
