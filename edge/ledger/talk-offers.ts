import type { Db, Row } from "./db.ts";

/** A listener that wants to hear a burst; `key` is its party, null for one who only hears. */
export interface TalkOfferRow {
  readonly id: string;
  readonly key: string | null;
  readonly offer: string;
}

const KEPT_MS = 120_000;

/**
 * Keeps an offer, unless the burst has so many already, or so many of whoever is no unit; answers whether it did. Old ones go with it.
 * One that is made again keeps its place, and is handed out again unless it was answered.
 */
export async function keepTalkOffer(db: Db, burstId: string, { id, key, offer }: TalkOfferRow, { all, seats }: { readonly all: number; readonly seats: number }, at: number): Promise<boolean> {
  await db.safeQuery("delete from tocsin.talk_offer where at < $1", [at - KEPT_MS]);
  const again = await db.safeQuery("update tocsin.talk_offer set taken = answer is not null where id = $1 and burst_id = $2 and key is not distinct from $3 and offer = $4 returning id", [id, burstId, key, offer]);
  if (again.length > 0) return true;
  const kept = await db.safeQuery(
    "insert into tocsin.talk_offer (id, burst_id, key, offer, at) select $1, $2, $3, $4, $5 where (select count(*) from tocsin.talk_offer where burst_id = $2) < $6 and ($3::text like 'unit/%' or (select count(*) from tocsin.talk_offer where burst_id = $2 and (key like 'unit/%') is not true) < $7) on conflict (id) do nothing returning id",
    [id, burstId, key, offer, at, all, seats],
  );
  return kept.length > 0;
}

/** Offers for a burst that were not taken before, or were made again since. */
export const takeTalkOffers = (db: Db, burstId: string): Promise<(TalkOfferRow & Row)[]> =>
  db.safeQuery<TalkOfferRow & Row>("update tocsin.talk_offer set taken = true where burst_id = $1 and not taken returning id, key, offer", [burstId]);

/** Answers whether there was such an offer without an answer. */
export async function answerTalkOffer(db: Db, burstId: string, id: string, answer: string): Promise<boolean> {
  return (await db.safeQuery("update tocsin.talk_offer set answer = $3 where id = $2 and burst_id = $1 and answer is null returning id", [burstId, id, answer])).length > 0;
}

export async function talkAnswer(db: Db, id: string): Promise<string | null> {
  const [row] = await db.safeQuery<{ readonly answer: string | null } & Row>("select answer from tocsin.talk_offer where id = $1", [id]);
  return row?.answer ?? null;
}
