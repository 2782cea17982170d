import type { Db } from "@tocsin/ledger/db.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { openGrantTerms, type GrantTerms } from "./features/identity/grant-terms.ts";
import type { SeatsOptions } from "./features/identity/open-seats.ts";
import { openShiftEnd, type ShiftEnd } from "./features/identity/shift-end.ts";
import { openRecusal, type Recusal } from "./features/recusal/open-recusal.ts";
import type { ServedCity } from "./served-city.ts";

interface RightsDeps {
  readonly db: Db;
  readonly ledger: Pick<Ledger, "load">;
  readonly city: ServedCity;
  readonly vault: Pick<Vault, "keyOutside">;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** What of a seat's rights changes while it works: grants begin and end, shifts too, and nobody works on a call of their own. */
export interface Rights {
  readonly terms: Pick<GrantTerms, "subscribe">;
  readonly shifts: Pick<ShiftEnd, "follow" | "seen">;
  readonly recusal: Pick<Recusal, "numbers" | "follow">;
  readonly ofSeats: Pick<SeatsOptions, "held" | "recusedFrom">;
}

export async function openRights({ db, ledger, city, vault, now, report }: RightsDeps, undo: { later(step: () => Promise<void> | void): void }): Promise<Rights> {
  const terms = openGrantTerms({ city: city.index, now });
  undo.later(() => terms.close());
  const shifts = openShiftEnd(city.index, ledger);
  const recusal = await openRecusal({ db, key: vault.keyOutside("own numbers"), now, report });
  undo.later(() => recusal.close());
  return { terms, shifts, recusal, ofSeats: { held: (account, grants) => shifts.held(account, terms.held(account, grants)), recusedFrom: recusal.from } };
}
