import { useEffect, useState } from "react";
import type { ActivationHead } from "@tocsin/contract/command/activation.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { BoardState } from "@tocsin/client/board-state.ts";
import { useBoard } from "../live/live-board.ts";
import { client } from "../live/session.ts";

const activationsOf = ({ activations }: BoardState): BoardState["activations"] => activations;

/** Everything that was set going in an incident: what runs comes by the stream, what had ended before is asked for. Dismissed proposals are left out. */
export function useResponses({ id, responses = [] }: Pick<Incident, "id" | "responses">): readonly ActivationHead[] {
  const live = useBoard(activationsOf);
  const [earlier, setEarlier] = useState<readonly ActivationHead[]>([]);
  const missing = responses.some(({ activationId }) => !live.has(activationId));
  useEffect(() => {
    if (!missing) return;
    const gone = new AbortController();
    client.responses(id, { signal: gone.signal }).then((answer) => setEarlier(answer.responses), () => undefined);
    return () => gone.abort();
  }, [id, missing]);
  const all = new Map([...earlier, ...live.values()].map((one) => [one.id, one]));
  return [...all.values()].filter((one) => one.incidentId === id && one.status !== "DISMISSED").sort((a, b) => a.openedAt - b.openedAt);
}
