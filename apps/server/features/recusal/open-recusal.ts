import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { CityPresent } from "../present/city-present.ts";
import { openOwnNumbers, type OwnNumbers, type OwnNumbersDeps } from "./own-numbers.ts";

/** Who called about an incident from a number of their own stays away from it at work (GOV-02). The incident's record says who. */
export interface Recusal {
  readonly numbers: OwnNumbers;
  /** Open incidents from which an account stays away, for records that name one: its room, notices, response, post. None given where it has declared no number. */
  from(account: string): ReadonlySet<string> | undefined;
  /** Answers how to stop. */
  follow(present: Pick<CityPresent, "openIncidents" | "subscribe">): () => void;
  close(): Promise<void>;
}

const NONE: ReadonlySet<string> = new Set();

export async function openRecusal(deps: OwnNumbersDeps): Promise<Recusal> {
  const numbers = await openOwnNumbers(deps);
  const held = new Map<string, Set<string>>();
  const note = (incident: Incident): void => {
    for (const account of incident.recused ?? []) held.set(account, (held.get(account) ?? new Set()).add(incident.id));
  };
  return {
    numbers,
    from: (account) => held.get(account) ?? (numbers.countOf(account) === 0 ? undefined : NONE),
    follow(present) {
      for (const incident of present.openIncidents.values()) note(incident);
      return present.subscribe(({ incidentIds }) => {
        for (const id of incidentIds) {
          const incident = present.openIncidents.get(id);
          if (incident !== undefined) note(incident);
          else for (const ids of held.values()) ids.delete(id);
        }
      });
    },
    close: () => numbers.close(),
  };
}
