import { endKnownPasswords, findAccount, givePassword, listAccounts, setPassword, upsertAccounts } from "./accounts.ts";
import { whileWritable, type Db } from "./db.ts";
import { countGuess, forgetGuesses, guessesBy } from "./guesses.ts";
import { knowsDevice, rememberDevice } from "./known-devices.ts";
import { addChallenge, addPasskey, dropPasskey, findPasskey, passkeysOf, takeChallenge, usePasskey } from "./passkeys.ts";
import { confirmFactor, dropFactor, findFactor, hasPasskey, keepPending, listFactors, replaceFactor, takeRecoveryCode, takeStep } from "./second-factors.ts";
import { addSession, addToken, findSession, heldSessions, listSessions, lockSession, revokeSession, revokeSessionsOf, takeUpToken, touchSession } from "./sessions.ts";

/** Accounts and sessions of a database in the shape that edge/identity asks for. */
export const identityStore = (db: Db) => ({
  upsertAccounts: (accounts: Parameters<typeof upsertAccounts>[1]) => upsertAccounts(db, accounts),
  findAccount: (id: string) => findAccount(db, id),
  listAccounts: () => listAccounts(db),
  setPassword: (id: string, passwordHash: string) => setPassword(db, id, passwordHash),
  givePassword: (id: string, passwordHash: string, until: number, by: string) => givePassword(db, id, passwordHash, until, by),
  endKnownPasswords: (known: Parameters<typeof endKnownPasswords>[1], at: number) => endKnownPasswords(db, known, at),
  guessesBy: (keys: readonly string[], since: number) => guessesBy(db, keys, since),
  countGuess: (keys: readonly string[], at: number, since: number) => whileWritable(countGuess(db, keys, at, since)),
  forgetGuesses: (keys: readonly string[]) => forgetGuesses(db, keys),
  knowsDevice: (markHash: string, userId: string) => knowsDevice(db, markHash, userId),
  rememberDevice: (markHash: string, userId: string, seenAt: number) => rememberDevice(db, markHash, userId, seenAt),
  findFactor: (userId: string) => findFactor(db, userId),
  keepPending: (userId: string, pending: Uint8Array) => keepPending(db, userId, pending),
  confirmFactor: (userId: string, step: number, codeHashes: readonly string[]) => confirmFactor(db, userId, step, codeHashes),
  takeStep: (userId: string, step: number) => takeStep(db, userId, step),
  takeRecoveryCode: (userId: string, codeHash: string) => takeRecoveryCode(db, userId, codeHash),
  dropFactor: (userId: string, by: string) => dropFactor(db, userId, by),
  listFactors: () => listFactors(db),
  replaceFactor: (userId: string, before: Parameters<typeof replaceFactor>[2], after: Parameters<typeof replaceFactor>[3]) => replaceFactor(db, userId, before, after),
  hasPasskey: (userId: string) => hasPasskey(db, userId),
  addChallenge: (challenge: string, userId: string | null, madeAt: number) => addChallenge(db, challenge, userId, madeAt),
  takeChallenge: (challenge: string, userId: string | null, madeSince: number) => takeChallenge(db, challenge, userId, madeSince),
  addPasskey: (key: Parameters<typeof addPasskey>[1]) => addPasskey(db, key),
  findPasskey: (id: string) => findPasskey(db, id),
  passkeysOf: (userId: string) => passkeysOf(db, userId),
  usePasskey: (id: string, counter: number, at: number) => usePasskey(db, id, counter, at),
  dropPasskey: (userId: string, id: string) => dropPasskey(db, userId, id),
  addSession: (session: Parameters<typeof addSession>[1], tokenHash: string) => addSession(db, session, tokenHash),
  findSession: (tokenHash: string) => findSession(db, tokenHash),
  addToken: (sessionId: string, tokenHash: string, mintedAt: number) => addToken(db, sessionId, tokenHash, mintedAt),
  takeUpToken: (sessionId: string, tokenHash: string, at: number) => whileWritable(takeUpToken(db, sessionId, tokenHash, at)),
  listSessions: (since: Parameters<typeof listSessions>[1], userId: string | null) => listSessions(db, since, userId),
  heldSessions: (ids: readonly string[], at: number, since: Parameters<typeof heldSessions>[3]) => heldSessions(db, ids, at, since),
  touchSession: (id: string, usedAt: number) => whileWritable(touchSession(db, id, usedAt)),
  lockSession: (id: string, lockedAt: number | null) => lockSession(db, id, lockedAt),
  revokeSession: (id: string, at: number) => revokeSession(db, id, at),
  revokeSessionsOf: (userId: string, at: number, keep?: string) => revokeSessionsOf(db, userId, at, keep),
});
