import { EventEmitter, once } from "node:events";
import type { Db } from "@tocsin/ledger/db.ts";
import { answerTalkOffer, keepTalkOffer, takeTalkOffers, talkAnswer, type TalkOfferRow } from "@tocsin/ledger/talk-offers.ts";
import { TALK_LISTENERS_MOST, TALK_SEATS_LEAST } from "@tocsin/contract/command/room-limits.ts";

export interface TalkExchange {
  /** Brings an offer to the speaker's device, once more where it was made before. The answer; null when none came; "FULL" when as many listen as can. */
  offer(burstId: string, offer: TalkOfferRow, /** Units in the room beside the one that speaks: desks leave room for them. */ units: number): Promise<string | null>;
  /** Offers that have come, as soon as there are some. */
  wait(burstId: string, still: () => boolean): Promise<TalkOfferRow[]>;
  answer(burstId: string, offerId: string, answer: string): Promise<boolean>;
}

export const FULL = "FULL";
/** How long a question may stay open: shorter than proxies allow, longer than two devices need. */
const [OFFER_MS, WAIT_MS] = [8_000, 5_000];
/** Two devices at one server find each other at once; at two servers after this time at most. */
const LOOK_MS = 250;

/** Leads two devices to each other through the database, so that it does not matter at which servers they are. `offerMs`: how long an offer waits for its answer. */
export function openTalkExchange(db: Db, now: () => number, offerMs = OFFER_MS): TalkExchange {
  const bell = new EventEmitter().setMaxListeners(0);
  async function until<T>(name: string, ms: number, still: () => boolean, look: () => Promise<T | null>): Promise<T | null> {
    const end = performance.now() + ms;
    for (;;) {
      const rung = once(bell, name, { signal: AbortSignal.timeout(LOOK_MS) }).catch(() => undefined);
      const found = await look();
      if (found !== null || performance.now() >= end || !still()) return found;
      await rung;
    }
  }
  return {
    async offer(burstId, offer, units) {
      const most = { all: TALK_LISTENERS_MOST, seats: Math.max(TALK_SEATS_LEAST, TALK_LISTENERS_MOST - units) };
      if (!(await keepTalkOffer(db, burstId, offer, most, now()))) return FULL;
      bell.emit(burstId);
      return until(offer.id, offerMs, () => true, () => talkAnswer(db, offer.id));
    },
    async wait(burstId, still) {
      const some = await until(burstId, WAIT_MS, still, async () => {
        const offers = await takeTalkOffers(db, burstId);
        return offers.length > 0 ? offers : null;
      });
      return some ?? [];
    },
    async answer(burstId, offerId, answer) {
      const known = await answerTalkOffer(db, burstId, offerId, answer);
      if (known) bell.emit(offerId);
      return known;
    },
  };
}
