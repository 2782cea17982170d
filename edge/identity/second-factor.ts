import { randomBytes } from "node:crypto";
import type { FactorStore } from "./identity-store.ts";
import { newGroups, tokenHash } from "./random-token.ts";
import { base32, keyUri, stepOfCode } from "./totp.ts";

const SECRET_BYTES = 20;
const CODES = 10;

/** 140 random bits (ASVS V6.5.2, V11.5.1). */
const newRecoveryCode = (): string => newGroups(7);
/** Spaces, dashes and small letters do not matter. */
const recoveryHash = (userId: string, code: string): string => tokenHash(`${userId} ${code.toUpperCase().replaceAll(/[^A-Z2-7]/g, "")}`);

export interface SecondFactor {
  /** A secret that waits for its first code, and the address that an authenticator app reads. */
  begin(userId: string, issuer: string): Promise<{ secret: string; uri: string }>;
  /** Puts the waiting secret in force when the code is its; answers the recovery codes, which are shown this once. */
  confirm(userId: string, code: string): Promise<readonly string[] | null>;
  /** Whether a code of the device or a recovery code is right; either counts once. */
  takes(userId: string, code: string): Promise<boolean>;
}

export function openSecondFactor(store: FactorStore, now: () => number): SecondFactor {
  return {
    async begin(userId, issuer) {
      const secret = randomBytes(SECRET_BYTES);
      await store.keepPending(userId, secret);
      return { secret: base32(secret), uri: keyUri(secret, userId, issuer) };
    },
    async confirm(userId, code) {
      const factor = await store.findFactor(userId);
      const step = factor?.pending ? stepOfCode(factor.pending, code, now()) : null;
      if (step === null) return null;
      const codes = Array.from({ length: CODES }, newRecoveryCode);
      await store.confirmFactor(userId, step, codes.map((each) => recoveryHash(userId, each)));
      return codes;
    },
    async takes(userId, code) {
      const digits = code.replaceAll(/\s/g, "");
      const factor = await store.findFactor(userId);
      if (!factor?.secret) return false;
      if (!/^\d{6}$/.test(digits)) return store.takeRecoveryCode(userId, recoveryHash(userId, code));
      const step = stepOfCode(factor.secret, digits, now());
      return step !== null && store.takeStep(userId, step);
    },
  };
}
