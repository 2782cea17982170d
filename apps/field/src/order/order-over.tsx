import { useState } from "react";
import type { CityView } from "@tocsin/contract/views.ts";
import { HANDED_OVER } from "../handover/offer.ts";
import { callSignIn } from "../handover/parties.ts";
import { useWording } from "../language/wording.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { Guidance } from "./guidance.tsx";
import { typeName } from "./order-head.tsx";

const SEEN = "tocsin-over-seen";
const ignore = (): void => undefined;

/** The last order, once it is over: one that others ended must be seen, with the reason; the rest stays to read. */
export function OrderOver({ past, city }: { past: readonly OwnOrder[]; city: CityView | null }) {
  const { words, lang, time } = useWording();
  const [seen, setSeen] = useState(() => localStorage.getItem(SEEN));
  const [open, setOpen] = useState(false);
  const last = past[0];
  if (!last) return null;
  const { assignment, incident, order } = last;
  const byOthers = assignment.status === "RECALLED" || assignment.status === "SUPERSEDED";
  const takenBy = assignment.endReason?.startsWith(HANDED_OVER) ? assignment.endReason.slice(HANDED_OVER.length) : undefined;
  const what = takenBy === undefined ? words.order.over[assignment.status] : words.order.handedOver(callSignIn(last, takenBy));
  const name = `${incident.drill ? `${words.order.drill} · ` : ""}${typeName(city, incident.typeCode, lang, words.untyped)}`;
  if (byOthers && seen !== order.id) {
    return (
      <section className="alert" role="alert">
        <h2>{what}</h2>
        <p>
          {name}，{incident.place?.addressText}
        </p>
        {assignment.endReason && takenBy === undefined && <p>{assignment.endReason}</p>}
        <button
          type="button"
          onClick={() => {
            localStorage.setItem(SEEN, order.id);
            setSeen(order.id);
          }}
        >
          {words.order.overSeen}
        </button>
      </section>
    );
  }
  return (
    <section className="card">
      <p className="quiet">
        {what} {assignment.endedAt !== null && time(assignment.endedAt)}
      </p>
      <h2>{name}</h2>
      <p>{incident.place?.addressText}</p>
      <button type="button" className="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {words.order.guidance} · {open ? words.order.fold : words.order.open}
      </button>
      {open && <Guidance pack={order.guidance} onSeen={ignore} />}
    </section>
  );
}
