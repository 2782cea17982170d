import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import type { PasskeyStore } from "@tocsin/identity/passkeys.ts";
import type { From as Came, Identity, SignIn as SignInAnswer } from "@tocsin/identity/sessions.ts";
import { fail, type Result } from "@tocsin/kernel/result.ts";
import { systemClock } from "../../clock.ts";
import type { From, Opened, Seats } from "./seats.ts";

export interface ProviderSeatsDeps {
  readonly identity: Pick<Identity, "admit">;
  readonly store: Pick<PasskeyStore, "addChallenge" | "takeChallenge">;
  readonly came: (from: From) => Came;
  readonly accounts: readonly AccountRow[];
  readonly opened: (answer: SignInAnswer) => Promise<Result<Opened, Refusal>>;
}

/** No account has this name, and no passkey answers what was asked of it. */
const NOBODY = "provider flow";

/** Seats of whom the city's identity provider names: an account that says its subject, and no other. */
export function providerSeats({ identity, store, came, accounts, opened }: ProviderSeatsDeps): Pick<Seats, "signInByProvider" | "askOnce" | "takeOnce"> {
  const bySubject = new Map(accounts.flatMap(({ id, subject }) => (subject === undefined ? [] : [[subject, id]])));
  return {
    async signInByProvider(subject, proved, from) {
      const account = bySubject.get(subject);
      return account === undefined ? fail(refuse("PROVIDER_UNKNOWN")) : opened(await identity.admit(account, came(from), proved));
    },
    askOnce: (what) => store.addChallenge(what, NOBODY, systemClock.now()),
    takeOnce: (what, since) => store.takeChallenge(what, NOBODY, since),
  };
}
