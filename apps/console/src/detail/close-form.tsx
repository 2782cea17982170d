import { useEffect, useRef, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { nameIn, sayNow, useLang, useSay } from "../language/words.ts";
import type { Word } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";
import { endAction, startAction } from "./detail-action.ts";

const GAPS = ["TYPE", "ARRIVAL", "FIRST_FEEDBACK", "CASE_REF", "RESPONSE", "FINAL_REPORT"] as const;
const gapWord = (gap: string): string => (GAPS.find((known) => known === gap) ? sayNow(`gap.${gap}` as Word) : gap);

/** Closes with an outcome; what is still missing is listed, nothing is skipped (INC-06). */
export function CloseForm({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const [outcomeCode, setOutcome] = useState(city.outcomes[0]?.code ?? "");
  const [text, setText] = useState("");
  const [caseRef, setCaseRef] = useState("");
  const [gaps, setGaps] = useState<readonly string[]>([]);
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), []);
  const close = async (): Promise<void> => {
    const undo = { key: "Z", text: say("act.reopen"), run: () => startAction("reopen") };
    const payload = { incidentId: incident.id, outcomeCode, text, ...(caseRef.trim() === "" ? {} : { caseRef: caseRef.trim() }) };
    const outcome = await act("intake.close", payload, { done: say("notice.closed"), undo, answers: ["CLOSE_BLOCKED"] });
    if (outcome.ok) return endAction();
    const listed = outcome.refused?.code === "CLOSE_BLOCKED" ? outcome.refused.params["gaps"] : [];
    setGaps(Array.isArray(listed) ? listed.map(String) : []);
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <label>
        <span>{say("close.outcome")}</span>
        <select
          ref={select}
          className="field"
          value={outcomeCode}
          onChange={(event) => setOutcome(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
        >
          {city.outcomes.map((outcome, index) => <option key={outcome.code} value={outcome.code}>{index + 1} {nameIn(lang, outcome)}</option>)}
        </select>
      </label>
      {outcomeCode === "CASE_REFERRED" && (
        <label>
          <span>{say("close.caseRef")}</span>
          <input className="field" value={caseRef} maxLength={60} onChange={(event) => setCaseRef(event.target.value)} />
        </label>
      )}
      <label>
        <span>{say("close.text")}</span>
        <input className="field" value={text} maxLength={4_000} onChange={(event) => setText(event.target.value)} />
      </label>
      {gaps.length > 0 && (
        <div className="gaps" role="alert">
          {say("close.blocked")}
          <ul>{gaps.map((gap) => <li key={gap}>□ {gapWord(gap)}</li>)}</ul>
        </div>
      )}
      <button type="submit" className="main">{say("act.close")} <kbd>↵</kbd></button>
    </form>
  );
}
