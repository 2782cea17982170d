import { useState } from "react";
import type { Incident, SupportRequest } from "@tocsin/contract/intake/incident.ts";
import { Age } from "../incident/age.tsx";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useUnits } from "../live/live-board.ts";

/** What units at the scene ask for; open requests stand on top until they are answered. */
export function SupportRequests({ incident }: { readonly incident: Incident }) {
  const open = incident.support.filter(({ answer }) => answer === null);
  return open.map((request) => <Request key={request.id} incidentId={incident.id} request={request} />);
}

function Request({ incidentId, request }: { readonly incidentId: string; readonly request: SupportRequest }) {
  const say = useSay();
  const units = useUnits();
  const [asks, setAsks] = useState(false);
  const answer = (text: string): void => {
    setAsks(false);
    void act("dispatch.answerSupport", { incidentId, requestId: request.id, text }, { done: say("support.answered") });
  };
  return (
    <div className="support">
      <span>
        ✚ <strong>{units.get(request.unitId)?.callSign ?? request.unitId}</strong> {say("support.asks", { kind: say(`supportKind.${request.kind}`) })} {request.text} <span className="dim"><Age at={request.at} /></span>
      </span>
      {asks ? <ReasonPrompt label={say("support.answer")} onReason={answer} onLeave={() => setAsks(false)} /> : <button type="button" className="plain" onClick={() => setAsks(true)}>{say("support.answer")}</button>}
    </div>
  );
}
