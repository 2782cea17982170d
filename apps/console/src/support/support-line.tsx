import { useState } from "react";
import type { Incident, SupportRequest } from "@tocsin/contract/intake/incident.ts";
import { Age } from "../incident/age.tsx";
import { runningTime } from "../incident/clock-state.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useUnits } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useSeat } from "../live/session.ts";

export const acceptRequest = (incident: Incident, request: SupportRequest, done: string): void => void act("dispatch.acceptSupport", { incidentId: incident.id, requestId: request.id }, { done });

/** Time left to answer; late ones say by how much, in shape and colour. */
function Due({ request }: { readonly request: SupportRequest }) {
  const say = useSay();
  const now = useNow();
  if (request.dueAt === undefined) return null;
  const left = Math.round((request.dueAt - now) / 1_000);
  return left >= 0 ? <span className="num clock clock-calm">{say("advisory.left", { time: runningTime(left) })}</span> : <span className="tag tag-red num">▲ {say("advisory.overdue", { time: runningTime(-left) })}</span>;
}

/** One request of a unit: who asks for what, whose it is, its clock, and the acts that answer it (SCN-01). `asks`: its answer is being written. */
export function SupportLine({ incident, request, asks, onAsk }: { readonly incident: Incident; readonly request: SupportRequest; readonly asks: boolean; readonly onAsk: (asks: boolean) => void }) {
  const say = useSay();
  const seat = useSeat();
  const units = useUnits();
  const answer = (text: string): void => {
    onAsk(false);
    void act("dispatch.answerSupport", { incidentId: incident.id, requestId: request.id, text }, { done: say("support.answered") });
  };
  return (
    <div className="support">
      <span>
        ✚ <strong>{units.get(request.unitId)?.callSign ?? request.unitId}</strong> {say("support.asks", { kind: say(`supportKind.${request.kind}`) })} {request.text} <span className="dim"><Age at={request.at} /></span>{" "}
        <Due request={request} /> {request.owner ? <span className="tag">{say("support.owner", { name: request.owner.name })}</span> : <span className="tag tag-amber">{say("support.nobody")}</span>}
      </span>
      {asks ? <ReasonPrompt label={say("support.answer")} onReason={answer} onLeave={() => onAsk(false)} /> : (
        <span className="support-acts">
          {request.owner === undefined && mayDo(seat, "dispatch.acceptSupport") && <button type="button" className="plain" onClick={() => acceptRequest(incident, request, say("support.accepted"))}>{say("support.accept")}</button>}
          {mayDo(seat, "dispatch.answerSupport") && <button type="button" className="plain" onClick={() => onAsk(true)}>{say("support.answer")}</button>}
        </span>
      )}
    </div>
  );
}

/** A request that keeps to itself whether its answer is being written. */
export function SupportEntry({ incident, request }: { readonly incident: Incident; readonly request: SupportRequest }) {
  const [asks, setAsks] = useState(false);
  return <SupportLine incident={incident} request={request} asks={asks} onAsk={setAsks} />;
}
