import { recusedIncidents } from "@tocsin/ledger/recused-incidents.ts";
import type { CityPresent } from "../present/city-present.ts";
import { openOwnNumbers, type OwnNumbers, type OwnNumbersDeps } from "./own-numbers.ts";

/** Who called about an incident from a number of their own stays away from it at work (GOV-02). The incident's record says who. */
export interface Recusal {
  readonly numbers: OwnNumbers;
  /** Incidents from which an account stays away, also once they are closed, for records that name one: its room, notices, response, post. None given where it has declared no number. */
  from(account: string): ReadonlySet<string> | undefined;
  /** Answers how to stop. */
  follow(present: Pick<CityPresent, "openIncidents" | "subscribe">): () => void;
  close(): Promise<void>;
}

const NONE: ReadonlySet<string> = new Set();

export async function openRecusal(deps: OwnNumbersDeps): Promise<Recusal> {
  const numbers = await openOwnNumbers(deps);
  const held = new Map<string, Set<string>>();
  const note = (id: string, accounts: readonly string[]): void => {
    for (const account of accounts) held.set(account, (held.get(account) ?? new Set()).add(id));
  };
  for (const { id, accounts } of await recusedIncidents(deps.db)) note(id, accounts);
  return {
    numbers,
    from: (account) => held.get(account) ?? (numbers.countOf(account) === 0 ? undefined : NONE),
    follow(present) {
      for (const { id, recused } of present.openIncidents.values()) note(id, recused ?? []);
      return present.subscribe(({ incidentIds }) => {
        for (const id of incidentIds) note(id, present.openIncidents.get(id)?.recused ?? []);
      });
    },
    close: () => numbers.close(),
  };
}
