import { useEffect, useState } from "react";
import type { Successors } from "@tocsin/contract/views.ts";
import { client } from "../live/session.ts";

export type SuccessorSeat = Successors["seats"][number];

/** To whom command of an incident can be handed now; null while it is asked for, and without an incident. Who may not offer it, or is cut off, is offered nobody. */
export function useSuccessors(incidentId: string | null): readonly SuccessorSeat[] | null {
  const [found, setFound] = useState<{ readonly incidentId: string; readonly seats: readonly SuccessorSeat[] } | null>(null);
  useEffect(() => {
    if (incidentId === null) return undefined;
    const gone = new AbortController();
    client.successors(incidentId, { signal: gone.signal }).then(({ seats }) => setFound({ incidentId, seats }), () => gone.signal.aborted || setFound({ incidentId, seats: [] }));
    return () => gone.abort();
  }, [incidentId]);
  return found !== null && found.incidentId === incidentId ? found.seats : null;
}
