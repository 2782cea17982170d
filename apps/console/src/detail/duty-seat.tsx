import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { orgName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, seatNow, useCity, useSeat } from "../live/session.ts";
import { isAwaited } from "./own-desk.ts";

/** Whether this seat may say that the specialist line has the matter. */
export const maySeatAnswer = (incident: Incident, seat: Seat): boolean => isAwaited(incident, seat) && mayDo(seat, "dispatch.answerSeat");

export function answerSeat(incident: Incident): void {
  if (maySeatAnswer(incident, seatNow())) void act("dispatch.answerSeat", { incidentId: incident.id });
}

/** The specialist duty room that must take the matter up: whether it has, since when it is awaited, or that nobody sits there (ORG-14). */
export function DutySeat({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  const room = incident.seat;
  if (room === null) return null;
  const name = orgName(city, room.orgPath, lang);
  return (
    <section className="block" aria-label={say("seat.name")}>
      <div className="block-head">
        <h2>{name}</h2>
        {room.answeredAt !== null && <span>✓ {say("seat.answered")} <Age at={room.answeredAt} /></span>}
        {room.answeredAt === null && room.escalatedAt === null && <span className="tag tag-amber">◐ {say("seat.waits")} <Age at={room.since} /></span>}
        {room.answeredAt === null && room.escalatedAt !== null && <span className="tag tag-red">▲ {say("seat.empty")} <Age at={room.escalatedAt} /></span>}
        {maySeatAnswer(incident, seat) && <button type="button" className="main" onClick={() => answerSeat(incident)}>{say("seat.answer")} <kbd>E</kbd></button>}
      </div>
    </section>
  );
}
