import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { lastSeen, usersSeenSince } from "@tocsin/ledger/sessions.ts";
import { systemClock } from "../../clock.ts";
import { indexRoles, type Session } from "../../session.ts";
import { accountOf } from "./account-of.ts";
import type { Seats } from "./seats.ts";

/** Taking a matter of a duty room is what sitting there means; a crew of the same line on the road does not (ORG-14). */
const SITS_THERE = "dispatch.answerSeat";
/** A seat counts as manned for this long after its last request; sessions note their use about once a minute. */
const MANNED_MS = 10 * 60_000;

/** Who is there, and where; a locked seat has nobody at it. */
export function presence(db: Db, city: CityIndex, rows: ReadonlyMap<string, AccountRow>): Pick<Seats, "present" | "mannedOrgs" | "awayFor"> {
  const roles = indexRoles(city.city.roles);
  return {
    async present() {
      const users = await usersSeenSince(db, systemClock.now() - MANNED_MS);
      return users.flatMap((id): Session[] => {
        const row = rows.get(id);
        if (row === undefined) return [];
        const { name, grants, unitId } = accountOf(row, city);
        return [{ userId: id, name, grants, unitId: unitId ?? null, agency: row.agency ?? "POLICE" }];
      });
    },
    async awayFor(account) {
      const at = await lastSeen(db, account);
      return at === null ? Infinity : systemClock.now() - at;
    },
    async mannedOrgs() {
      const users = await usersSeenSince(db, systemClock.now() - MANNED_MS);
      return new Set(users.flatMap((id) => rows.get(id)?.grants.filter(({ role }) => roles.mayCommand(role, SITS_THERE)).map(({ org }) => org) ?? []));
    },
  };
}
