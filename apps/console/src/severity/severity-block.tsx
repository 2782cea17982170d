import { useState } from "react";
import { PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { isLower, type Emergency, type UpwardKind } from "@tocsin/contract/linkage/severity.ts";
import { dueKinds, owedClock, REPORT_STEP } from "@tocsin/domain/linkage/due-reports.ts";
import { clockState, runningTime } from "../incident/clock-state.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { LetterLines } from "../matters/letter-lines.tsx";
import { ReportUp } from "./report-up.tsx";
import "./severity.css";

/** How grave it is as an emergency, which reports upward are due and when, and which were made, late ones as late (LNK-06). */
export function SeverityBlock({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const seat = useSeat();
  const { emergency } = incident;
  const maySet = isOpen(incident) && mayDo(seat, "linkage.setSeverity") && (incident.commander === null || incident.commander.userId === seat.userId);
  const [changes, setChanges] = useState(false);
  if (emergency === undefined && !maySet) return null;
  return (
    <section className="block severity" aria-label={say("severity.name")}>
      <div className="block-head">
        <h2>{say("severity.name")}</h2>
        {emergency && <span className="tag tag-amber">{say(`severity.${emergency.severity}`)}</span>}
        {emergency?.finalAt != null && <span className="tag">{say("severity.final")}</span>}
        {emergency && maySet && !changes && <button type="button" className="plain" onClick={() => setChanges(true)}>{say("severity.change")}</button>}
      </div>
      {emergency === undefined && <p className="hint dim">{say("severity.none")}</p>}
      {(emergency === undefined || changes) && <LevelForm key={emergency?.severity ?? ""} incident={incident} onDone={() => setChanges(false)} />}
      {emergency && <Reports incident={incident} emergency={emergency} />}
    </section>
  );
}

/** Sets the level or changes it; one that is lower wants a reason, and only who commands lowers it. */
function LevelForm({ incident: { id: incidentId, emergency, commander }, onDone }: { readonly incident: Incident; readonly onDone: () => void }) {
  const say = useSay();
  const levels = PLAN_LEVELS.filter((each) => each !== emergency?.severity && (emergency === undefined || commander !== null || !isLower(emergency.severity, each)));
  const [level, setLevel] = useState<PlanLevel>(emergency === undefined ? "IV" : (levels.at(-1) ?? "IV"));
  const [reason, setReason] = useState("");
  const wanting = emergency !== undefined && isLower(emergency.severity, level) && reason.trim() === "";
  const set = (): void => void act("linkage.setSeverity", { incidentId, severity: level, reason: reason.trim() }, { done: say("severity.done", { level: say(`severity.${level}`) }) }).then(({ ok }) => ok && onDone());
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wanting) set();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || emergency === undefined) return;
        event.stopPropagation();
        onDone();
      }}
    >
      <select className="field field-short" aria-label={say("severity.level")} value={level} onChange={(event) => setLevel(levels.find((each) => each === event.target.value) ?? level)}>
        {levels.map((each) => <option key={each} value={each}>{say(`severity.${each}`)}</option>)}
      </select>
      {emergency && <input className="field" aria-label={say("severity.why")} placeholder={say("severity.why")} maxLength={400} value={reason} onChange={(event) => setReason(event.target.value)} />}
      <button type="submit" className="main" disabled={wanting}>{say("severity.set", { level })}</button>
      {emergency && <button type="button" className="plain" onClick={onDone}><kbd>Esc</kbd> {say("prompt.leave")}</button>}
    </form>
  );
}

function Reports({ incident, emergency }: { readonly incident: Incident; readonly emergency: Emergency }) {
  const say = useSay();
  const lang = useLang();
  const seat = useSeat();
  const timeText = useTimeText();
  const [kind, setKind] = useState<UpwardKind | null>(null);
  const due = isOpen(incident) ? dueKinds(incident) : [];
  const may = mayDo(seat, "linkage.reportUp");
  return (
    <>
      <p className="hint dim">{say("severity.lead", { lead: lang === "zh" ? emergency.leadZh : emergency.leadEn })}</p>
      <ul className="severity-due">
        {due.map((each) => (
          <li key={each}>
            <strong>{say(`upward.${each}`)}</strong> {each !== "FINAL" && <Left incident={incident} kind={each} />}
            {may && kind === null && <button type="button" className={each === due[0] ? "main" : "plain"} onClick={() => setKind(each)}>{say("severity.report")}</button>}
          </li>
        ))}
      </ul>
      {kind !== null && due.includes(kind) && <ReportUp key={kind} incidentId={incident.id} kind={kind} onDone={() => setKind(null)} />}
      {emergency.reports.length > 0 && (
        <ol className="severity-made">
          {emergency.reports.toReversed().map(({ no, kind: made, at, lateS }) => (
            <li key={no}>
              <span className="num dim">{timeText(at, false)}</span> {say("severity.no", { no })} {say(`upward.${made}`)}{" "}
              {lateS > 0 ? <span className="tag tag-red">■ {say("severity.wasLate", { time: runningTime(lateS) })}</span> : <span className="dim">✓ {say("severity.inTime")}</span>}
            </li>
          ))}
        </ol>
      )}
      <LetterLines recordId={incident.id} version={emergency.reportCount} waitsFor={() => true} />
      {emergency.lines.length > 0 && <details className="hint"><summary>{say("severity.last")}</summary><ul>{emergency.lines.map((line, at) => <li key={at}>{line.text}</li>)}</ul></details>}
    </>
  );
}

/** The time that a report still has, or by how much it is late, in words. */
function Left({ incident, kind }: { readonly incident: Incident; readonly kind: UpwardKind }) {
  const say = useSay();
  const now = useNow();
  const clock = owedClock(incident, REPORT_STEP[kind]);
  if (clock === undefined) return null;
  const { tone, leftS } = clockState(clock, now);
  const late = leftS < 0;
  return <span className={`clock clock-${tone}`}>{late && <span aria-hidden="true">■</span>} {late ? say("severity.late", { time: runningTime(-leftS) }) : say("severity.left", { time: runningTime(leftS) })}</span>;
}
