import { useEffect, useState } from "react";
import { REVEAL_PURPOSES } from "@tocsin/contract/audit/reveal.ts";
import type { Report } from "@tocsin/contract/intake/incident.ts";
import { useAsk } from "../account/use-ask.ts";
import { CodePrompt } from "../incident/code-prompt.tsx";
import { useSay } from "../language/words.ts";
import { client, useSeat } from "../live/session.ts";

/** A number stands open for a call's worth of time, then it is hidden again. */
const OPEN_MS = 120_000;

/** A caller's number: hidden until whoever may call back says what for, which is kept in the audit. */
export function CallerNumber({ incidentId, report }: { readonly incidentId: string; readonly report: Report }) {
  const say = useSay();
  const { views } = useSeat();
  const { busy, failed, run } = useAsk();
  const [asking, setAsking] = useState(false);
  const [number, setNumber] = useState<string | null>(null);
  useEffect(() => {
    if (number === null) return;
    const timer = setTimeout(() => setNumber(null), OPEN_MS);
    return () => clearTimeout(timer);
  }, [number]);
  if (report.callback === null) return <span>{report.noCallbackReason ? say(`noCallback.${report.noCallbackReason}`) : "—"}</span>;
  const hidden = number === null && report.callback.includes("*");
  const reveal = (purpose: (typeof REVEAL_PURPOSES)[number]): void => {
    setAsking(false);
    void run(async () => setNumber((await client.reveal(incidentId, { reportId: report.id, purpose })).callback));
  };
  return (
    <>
      <span className="num">{number ?? report.callback}</span>{" "}
      {hidden && views.includes("CALLBACK_NUMBER") && <button type="button" className="plain" disabled={busy} aria-expanded={asking} onClick={() => setAsking(!asking)}>{say("reveal.show")}</button>}
      {number !== null && <button type="button" className="plain" onClick={() => setNumber(null)}>{say("reveal.hide")}</button>}
      {failed !== "" && <span role="alert"> {failed}</span>}
      {asking && <CodePrompt label={say("reveal.why")} codes={REVEAL_PURPOSES} nameOf={(code) => say(`reveal.${code}`)} onCode={reveal} onLeave={() => setAsking(false)} leaveText={say("prompt.leave")} />}
    </>
  );
}
