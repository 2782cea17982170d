import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON } from "@simplewebauthn/server";

/** What a passkey needs from a database; instants are ms UTC. */
export interface StoredPasskey {
  id: string;
  userId: string;
  rpId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  name: string;
  madeAt: number;
  usedAt: number | null;
}

export interface PasskeyStore {
  addChallenge(challenge: string, userId: string | null, madeAt: number): Promise<void>;
  /** Uses a challenge up; false when it was not asked of this account, is too old, or was answered. */
  takeChallenge(challenge: string, userId: string | null, madeSince: number): Promise<boolean>;
  addPasskey(key: Omit<StoredPasskey, "usedAt">): Promise<boolean>;
  findPasskey(id: string): Promise<StoredPasskey | null>;
  passkeysOf(userId: string): Promise<StoredPasskey[]>;
  /** False when the counter did not go on. */
  usePasskey(id: string, counter: number, at: number): Promise<boolean>;
  dropPasskey(userId: string, id: string): Promise<boolean>;
}

/** The site that asks: its domain, and the origin of its pages. */
export interface Site {
  readonly rpId: string;
  readonly origin: string;
}

export interface Passkeys {
  beginRegistration(user: { readonly id: string; readonly name: string }, site: Site, siteName: string): Promise<Record<string, unknown>>;
  /** False when the answer is not to an open question of this account and site, or the passkey is known already. */
  register(userId: string, name: string, response: unknown, site: Site): Promise<boolean>;
  beginSignIn(site: Site): Promise<Record<string, unknown>>;
  /** The account whose passkey answers an open question; null for every fault alike. The person was verified by the device. */
  prove(response: unknown, site: Site): Promise<string | null>;
  of(userId: string): Promise<readonly StoredPasskey[]>;
  drop(userId: string, id: string): Promise<boolean>;
}

/** A question is open for so long. */
export const CHALLENGE_MS = 5 * 60_000;
/** COSE: ES256 and EdDSA. RS256 is not asked for: the keys that devices make for it have 2048 bits, which is less than 128 bits of strength (ASVS V11.2.3). */
const ALGORITHMS = [-7, -8];

/** Whether a key in COSE is RSA's (RFC 9053: the first entry of the map is its kind): from before those were refused. */
const isRsa = (publicKey: Uint8Array): boolean => publicKey[1] === 1 && publicKey[2] === 3;

/** A passkey that verifies its owner (finger, face, PIN) is both proofs in one; one that does not is not taken. WebAuthn, level 3. */
export function openPasskeys(store: PasskeyStore, now: () => number): Passkeys {
  const expected = (site: Site) => ({ expectedOrigin: site.origin, expectedRPID: site.rpId, requireUserVerification: true });
  const takes = (userId: string | null) => (challenge: string): Promise<boolean> => store.takeChallenge(challenge, userId, now() - CHALLENGE_MS);
  return {
    async beginRegistration({ id, name }, site, siteName) {
      const known = await store.passkeysOf(id);
      const options = await generateRegistrationOptions({
        rpID: site.rpId, rpName: siteName, userName: id, userDisplayName: name, userID: new TextEncoder().encode(id), attestationType: "none", supportedAlgorithmIDs: ALGORITHMS,
        excludeCredentials: known.map((key) => ({ id: key.id, transports: key.transports })), authenticatorSelection: { residentKey: "required", userVerification: "required" },
      });
      await store.addChallenge(options.challenge, id, now());
      return { ...options };
    },
    async register(userId, name, response, site) {
      // A malformed or foreign answer throws inside the library; to the caller it is an answer that is not right.
      const checked = await verifyRegistrationResponse({ ...expected(site), supportedAlgorithmIDs: ALGORITHMS, response: response as RegistrationResponseJSON, expectedChallenge: takes(userId) }).catch(() => null);
      if (checked === null || !checked.verified) return false;
      const { credential } = checked.registrationInfo;
      return store.addPasskey({ id: credential.id, userId, rpId: site.rpId, publicKey: credential.publicKey, counter: credential.counter, transports: [...(credential.transports ?? [])], name, madeAt: now() });
    },
    async beginSignIn(site) {
      const options = await generateAuthenticationOptions({ rpID: site.rpId, userVerification: "required" });
      await store.addChallenge(options.challenge, null, now());
      return { ...options };
    },
    async prove(response, site) {
      const answer = response as AuthenticationResponseJSON;
      const key = await store.findPasskey(answer.id);
      if (key === null || key.rpId !== site.rpId || isRsa(key.publicKey)) return null;
      const credential = { id: key.id, publicKey: new Uint8Array(key.publicKey), counter: key.counter, transports: key.transports };
      const checked = await verifyAuthenticationResponse({ ...expected(site), response: answer, expectedChallenge: takes(null), credential }).catch(() => null);
      if (checked === null || !checked.verified) return null;
      return (await store.usePasskey(key.id, checked.authenticationInfo.newCounter, now())) ? key.userId : null;
    },
    of: (userId) => store.passkeysOf(userId),
    drop: (userId, id) => store.dropPasskey(userId, id),
  };
}
