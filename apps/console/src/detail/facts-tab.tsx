import { reportCountOf, reportsShownOf, type Incident, type Report } from "@tocsin/contract/intake/incident.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { CallerNumber } from "./caller-number.tsx";
import { startAction } from "./detail-action.ts";
import { FactLines } from "./fact-lines.tsx";
import { MatchLines } from "./match-lines.tsx";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useState } from "react";

/** What callers said, one report per caller, and what is known. */
export function FactsTab({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  return (
    <>
      <section className="block">
        <div className="block-head">
          <h2>{say("facts.text")}</h2>
          <button type="button" className="plain" onClick={() => startAction("text")}>{say("facts.amend")}</button>
        </div>
        <p className="said">{incident.text || say("facts.noText")}</p>
      </section>
      <FactLines incident={incident} />
      <MatchLines incident={incident} />
      <section className="block">
        <div className="block-head">
          <h2>{say("facts.reports", { count: reportCountOf(incident) })}</h2>
          <button type="button" className="plain" onClick={() => startAction("report")}>{say("act.report")} <kbd>R</kbd></button>
        </div>
        {incident.reportCount !== undefined && <p className="dim">{say("facts.reportsShown", { ...reportsShownOf(incident) })}</p>}
        {incident.reports.map((report) => <ReportLine key={report.id} incidentId={incident.id} report={report} />)}
      </section>
      {incident.absorbed.map((duplicateId) => <Absorbed key={duplicateId} incidentId={incident.id} duplicateId={duplicateId} />)}
      <Feedback incident={incident} />
    </>
  );
}

function ReportLine({ incidentId, report }: { readonly incidentId: string; readonly report: Report }) {
  const say = useSay();
  const timeText = useTimeText();
  return (
    <div className="report">
      <span className="num dim">{timeText(report.at)}</span> <span>{say(`channel.${report.channel}`)}</span>{" "}
      <CallerNumber incidentId={incidentId} report={report} />
      {report.fromIncident !== null && <span className="tag">{say("facts.merged")}</span>}
      <p className="said">{report.text || say("facts.noText")}{report.place?.addressText ? ` · ${report.place.addressText}` : ""}</p>
    </div>
  );
}

/** A merge can be undone without loss (INC-05). */
function Absorbed({ incidentId, duplicateId }: { readonly incidentId: string; readonly duplicateId: string }) {
  const say = useSay();
  const [asks, setAsks] = useState(false);
  if (!asks) return <p className="hint">{say("facts.absorbed")} <button type="button" className="plain" onClick={() => setAsks(true)}>{say("facts.unmerge")}</button></p>;
  const undo = (reason: string): void => {
    setAsks(false);
    void act("intake.unmerge", { incidentId, duplicateId, reason }, { done: say("notice.unmerged") });
  };
  return <ReasonPrompt label={say("facts.unmergeWhy")} onReason={undo} onLeave={() => setAsks(false)} />;
}

function Feedback({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const timeText = useTimeText();
  if (incident.feedback.length === 0) return null;
  const nameOf = (unitId: string): string => incident.orders.flatMap(({ assignments }) => assignments).find((assignment) => assignment.unitId === unitId)?.callSign ?? unitId;
  return (
    <section className="block">
      <h2>{say("facts.feedback")}</h2>
      {incident.feedback.map((feedback) => (
        <div key={feedback.id} className="report">
          <span className="num dim">{timeText(feedback.at)}</span> <strong>{nameOf(feedback.unitId)}</strong> {say(`feedbackKind.${feedback.kind}`)}
          <p className="said">{feedback.text} {feedback.media.length > 0 && <span className="dim">{say("facts.media", { count: feedback.media.length })}</span>} {feedback.recording !== undefined && <span className="dim">{say("facts.recording", { reference: feedback.recording.reference })}</span>}</p>
        </div>
      ))}
    </section>
  );
}
