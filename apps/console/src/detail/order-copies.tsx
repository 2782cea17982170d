import { useEffect, useState } from "react";
import type { Order } from "@tocsin/contract/dispatch/order.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { limitsOf } from "@tocsin/domain/organisation/limits.ts";
import { orgName } from "../city/city-index.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { hasCharge, sitsAt } from "./own-desk.ts";

type OrderCopy = Order["copies"][number];

/** Seconds left in which a copy's holder may stop the order; 0 when the time is over. */
const windowLeft = (order: Order, windowS: number, now: number): number => Math.max(0, windowS - Math.floor((now - order.issuedAt) / 1_000));

/** Who has a copy of each order and has opened it; the holder's own is marked as opened by looking at it (ORG-01, ORG-02). */
export function OrderCopies({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const orders = incident.orders.filter(({ copies }) => copies.length > 0);
  if (orders.length === 0) return null;
  const copies = orders.reduce((sum, order) => sum + order.copies.length, 0);
  const seen = orders.reduce((sum, order) => sum + order.copies.filter(({ seenAt }) => seenAt !== null).length, 0);
  return (
    <section className="block" aria-label={say("copies.name")}>
      {orders.map((order) => <OwnCopy key={order.id} incident={incident} order={order} />)}
      <details className="why-not">
        <summary>{say("copies.count", { count: copies, seen })}</summary>
        <ul>{orders.flatMap((order) => order.copies.map((copy) => <CopyLine key={`${order.id}/${copy.orgId}`} copy={copy} />))}</ul>
      </details>
    </section>
  );
}

function CopyLine({ copy }: { readonly copy: OrderCopy }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  return <li>{orgName(city, copy.orgPath, lang)} <span className="dim">{copy.seenAt === null ? `○ ${say("copies.unseen")}` : `✓ ${say("copies.seen")}`}</span></li>;
}

/** This seat's copy of an order: opened now; and the veto while its window is open, for who has that right. */
function OwnCopy({ incident, order }: { readonly incident: Incident; readonly order: Order }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  const now = useNow();
  const [asks, setAsks] = useState(false);
  const own = order.copies.find((copy) => sitsAt(seat, copy.orgPath));
  const unseen = own !== undefined && own.seenAt === null && mayDo(seat, "dispatch.seeCopy");
  const orgId = own?.orgId;
  useEffect(() => {
    if (unseen && orgId !== undefined) void act("dispatch.seeCopy", { incidentId: incident.id, orderId: order.id, orgId });
  }, [unseen, orgId, incident.id, order.id]);
  const held = own ?? order.copies.find((copy) => hasCharge(seat, copy.orgPath));
  const left = windowLeft(order, limitsOf(incident, city.city.deadlines).vetoWindow, now);
  if (held === undefined || order.suspended !== null || left === 0 || !isOpen(incident) || !mayDo(seat, "dispatch.veto")) return null;
  const veto = (reason: string): void => {
    setAsks(false);
    void act("dispatch.veto", { incidentId: incident.id, orderId: order.id, orgId: held.orgId, reason }, { done: say("copies.vetoed") });
  };
  if (asks) return <ReasonPrompt label={say("copies.vetoWhy", { org: orgName(city, held.orgPath, lang) })} onReason={veto} onLeave={() => setAsks(false)} />;
  return (
    <div className="block-head">
      <h2>{say("copies.own", { units: order.assignments.map(({ callSign }) => callSign).join(" ") })}</h2>
      <button type="button" className="plain" onClick={() => setAsks(true)}>{say("copies.veto")} <span className="num">{say("copies.left", { left })}</span></button>
    </div>
  );
}
