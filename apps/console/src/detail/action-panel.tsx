import { PRIORITIES, type Priority } from "@tocsin/contract/organisation/city.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { useState } from "react";
import { CodePrompt } from "../incident/code-prompt.tsx";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useLang, useSay } from "../language/words.ts";
import { typeName } from "../city/city-index.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";
import { WhistleForm } from "../matters/whistle-form.tsx";
import { HandOverForm } from "../matters/hand-over-form.tsx";
import { ClassifyPanel } from "./classify-panel.tsx";
import { CloseForm } from "./close-form.tsx";
import { endAction, startAction, useDetailAction } from "./detail-action.ts";
import { AmendText } from "./amend-text.tsx";
import { LocatePanel } from "./locate-panel.tsx";
import { OfferPanel } from "./offer-panel.tsx";
import { OpenPostForm } from "../posts/open-form.tsx";
import { MergePanel } from "./merge-panel.tsx";
import { ReportForm } from "./report-form.tsx";

/** What the started act still needs, at the head of the detail; Esc leaves. */
export function ActionPanel({ incident }: { readonly incident: Incident }) {
  const action = useDetailAction();
  if (action === null) return null;
  return (
    <div className="action-panel" onKeyDown={(event) => event.key === "Escape" && endAction()}>
      <ActionBody incident={incident} />
    </div>
  );
}

function ActionBody({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const action = useDetailAction();
  const incidentId = incident.id;
  const finish = (run: Promise<unknown>): void => {
    endAction();
    void run;
  };
  switch (action) {
    case "close": return <CloseForm incident={incident} />;
    case "classify": return <ClassifyPanel incident={incident} />;
    case "locate": return <LocatePanel incident={incident} />;
    case "whistle": return <WhistleForm incident={incident} />;
    case "post": return <PostPanel incident={incident} />;
    case "transfer": return <HandOverForm incident={incident} />;
    case "merge": return <MergePanel incident={incident} />;
    case "report": return <ReportForm incident={incident} />;
    case "text": return <AmendText incident={incident} />;
    case "priority": return <PriorityPanel incident={incident} />;
    case "cancel":
      return <ReasonPrompt label={say("act.cancelWhy")} onLeave={endAction} onReason={(reason) => finish(act("intake.cancel", { incidentId, reason }, { done: say("notice.cancelled") }))} />;
    case "reopen":
      return <ReasonPrompt label={say("act.reopenWhy")} onLeave={endAction} onReason={(reason) => finish(act("intake.reopen", { incidentId, reason }, { done: say("notice.reopened") }))} />;
    case "hold":
      return <ReasonPrompt label={say("act.holdWhy")} onLeave={endAction} onReason={(reason) => finish(act("governance.hold", { incidentId, reason }, { done: say("notice.held") }))} />;
    case "liftHold":
      return <ReasonPrompt label={say("act.liftHoldWhy")} onLeave={endAction} onReason={(reason) => finish(act("governance.liftHold", { incidentId, reason }, { done: say("notice.holdLifted") }))} />;
    case "offer":
      return <OfferPanel incident={incident} />;
    case "takeOver":
      return incident.commander && <TakeOverPrompt incidentId={incidentId} from={incident.commander} onDone={finish} />;
    case null:
      return null;
  }
}

/** From whom is held as it was when the prompt opened: whoever commands by the time it is sent is asked about anew. */
function TakeOverPrompt({ incidentId, from, onDone }: { readonly incidentId: string; readonly from: NonNullable<Incident["commander"]>; readonly onDone: (run: Promise<unknown>) => void }) {
  const say = useSay();
  const [{ userId: fromUserId, name }] = useState(from);
  return <ReasonPrompt label={say("command.takeOverWhy", { name })} onLeave={endAction} onReason={(reason) => onDone(act("command.takeOver", { incidentId, fromUserId, reason }, { done: say("command.taken") }))} />;
}

function PostPanel({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  return <OpenPostForm over={{ incidentId: incident.id }} name={say("post.suffix", { what: typeName(city, incident.typeCode, lang) ?? incident.no })} onLeave={endAction} />;
}

/** First the level by its digit, then why. */
function PriorityPanel({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const [priority, setPriority] = useState<Priority | null>(null);
  if (priority === null) {
    return <CodePrompt label={say("act.priority")} codes={PRIORITIES} nameOf={(code) => say(`priority.${code}`)} onCode={setPriority} onLeave={endAction} leaveText={say("prompt.leave")} />;
  }
  const before = incident.priority;
  const set = (reason: string): void => {
    endAction();
    const undo = before && { key: "Z", text: say("notice.putBack"), run: () => startAction("priority") };
    void act("intake.setPriority", { incidentId: incident.id, priority, reason }, { done: say("notice.priority", { priority: say(`priority.${priority}`) }), undo: undo || null });
  };
  return <ReasonPrompt label={say("act.priorityWhy", { priority: say(`priority.${priority}`) })} onReason={set} onLeave={endAction} />;
}
