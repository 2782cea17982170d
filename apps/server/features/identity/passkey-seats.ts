import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { Passkeys } from "@tocsin/identity/passkeys.ts";
import type { Identity, SignIn as SignInAnswer } from "@tocsin/identity/sessions.ts";
import { fail, type Result } from "@tocsin/kernel/result.ts";
import type { Opened, Seats } from "./seats.ts";

export interface PasskeySeatsDeps {
  readonly identity: Pick<Identity, "admit" | "signOutElsewhere">;
  readonly passkeys: Passkeys;
  readonly city: CityIndex;
  readonly opened: (answer: SignInAnswer) => Promise<Result<Opened, Refusal>>;
  readonly changed: () => void;
}

/** Passkeys of seats: made and taken away by who has proved everything once more, used in place of a password. */
export function passkeySeats({ identity, passkeys, city: { city }, opened, changed }: PasskeySeatsDeps): Pick<Seats, "signInByPasskey" | "beginPasskeySignIn" | "passkeys" | "beginPasskey" | "confirmPasskey" | "dropPasskey"> {
  return {
    beginPasskeySignIn: (site) => passkeys.beginSignIn(site),
    async signInByPasskey(proof, from) {
      const account = await passkeys.prove(proof, from.site);
      return account === null ? fail(refuse("PASSKEY_REFUSED")) : opened(await identity.admit(account, from, "ALL"));
    },
    passkeys: async ({ userId }) => ({ passkeys: (await passkeys.of(userId)).map(({ id, name, madeAt, usedAt }) => ({ id, name, madeAt, usedAt })) }),
    beginPasskey: ({ userId, name }, site) => passkeys.beginRegistration({ id: userId, name }, site, `警钟 Tocsin ${city.head.nameZh}`),
    async confirmPasskey(id, { userId }, name, response, site) {
      const kept = await passkeys.register(userId, name, response, site);
      if (kept) await identity.signOutElsewhere({ id, userId });
      changed();
      return kept;
    },
    async dropPasskey(sessionId, { userId }, id) {
      const dropped = await passkeys.drop(userId, id);
      if (dropped) await identity.signOutElsewhere({ id: sessionId, userId });
      changed();
      return dropped;
    },
  };
}
