import { useEffect } from "react";
import { DAY, MINUTE } from "@tocsin/kernel/instant.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { sitsAt } from "../detail/own-desk.ts";
import { serverNow } from "../live/server-clock.ts";
import { client, mayDo, useCity, useSeat } from "../live/session.ts";
import { createStore } from "../store/external-store.ts";
import type { Hole } from "./roster-alarm.ts";

export const rosterHolesStore = createStore<readonly Hole[]>([]);

const EVERY_MS = 10 * MINUTE;

/** Whether a seat leads the standing joint desk: it sits where the desk is, and approves what is asked of it. */
export const leadsJointDesk = (seat: Seat, deskPath: string | undefined): boolean => deskPath !== undefined && sitsAt(seat, deskPath) && mayDo(seat, "joint.approve");

/** Looks for holes while a lead of the joint desk is signed in. */
export function useRosterWatch(): void {
  const seat = useSeat();
  const { orgById, city } = useCity();
  const leads = leadsJointDesk(seat, orgById.get(city.joint.desk ?? "")?.path);
  useEffect(() => {
    if (!leads) return undefined;
    const asking = new AbortController();
    const look = (): void => {
      const now = serverNow();
      client.jointFigures({ from: now - DAY, to: now }, { signal: asking.signal }).then(({ holes }) => rosterHolesStore.set(() => holes), () => undefined);
    };
    look();
    const timer = setInterval(look, EVERY_MS);
    return () => {
      clearInterval(timer);
      asking.abort();
      rosterHolesStore.set(() => []);
    };
  }, [leads]);
}
