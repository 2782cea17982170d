import { useEffect, useRef, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { findIncidents } from "../command-bar/targets.ts";
import { typeName } from "../city/city-index.ts";
import { markedNo } from "../incident/marked-no.ts";
import { Duplicates } from "../intake/duplicates.tsx";
import { useDuplicates } from "../intake/use-duplicates.ts";
import { summaryOf } from "../incident/summary.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useIncidents } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { selectIncident } from "../selection/selection.ts";
import { endAction } from "./detail-action.ts";

/** Merges this incident into another, or another into this one: likely duplicates first, any other by its number. */
export function MergePanel({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const incidents = useIncidents();
  const [no, setNo] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const likely = useDuplicates({ incidentId: incident.id, drill: incident.drill, typeCode: incident.typeCode, text: incident.text, addressText: incident.place?.addressText ?? "", point: incident.place?.point ?? null });
  const open = [...incidents.values()].filter((other) => summaryOf(other).open && other.id !== incident.id && other.drill === incident.drill);
  const target = no.trim() === "" ? undefined : findIncidents({ incidents: open, selectedId: null }, no.trim())[0];
  const into = async (primaryId: string): Promise<void> => {
    endAction();
    const outcome = await act("intake.merge", { incidentId: primaryId, duplicateId: incident.id }, { done: say("notice.merged") });
    if (outcome.ok) selectIncident(primaryId);
  };
  return (
    <div>
      <form
        className="prompt"
        onSubmit={(event) => {
          event.preventDefault();
          if (target) void into(target.id);
        }}
      >
        <label>
          <span>{say("merge.into")}</span>
          <input ref={input} className="field" value={no} placeholder={say("merge.no")} onChange={(event) => setNo(event.target.value)} />
        </label>
        <button type="submit" className="main" disabled={!target}>{say("merge.do")} <kbd>↵</kbd></button>
      </form>
      {target && <p className="hint">→ {markedNo(say, target)} {typeName(city, target.typeCode, lang)} {target.place?.addressText}</p>}
      <Duplicates found={likely} action={say("merge.do")} onTake={(id) => void into(id)} />
    </div>
  );
}
