import { useState } from "react";
import { useWording } from "../language/wording.ts";
import { CheckpointButton } from "../patrol/patrol-card.tsx";
import { runningPatrol } from "../patrol/checkpoints.ts";
import { TaskStep } from "../tasks/task-acts.tsx";
import { useField, useServerNow } from "../state/field.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { ArrivalProposal } from "./arrival-proposal.tsx";
import { FeedbackSheet } from "./feedback-sheet.tsx";
import { nextAct } from "./next-act.ts";
import { orderActs, type Report } from "./order-acts.ts";
import { typeName } from "./order-head.tsx";

/** The one button at the bottom: its label is the next state. */
export function PrimaryAction() {
  const { current, unit, session, may, tasks } = useField();
  const { words } = useWording();
  const next = nextAct(current?.assignment, current?.order.suspended != null, unit);
  if (!next) return tasks[0] === undefined ? null : <TaskStep key={`${tasks[0].response.id} ${tasks[0].task.id}`} own={tasks[0]} primary />;
  if (current) return <OrderAction key={current.order.id} own={current} next={next} />;
  const patrol = runningPatrol(unit);
  if (unit && patrol) return may("dispatch.checkpoint") ? <CheckpointButton key={`${patrol.id} ${patrol.next}`} unitId={unit.id} patrol={patrol} /> : null;
  if (!unit || next === "checkpoint" || !may("dispatch.setUnitStatus")) return null;
  const available = (): void => session.act({ name: "dispatch.setUnitStatus", payload: { unitId: unit.id, status: "AVAILABLE", deviceAt: Date.now() } });
  return (
    <button type="button" className="primary" onClick={available}>
      {words.act[next]}
    </button>
  );
}

function OrderAction({ own, next }: { own: OwnOrder; next: NonNullable<ReturnType<typeof nextAct>> }) {
  const { state, session } = useField();
  const { words, lang } = useWording();
  const now = useServerNow(state.offset);
  const [reporting, setReporting] = useState<"FIRST" | "FINAL" | null>(null);
  const acts = orderActs(session, own);
  const press = (): void => {
    if (next === "acknowledge") acts.acknowledge();
    else if (next === "enRoute") acts.enRoute();
    else if (next === "arrive") acts.arrive("CONFIRMED");
    else if (next === "handle") acts.handle();
    else setReporting(next === "complete" ? "FINAL" : "FIRST");
  };
  const send = (report: Report): void => {
    acts.feedback(report);
    if (report.kind === "FINAL") acts.complete();
  };
  const proposed = next === "arrive" && own.assignment.arrivalProposedAt !== null;
  return (
    <>
      {proposed && <ArrivalProposal proposedAt={own.assignment.arrivalProposedAt ?? now} limitS={own.incident.limits?.arriveAutoConfirm ?? state.city?.deadlines.arriveAutoConfirm ?? 15} now={now} />}
      <button type="button" className="primary" onClick={press}>
        {proposed || next === "checkpoint" ? words.arrival.confirm : words.act[next]}
      </button>
      {reporting && <FeedbackSheet kind={reporting} own={own} title={typeName(state.city, own.incident.typeCode, lang, words.untyped)} onClose={() => setReporting(null)} onSend={send} />}
    </>
  );
}
