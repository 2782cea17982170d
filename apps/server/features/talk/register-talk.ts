import type { FastifyInstance } from "fastify";
import type { Static } from "typebox";
import type { Room } from "@tocsin/contract/command/room.ts";
import { TalkAnswer, TalkAnswered, TalkOffer, TalkOffers, TalkTerms, TalkWait } from "@tocsin/contract/command/talk.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import { opensView, type Session } from "../../session.ts";
import { findRoom } from "../records/room-page.ts";
import { FULL, type TalkExchange } from "./talk-exchange.ts";

export interface TalkDeps {
  readonly ledger: Pick<Ledger, "load">;
  readonly city: ServedCity;
  readonly exchange: TalkExchange;
  readonly terms: () => Static<typeof TalkTerms>;
  readonly newId: () => string;
}

/** How the accounts of machines begin. */
const MACHINE = "client/";

interface Burst {
  readonly roomId: string;
  readonly burstId: string;
}

/** The room in which this burst is being spoken, as the session sees it. @throws RefusedRequest NOT_FOUND, also when the burst is over */
async function spokenIn(deps: TalkDeps, session: Session, { roomId, burstId }: Burst): Promise<Room> {
  const found = await findRoom(deps, session, roomId);
  const [stored] = await deps.ledger.load([{ kind: "room", id: roomId }]);
  const room = found === undefined || stored === undefined ? null : found.shown(stored.state as Room);
  if (room?.floor?.burstId !== burstId) throw new RefusedRequest(refuse("NOT_FOUND"));
  return room;
}

/** As the one that speaks. @throws RefusedRequest */
async function ownBurst(deps: TalkDeps, session: Session, burst: Burst): Promise<void> {
  const { own, floor } = await spokenIn(deps, session, burst);
  if (own !== floor?.party.key) throw new RefusedRequest(refuse("FLOOR_TAKEN", { by: floor?.party.nameZh ?? "" }));
}

/** Views that lead into rooms. */
const INTO_ROOMS = ["INCIDENT", "BOARD", "OWN_ORDERS", "SHARED_INCIDENT"] as const;
/** Whether there may be a room for the session: a word for the relay is for seats and crews, never for machines or whoever works in no room. */
const hears = ({ city }: TalkDeps, session: Session): boolean => !session.userId.startsWith(MACHINE) && INTO_ROOMS.some((view) => opensView(city.roles, session, view));

/** How the device that speaks and those that hear find each other. The sound itself goes from device to device. */
export function registerTalk(app: FastifyInstance, deps: TalkDeps): void {
  const tags = ["talk"];
  app.get(ROUTES.talkTerms, { schema: { tags, response: answers(TalkTerms) } }, (request) => {
    if (!hears(deps, sessionOf(request))) throw new RefusedRequest(refuse("FORBIDDEN", { command: "talk" }));
    return deps.terms();
  });

  app.post<{ Body: Static<typeof TalkOffer> }>(ROUTES.talkOffer, { schema: { tags, body: TalkOffer, response: answers(TalkAnswered) } }, async (request) => {
    const { burstId, offerId = deps.newId(), offer } = request.body;
    const { own = null, circle, floor } = await spokenIn(deps, sessionOf(request), request.body);
    const units = circle.units.filter((unitId) => unitId !== floor?.party.unitId).length;
    const answer = await deps.exchange.offer(burstId, { id: offerId, key: own, offer }, units);
    if (answer === FULL) throw new RefusedRequest(refuse("TALK_FULL"));
    return { answer };
  });

  app.post<{ Body: Static<typeof TalkWait> }>(ROUTES.talkWait, { schema: { tags, body: TalkWait, response: answers(TalkOffers) } }, async (request, reply) => {
    await ownBurst(deps, sessionOf(request), request.body);
    // Of the answer: the question itself is over as soon as its body has been read.
    return { offers: await deps.exchange.wait(request.body.burstId, () => !reply.raw.destroyed) };
  });

  app.post<{ Body: Static<typeof TalkAnswer> }>(ROUTES.talkAnswer, { schema: { tags, body: TalkAnswer } }, async (request, reply) => {
    const { burstId, offerId, answer } = request.body;
    await ownBurst(deps, sessionOf(request), request.body);
    if (!(await deps.exchange.answer(burstId, offerId, answer))) throw new RefusedRequest(refuse("NOT_FOUND"));
    return reply.code(204).send();
  });
}
