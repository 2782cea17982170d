import { createHash, createHmac } from "node:crypto";
import type { Db } from "@tocsin/ledger/db.ts";
import { declareOwnNumbers, ownNumbers } from "@tocsin/ledger/own-numbers.ts";
import { startRounds } from "../../rounds.ts";

/**
 * Numbers that staff have said are their own. Only their keyed hashes are kept, here and in the database, and no caller's number
 * is kept for them: a call is looked at once, as it comes in.
 */
export interface OwnNumbers {
  /** Accounts whose own number this is. */
  accountsOf(number: string): readonly string[];
  /** How many an account has declared. */
  countOf(account: string): number;
  declare(account: string, numbers: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface OwnNumbersDeps {
  readonly db: Db;
  /** 32 bytes that the database does not hold. */
  readonly key: Buffer;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

/** What was declared on another server counts here within this time. */
const LOOK_MS = 5_000;

/** A number as people write it, down to its digits; the country's own code makes no other number of it. */
export function digitsOf(number: string): string {
  const digits = number.replaceAll(/\D/g, "");
  return digits.length === 13 && digits.startsWith("86") ? digits.slice(2) : digits;
}

export async function openOwnNumbers({ db, key, now, report }: OwnNumbersDeps): Promise<OwnNumbers> {
  // Which key it was stands before the hash: after another has taken its place, what was declared under it counts no more, and says so.
  const keyed = `${createHash("sha256").update(key).digest("base64url").slice(0, 8)}.`;
  const macOf = (number: string): string => `${keyed}${createHmac("sha256", key).update(digitsOf(number)).digest("base64url")}`;
  let byMac = new Map<string, string[]>();
  let counts = new Map<string, number>();
  const look = async (): Promise<void> => {
    const [nextByMac, nextCounts] = [new Map<string, string[]>(), new Map<string, number>()];
    for (const { account, mac } of (await ownNumbers(db)).filter((row) => row.mac.startsWith(keyed))) {
      nextByMac.set(mac, [...(nextByMac.get(mac) ?? []), account]);
      nextCounts.set(account, (nextCounts.get(account) ?? 0) + 1);
    }
    [byMac, counts] = [nextByMac, nextCounts];
  };
  await look();
  const rounds = startRounds({ everyMs: LOOK_MS, round: look, failed: (error) => report("own numbers", error) });
  return {
    accountsOf: (number) => (byMac.size === 0 ? [] : (byMac.get(macOf(number)) ?? [])),
    countOf: (account) => counts.get(account) ?? 0,
    async declare(account, numbers) {
      await declareOwnNumbers(db, account, [...new Set(numbers.map(macOf))], now());
      await look();
    },
    close: () => rounds.stop(),
  };
}
