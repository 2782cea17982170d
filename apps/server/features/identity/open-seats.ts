import { randomBytes } from "node:crypto";
import { refuse } from "@tocsin/contract/refusal.ts";
import { fail, ok } from "@tocsin/kernel/result.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import type { Clock } from "../../clock.ts";
import type { ServedCity } from "../../served-city.ts";
import type { Session } from "../../session.ts";
import type { Seats } from "./seats.ts";

export interface SeatsDeps {
  readonly db: Db;
  readonly city: ServedCity;
  readonly clock: Clock;
}

/** Seats by the city's demo passwords, held in this process. */
export async function openSeats({ city }: SeatsDeps): Promise<Seats> {
  const sessions = new Map<string, Session>();
  return {
    async signIn(account, password) {
      const row = city.index.city.accounts.find((candidate) => candidate.id === account);
      if (row === undefined || row.demoPassword === undefined || row.demoPassword !== password) return fail(refuse("SIGN_IN_FAILED"));
      const token = randomBytes(24).toString("base64url");
      const session: Session = {
        userId: row.id, name: row.name, unitId: row.unit ?? null, agency: row.agency ?? "POLICE",
        grants: row.grants.map(({ role, org }) => ({ role, orgPath: city.index.org.get(org)?.path ?? org })),
      };
      sessions.set(token, session);
      return ok({ token, session });
    },
    signOut: async (token) => void sessions.delete(token),
    find: async (token) => sessions.get(token) ?? null,
    mannedOrgs: async () => new Set([...sessions.values()].flatMap((session) => session.grants.map((grant) => grant.orgPath.split(".").at(-1) ?? ""))),
  };
}
