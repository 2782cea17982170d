import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { Passkeys } from "@tocsin/identity/passkeys.ts";
import type { Identity, SignIn as SignInAnswer } from "@tocsin/identity/sessions.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { Seats, SignedIn } from "./seats.ts";

export interface PasskeySeatsDeps {
  readonly identity: Pick<Identity, "proves" | "admit">;
  readonly passkeys: Passkeys;
  readonly city: CityIndex;
  readonly opened: (answer: SignInAnswer) => Promise<Result<SignedIn, Refusal>>;
  readonly denied: (answer: Extract<SignInAnswer, { ok: false }>) => Refusal;
  readonly changed: () => void;
}

/** Passkeys of seats: made and taken away with the password at hand, used in place of it. */
export function passkeySeats({ identity, passkeys, city: { city }, opened, denied, changed }: PasskeySeatsDeps): Pick<Seats, "signInByPasskey" | "beginPasskeySignIn" | "passkeys" | "beginPasskey" | "confirmPasskey" | "dropPasskey"> {
  return {
    beginPasskeySignIn: (site) => passkeys.beginSignIn(site),
    async signInByPasskey(proof, from) {
      const account = await passkeys.prove(proof, from.site);
      return account === null ? fail(refuse("PASSKEY_REFUSED")) : opened(await identity.admit(account, from));
    },
    passkeys: async ({ userId }) => ({ passkeys: (await passkeys.of(userId)).map(({ id, name, madeAt, usedAt }) => ({ id, name, madeAt, usedAt })) }),
    async beginPasskey({ userId, name }, password, from) {
      const proof = await identity.proves(userId, password, from);
      return proof.ok ? ok(await passkeys.beginRegistration({ id: userId, name }, from.site, `警钟 Tocsin ${city.head.nameZh}`)) : fail(denied(proof));
    },
    async confirmPasskey({ userId }, name, response, site) {
      const kept = await passkeys.register(userId, name, response, site);
      changed();
      return kept;
    },
    async dropPasskey({ userId }, id, password, from) {
      const proof = await identity.proves(userId, password, from);
      if (!proof.ok) return fail(denied(proof));
      const dropped = await passkeys.drop(userId, id);
      changed();
      return ok(dropped);
    },
  };
}
