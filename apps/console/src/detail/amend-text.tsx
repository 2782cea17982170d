import { useEffect, useRef, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ConflictChoice, type Conflict } from "../intake/conflict-choice.tsx";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { endAction } from "./detail-action.ts";

/** Changes what is written about the incident, with the value that was seen; a change by another is shown and chosen between (INC-03). */
export function AmendText({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const [seen] = useState(incident.text);
  const [text, setText] = useState(incident.text);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const save = async (from: string): Promise<void> => {
    const outcome = await act("intake.amend", { incidentId: incident.id, field: "text", from, to: text }, { done: say("notice.amended"), answers: ["FIELD_CONFLICT"] });
    if (!outcome.ok && outcome.refused?.code === "FIELD_CONFLICT") setConflict({ field: "text", theirs: String(outcome.refused.params["current"] ?? ""), mine: text });
    else endAction();
  };
  if (conflict) return <ConflictChoice conflict={conflict} onMine={() => void save(conflict.theirs)} onTheirs={endAction} />;
  return (
    <div className="stack">
      <label>
        <span>{say("report.said")}</span>
        <textarea
          ref={area}
          className="field"
          rows={3}
          maxLength={4_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save(seen);
          }}
        />
      </label>
      <button type="button" className="main" onClick={() => void save(seen)}>{say("prompt.do")} <kbd>Ctrl ↵</kbd></button>
    </div>
  );
}
