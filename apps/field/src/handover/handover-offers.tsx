import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";
import { isEnded } from "../state/is-ended.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { openOffer } from "./offer.ts";
import { callSignIn, offersTo } from "./parties.ts";
import { orderActs } from "../order/order-acts.ts";

/** What others ask this unit to take over: answered with one tap, and until then theirs. */
export function IncomingOffers({ own }: { own: OwnOrder }) {
  const { session, may } = useField();
  const { words, time } = useWording();
  const acts = orderActs(session, own);
  return offersTo(own).map(({ giver, offer }) => (
    <section key={giver.unitId} className="news offer" role="alert">
      <h2>{words.handover.asks(giver.callSign)}</h2>
      <p>
        {offer.reason}
        <br />
        <span className="quiet">{words.handover.askedAt(time(offer.at), giver.callSign)}</span>
      </p>
      {may("dispatch.acceptHandover") && (
        <button type="button" className="primary" onClick={() => acts.acceptHandover(giver.unitId)}>
          {words.handover.accept}
        </button>
      )}
      {may("dispatch.declineHandover") && (
        <button type="button" onClick={() => acts.declineHandover(giver.unitId)}>
          {words.handover.decline}
        </button>
      )}
    </section>
  ));
}

/** The own offer: to whom, and that responsibility stays until it is accepted; after a no, who said it. */
export function OwnOffer({ own, onChoose }: { own: OwnOrder; onChoose: () => void }) {
  const { session, may } = useField();
  const { words, time } = useWording();
  const { handover } = own.assignment;
  if (!handover) return null;
  const to = callSignIn(own, handover.toUnitId);
  const there = own.incident.orders.some(({ assignments }) => assignments.some((one) => one.unitId === handover.toUnitId && !isEnded(one)));
  const open = openOffer(own.assignment) !== undefined;
  return (
    <section className="news" role="status">
      <h2>{open ? words.handover.offered(to) : words.handover.declined(to)}</h2>
      <p>
        {open && !there ? words.handover.left(to) : words.handover.stays}
        <br />
        <span className="quiet">{time(handover.declinedAt ?? handover.at)}</span>
      </p>
      {open && may("dispatch.withdrawHandover") && (
        <button type="button" onClick={() => orderActs(session, own).withdrawHandover()}>
          {words.handover.withdraw}
        </button>
      )}
      {!open && may("dispatch.offerHandover") && (
        <button type="button" onClick={onChoose}>
          {words.handover.another}
        </button>
      )}
    </section>
  );
}
