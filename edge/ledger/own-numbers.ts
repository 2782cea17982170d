import type { Db, Row } from "./db.ts";

/** A number of an account, as its keyed hash in base64url. */
export interface OwnNumberRow {
  readonly account: string;
  readonly mac: string;
}

/** All that were declared; they are staff, so a few thousand at most. */
export const ownNumbers = (db: Pick<Db, "query">): Promise<(OwnNumberRow & Row)[]> => db.query<OwnNumberRow & Row>("select account, mac from tocsin.own_number order by account, mac");

/** An account's numbers are these from now on. @param at UTC ms */
export async function declareOwnNumbers(db: Db, account: string, macs: readonly string[], at: number): Promise<void> {
  await db.transaction(async (query) => {
    await query("delete from tocsin.own_number where account = $1", [account]);
    await query("insert into tocsin.own_number (account, mac, at) select $1, mac, $3 from unnest($2::text[]) as mac", [account, macs, at]);
  });
}
