import { useState } from "react";
import { useWording } from "../language/wording.ts";
import { canOffer, openOffer } from "../handover/offer.ts";
import { IncomingOffers, OwnOffer } from "../handover/handover-offers.tsx";
import { HandoverSheet } from "../handover/handover-sheet.tsx";
import { runningPatrol } from "../patrol/checkpoints.ts";
import { PatrolCard } from "../patrol/patrol-card.tsx";
import { useField, useServerNow } from "../state/field.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { RoomCard } from "../room/room-card.tsx";
import { ReadinessCard } from "../standby/readiness-card.tsx";
import { StandbyCard } from "../standby/standby-card.tsx";
import { TaskCards } from "../tasks/task-card.tsx";
import { ForceRooms, FormerForceRooms } from "../task-force/force-rooms.tsx";
import { TaskForceCard } from "../task-force/task-force-card.tsx";
import { DeclineSheet } from "./decline-sheet.tsx";
import { FeedbackSheet } from "./feedback-sheet.tsx";
import { Guidance } from "./guidance.tsx";
import { IncidentLog } from "./incident-log.tsx";
import { KnownFacts, News, newsOf } from "./news.tsx";
import { canDecline, canReport } from "./next-act.ts";
import { orderActs } from "./order-acts.ts";
import { OrderHead, typeName } from "./order-head.tsx";
import { OrderOver } from "./order-over.tsx";
import { Matches } from "./matches.tsx";
import { OtherUnits } from "./other-units.tsx";
import { SupportSheet } from "./support-sheet.tsx";

export function OrderScreen() {
  const { current, past, unit, state } = useField();
  const { words } = useWording();
  if (current) return <RunningOrder key={current.order.id} own={current} />;
  const patrol = runningPatrol(unit);
  const off = unit?.status === "OFF_DUTY";
  return (
    <main className="screen">
      <TaskCards />
      {unit && <StandbyCard unit={unit} />}
      {unit && <ReadinessCard unit={unit} />}
      {unit && <TaskForceCard unit={unit} />}
      {unit && <ForceRooms unit={unit} />}
      {unit && <FormerForceRooms unit={unit} />}
      <OrderOver past={past} city={state.city} />
      {unit && patrol ? (
        <PatrolCard unit={unit} patrol={patrol} />
      ) : (
        <section className="empty">
          <h1>{off ? words.order.offDuty : words.order.none}</h1>
          <p>{off ? words.order.offDutyHint : words.order.noneHint}</p>
        </section>
      )}
    </main>
  );
}

function RunningOrder({ own }: { own: OwnOrder }) {
  const { state, session, unit, may } = useField();
  const { words, lang } = useWording();
  const rests = unit?.patrol?.checkpoints[unit.patrol.next]?.name;
  const now = useServerNow(state.offset);
  const [sheet, setSheet] = useState<"decline" | "support" | "progress" | "handover" | null>(null);
  const acts = orderActs(session, own);
  const { incident, order, assignment } = own;
  const close = (): void => setSheet(null);
  const markSeen = (): void => {
    if (assignment.guidanceReadAt === null) acts.guidanceRead();
  };
  const onScene = !canDecline(assignment);
  const others = (
    <div className="secondary">
      {canReport(assignment) && <button type="button" onClick={() => setSheet("progress")}>{words.act.progress}</button>}
      {may("dispatch.requestSupport") && <button type="button" onClick={() => setSheet("support")}>{words.act.support}</button>}
      {canOffer(assignment) && !openOffer(assignment) && may("dispatch.offerHandover") && <button type="button" onClick={() => setSheet("handover")}>{words.handover.title}</button>}
      {!onScene && may("dispatch.decline") && <button type="button" onClick={() => setSheet("decline")}>{words.act.decline}</button>}
    </div>
  );
  return (
    <main className="screen">
      <IncomingOffers own={own} />
      <OwnOffer own={own} onChoose={() => setSheet("handover")} />
      <News news={newsOf(own)} city={state.city} onRead={acts.factRead} />
      <OrderHead own={own} city={state.city} now={now} />
      {onScene && others}
      <TaskCards />
      {unit && <TaskForceCard unit={unit} />}
      {order.note && (
        <section className="card">
          <h2>{words.order.note}</h2>
          <p>{order.note}</p>
        </section>
      )}
      {incident.text && (
        <section className="card">
          <h2>{words.order.fullText}</h2>
          <p className="said">{incident.text}</p>
        </section>
      )}
      {unit && <ForceRooms unit={unit} />}
      <RoomCard roomId={incident.id} title={words.room.title} speaks />
      {unit && <FormerForceRooms unit={unit} />}
      <Guidance key={order.guidance.issuedAt} pack={order.guidance} onSeen={markSeen} />
      <KnownFacts incident={incident} city={state.city} />
      <Matches own={own} />
      <OtherUnits own={own} now={now} />
      <IncidentLog own={own} />
      {rests !== undefined && <p className="quiet">{words.patrol.paused(rests)}</p>}
      {!onScene && others}
      {sheet === "decline" && <DeclineSheet onClose={close} onDecline={acts.decline} />}
      {sheet === "support" && <SupportSheet onClose={close} onSend={acts.support} />}
      {sheet === "handover" && <HandoverSheet own={own} now={now} onClose={close} onOffer={acts.offerHandover} onSupport={() => setSheet("support")} />}
      {sheet === "progress" && <FeedbackSheet kind="PROGRESS" own={own} title={typeName(state.city, incident.typeCode, lang, words.untyped)} onClose={close} onSend={acts.feedback} />}
    </main>
  );
}
