import { useState } from "react";
import { isActive, type Assignment, type Drawn, type Order } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { limitsOf } from "@tocsin/domain/organisation/limits.ts";
import { orgName } from "../city/city-index.ts";
import { findIncidents } from "../command-bar/targets.ts";
import { drawOff } from "../dispatch/draw.ts";
import { Age } from "../incident/age.tsx";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { shortNo, summaryOf } from "../incident/summary.ts";
import { type Say, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { boardStore, useUnits } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { selectUnit } from "../selection/selection.ts";
import { NoticeLine } from "./notice-line.tsx";
import { ReleaseLine } from "./release-line.tsx";
import { ProgressSteps } from "./progress-steps.tsx";

/** An incident that is nothing of this desk's has no number here (X-05). */
const drawnText = (say: Say, way: "from" | "to", { no }: Drawn): string => (no === undefined ? say(`draw.${way}Elsewhere`) : say(`draw.${way}`, { no: shortNo(no) }));

/** Who is on it, step by step with ages; what was declined or taken back stays below. */
export function Assignments({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const all = incident.orders.flatMap((order) => order.assignments.map((assignment) => ({ order, assignment })));
  if (all.length === 0) return null;
  const active = all.filter(({ assignment }) => isActive(assignment));
  const ended = all.filter(({ assignment }) => !isActive(assignment));
  return (
    <section className="block" aria-label={say("assign.name")}>
      {active.map(({ order, assignment }) => <AssignmentRow key={`${order.id}/${assignment.unitId}`} incident={incident} order={order} assignment={assignment} />)}
      {ended.length > 0 && (
        <details className="why-not" open={active.length === 0}>
          <summary>{say("assign.ended", { count: ended.length })}</summary>
          <ul>{ended.map(({ order, assignment }) => <li key={`${order.id}/${assignment.unitId}`}><strong>{assignment.callSign}</strong> {say(`assignmentStatus.${assignment.status}`)} <span className="dim">{assignment.drawnTo ? `${drawnText(say, "to", assignment.drawnTo)} ${say(`draw.${assignment.drawnTo.code}`)}` : <EndReason reason={assignment.endReason} />} {assignment.endedAt !== null && <Age at={assignment.endedAt} />}</span></li>)}</ul>
        </details>
      )}
    </section>
  );
}

function EndReason({ reason }: { readonly reason: string | null }) {
  const say = useSay();
  const codes = ["SAFETY", "CAPABILITY", "VEHICLE", "ENGAGED", "UNREACHABLE", "JURISDICTION"] as const;
  const code = codes.find((known) => known === reason);
  return <>{code ? say(`decline.${code}`) : (reason ?? "")}</>;
}

type Ask = "recall" | "reassign" | "handover" | null;

function AssignmentRow({ incident, order, assignment }: { readonly incident: Incident; readonly order: Order; readonly assignment: Assignment }) {
  const say = useSay();
  const lang = useLang();
  const index = useCity();
  const { city } = index;
  const units = useUnits();
  const [ask, setAsk] = useState<Ask>(null);
  const offeredTo = units.get(assignment.unitId)?.handoverTo ?? null;
  return (
    <div className="assignment">
      <div className="assignment-head">
        <button type="button" className="unit-name" onClick={() => selectUnit(assignment.unitId)}>{assignment.callSign}</button>
        {order.drawnFrom && <span className="tag">{drawnText(say, "from", order.drawnFrom)}</span>}
        {assignment.lentBy !== undefined && <span className="tag">{say("aid.lent", { org: orgName(index, assignment.lentBy, lang) })}</span>}
        {order.preDispatch && <span className="tag">{say("assign.pre")}</span>}
        {assignment.escalatedAt !== null && <span className="tag tag-red">{say("assign.escalated")}</span>}
        {assignment.arrivalProposedAt !== null && assignment.arrivedAt === null && <span className="tag tag-amber">{say("assign.proposed")}</span>}
        {assignment.arrivedAuto && <span className="tag">{say("assign.auto")}</span>}
        {order.suspended && <span className="tag tag-red">{say("assign.suspended", { reason: order.suspended.reason })}</span>}
        {offeredTo && <span className="tag tag-amber">{say("assign.offeredTo", { unit: units.get(offeredTo)?.callSign ?? offeredTo })}</span>}
        <span className="assignment-acts">
          <button type="button" className="plain" onClick={() => setAsk("recall")}>{say("assign.recall")}</button>
          <button type="button" className="plain" onClick={() => setAsk("reassign")}>{say("assign.reassign")}</button>
          <button type="button" className="plain" onClick={() => setAsk("handover")}>{say("assign.handover")}</button>
        </span>
      </div>
      <ProgressSteps assignment={assignment} acknowledgeS={limitsOf(incident, city.deadlines).acknowledge.target} />
      {assignment.status === "ISSUED" && <NoticeLine orderId={order.id} unitId={assignment.unitId} />}
      <ReleaseLine incident={incident} order={order} assignment={assignment} />
      {ask && <AskLine ask={ask} incident={incident} order={order} assignment={assignment} onLeave={() => setAsk(null)} />}
    </div>
  );
}

interface AskProps {
  readonly ask: NonNullable<Ask>;
  readonly incident: Incident;
  readonly order: Order;
  readonly assignment: Assignment;
  readonly onLeave: () => void;
}

/** A reason; for another incident or unit its number comes first: `123 reason`. */
function AskLine({ ask, incident, order, assignment, onLeave }: AskProps) {
  const say = useSay();
  const { unitId } = assignment;
  const send = (typed: string): void => {
    onLeave();
    if (ask === "recall") return void act("dispatch.recall", { incidentId: incident.id, orderId: order.id, unitId, reason: typed }, { done: say("notice.recalled") });
    const [target = "", ...rest] = typed.split(/\s+/);
    const reason = rest.join(" ") || say("reason.dispatcher");
    if (ask === "handover") return void act("dispatch.offerHandover", { incidentId: incident.id, orderId: order.id, unitId, toUnitId: target.toUpperCase(), reason }, { done: say("notice.handoverOffered") });
    const open = [...boardStore.get().incidents.values()].filter((other) => summaryOf(other).open && other.id !== incident.id);
    const found = findIncidents({ incidents: open, selectedId: null }, target)[0];
    if (found) void drawOff(unitId, incident.id, found.id, "OTHER", reason);
  };
  const labels = { recall: say("assign.recallWhy"), reassign: say("assign.reassignTo"), handover: say("assign.handoverTo") } as const;
  return <ReasonPrompt label={labels[ask]} onReason={send} onLeave={onLeave} />;
}
