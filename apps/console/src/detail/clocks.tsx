import { useState } from "react";
import { BREACH_REASONS, type Clock } from "@tocsin/contract/dispatch/clock.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ClockChip } from "../incident/clock-chip.tsx";
import { isRunning, wantsAttention } from "../incident/clock-state.ts";
import { CodePrompt } from "../incident/code-prompt.tsx";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";

/** Running and breached limits; a breach asks for its reason. */
export function Clocks({ incident }: { readonly incident: Incident }) {
  const shown = incident.clocks.filter((clock) => isRunning(clock) || clock.breachedAt !== null);
  const unexplained = shown.filter((clock) => clock.breachedAt !== null && clock.reason === null && wantsAttention(clock, serverNow()));
  if (shown.length === 0) return null;
  return (
    <div className="clocks">
      <div className="clock-row">{shown.map((clock) => <ClockChip key={clock.id} clock={clock} named />)}</div>
      {unexplained.slice(0, 1).map((clock) => <ExplainBreach key={clock.id} incidentId={incident.id} clock={clock} />)}
    </div>
  );
}

export function ExplainBreach({ incidentId, clock }: { readonly incidentId: string; readonly clock: Clock }) {
  const say = useSay();
  const [asks, setAsks] = useState(false);
  const name = say(`clock.${clock.step}`);
  if (!asks) return <button type="button" className="plain breach-ask" onClick={() => setAsks(true)}>{say("breach.ask", { name })}</button>;
  return (
    <CodePrompt
      label={say("breach.why", { name })}
      codes={BREACH_REASONS}
      nameOf={(code) => say(`breachReason.${code}`)}
      onCode={(code) => {
        setAsks(false);
        void act("dispatch.explainBreach", { incidentId, clockId: clock.id, code }, { done: say("breach.explained") });
      }}
      onLeave={() => setAsks(false)}
      leaveText={say("prompt.leave")}
    />
  );
}
