import { useEffect } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { type Border, isNearer, type Neighbour } from "@tocsin/contract/linkage/border.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { inRing } from "@tocsin/kernel/geo.ts";
import { sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";
import { client } from "../live/session.ts";
import { createStore } from "../store/external-store.ts";

interface Across {
  readonly incidentId: string;
  readonly neighbours: readonly Neighbour[];
}

export const acrossStore = createStore<Across>({ incidentId: "", neighbours: [] });

/** Whether a place lies in a strip that is shared with a neighbour; only then is anybody asked. */
export const isShared = ({ place }: Incident, borders: readonly Border[]): boolean => {
  const point = place?.point ?? null;
  return point !== null && borders.some(({ strip }) => inRing([point.lon, point.lat], strip));
};

/** Keeps on screen what neighbours say of themselves; without an answer nothing is offered, and our own ranking stands as it is. */
export function useAcross(incident: Incident, shared: boolean): void {
  const { id, place, matters } = incident;
  const point = place?.point;
  useEffect(() => {
    if (!shared) return;
    const asking = new AbortController();
    client.neighbours(id, { signal: asking.signal }).then(({ neighbours }) => acrossStore.set({ incidentId: id, neighbours }), () => undefined);
    return () => asking.abort();
  }, [id, shared, point?.lon, point?.lat, matters?.length]);
}

/** The neighbour that is asked first: the soonest of those that are nearer than our best (JNT-07). */
export const firstAcross = ({ incidentId, neighbours }: Across, id: string, ownMs: number | null): Neighbour | undefined =>
  incidentId !== id ? undefined : neighbours.filter((each) => isNearer(each, ownMs)).sort((a, b) => a.seconds! - b.seconds!)[0];

/** Asks a neighbour's police for help; the incident stays ours until they have signed. */
export function askAcross(incident: Incident, { party, name, exerciseId }: Neighbour): void {
  const { id, place, text, drill } = incident;
  if (place === null) return;
  const what = text.trim() === "" ? sayNow("border.noWords") : text;
  void act("linkage.open", {
    matterId: newUlid(), incidentId: id, danger: true, text: (drill ? `${sayNow("incident.drill")} ${what}` : what).slice(0, 4_000), place, urgency: "URGENT", caller: { notice: "INFORMED", withheld: true }, to: party, ...(exerciseId === undefined ? {} : { exerciseId }),
  }, { done: sayNow("border.asked", { party: name }) });
}

export type AcrossState = "WAITS" | "SILENT" | "DECLINED" | "REFUSED" | "TAKEN" | "BACK" | "HANDED";
/** What became of a request to a neighbour. What it let go without a word, it was silent about. */
export function acrossState({ custody: { owner, offer, returns, passes }, notTaken }: Pick<Matter, "custody" | "notTaken">, party: string): AcrossState {
  if (owner === party) return offer === null ? "TAKEN" : "BACK";
  if (offer?.to === party) return offer.withdrawing ? "SILENT" : "WAITS";
  if (notTaken?.party === party) return "REFUSED";
  if (returns.some(({ by }) => by === party)) return "DECLINED";
  return passes.some(({ from }) => from === party) ? "HANDED" : "SILENT";
}
