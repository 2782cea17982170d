import type { Db, Row } from "./db.ts";

/** Failed tries by the hash of what they are counted by. */
export interface Guesses {
  readonly key: string;
  readonly count: number;
  readonly lastAt: number;
}

export async function guessesBy(db: Db, keys: readonly string[], since: number): Promise<Guesses[]> {
  return db.safeQuery<Guesses & Row>(`select key, count, last_at as "lastAt" from tocsin.guess where key = any($1) and last_at >= $2`, [keys, since], "guesses");
}

/** One failed try by each of these; what was counted before `since` is forgotten. Keys in order, so that two servers do not wait for each other. */
export async function countGuess(db: Db, keys: readonly string[], at: number, since: number): Promise<void> {
  await db.query(
    `insert into tocsin.guess as g (key, count, last_at) select k, 1, $2 from unnest($1::text[]) k order by k
     on conflict (key) do update set count = case when g.last_at < $3 then 1 else g.count + 1 end, last_at = greatest(g.last_at, excluded.last_at)`,
    [keys, at, since],
  );
}

export async function forgetGuesses(db: Db, keys: readonly string[]): Promise<void> {
  await db.safeQuery("delete from tocsin.guess where key = any($1)", [keys]);
}

/** Housekeeping. Answers how many. */
export async function dropGuessesBefore(db: Db, lastBefore: number): Promise<number> {
  return (await db.safeQuery("delete from tocsin.guess where last_at < $1 returning 1 as one", [lastBefore])).length;
}
