import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import { DAY, MINUTE, startOfDay } from "@tocsin/kernel/instant.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { Grant } from "../../session.ts";

export interface GrantTermsDeps {
  readonly city: CityIndex;
  /** The city's time, in which terms are written. */
  readonly now: () => number;
}

/** Grants that begin and end on a day or at a minute: a liaison of a town, a partner who sits in for a time (ORG-13, JNT-04). */
export interface GrantTerms {
  /** Of an account's grants those that hold at this moment; the very list where all do. */
  held(account: string, grants: readonly Grant[]): readonly Grant[];
  /** Hears of accounts of which a grant has begun or ended, within a second. */
  subscribe(listener: (accounts: ReadonlySet<string>) => void): void;
  close(): void;
}

const LOOK_MS = 1_000;

/** A moment of the city's clock: a day, or a day and a minute; the end of a day is the beginning of the next. UTC ms. */
export function momentOf(text: string, end: boolean, utcOffset: number): number {
  const [day, time] = text.split("T") as [string, string | undefined];
  const begins = startOfDay(day, utcOffset * MINUTE);
  if (time === undefined) return end ? begins + DAY : begins;
  const [hour, minute] = time.split(":").map(Number) as [number, number];
  return begins + (hour * 60 + minute) * MINUTE;
}

interface Term {
  readonly role: string;
  readonly orgPath: string;
  readonly from: number;
  readonly until: number;
}

export function openGrantTerms({ city, now }: GrantTermsDeps): GrantTerms {
  const { utcOffset } = city.city.head;
  const termOf = ({ role, org, from, until }: AccountRow["grants"][number]): Term => ({ role, orgPath: city.org.get(org)?.path ?? org, from: from === undefined ? -Infinity : momentOf(from, false, utcOffset), until: until === undefined ? Infinity : momentOf(until, true, utcOffset) });
  const terms = new Map(city.city.accounts.filter(({ grants }) => grants.some(({ from, until }) => from !== undefined || until !== undefined)).map(({ id, grants }) => [id, grants.map(termOf)]));
  const holds = (account: string): string => (terms.get(account) ?? []).map(({ from, until }) => (now() >= from && now() < until ? "1" : "0")).join("");
  const listeners: ((accounts: ReadonlySet<string>) => void)[] = [];
  let seen = new Map([...terms.keys()].map((account) => [account, holds(account)]));
  const look = (): void => {
    const next = new Map([...terms.keys()].map((account) => [account, holds(account)]));
    const changed = new Set([...next].filter(([account, mask]) => seen.get(account) !== mask).map(([account]) => account));
    seen = next;
    if (changed.size > 0) for (const listener of listeners) listener(changed);
  };
  const timer = terms.size === 0 ? null : setInterval(look, LOOK_MS).unref();
  return {
    held(account, grants) {
      const own = terms.get(account);
      if (own === undefined) return grants;
      const at = now();
      const over = (grant: Grant): boolean => !own.some(({ role, orgPath, from, until }) => role === grant.role && orgPath === grant.orgPath && at >= from && at < until);
      return grants.some(over) ? grants.filter((grant) => !over(grant)) : grants;
    },
    subscribe: (listener) => void listeners.push(listener),
    close: () => {
      if (timer !== null) clearInterval(timer);
    },
  };
}
