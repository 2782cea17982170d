import { useEffect, useRef, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { endAction } from "./detail-action.ts";

/** Another caller for the same incident: what is said, and a number to call back. */
export function ReportForm({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const [text, setText] = useState("");
  const [callback, setCallback] = useState("");
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);
  const save = (): void => {
    endAction();
    const number = callback.trim();
    void act("intake.addReport", { incidentId: incident.id, channel: "CALL_110", text, ...(number === "" ? { noCallbackReason: "WITHHELD" as const } : { callback: number }) }, { done: say("notice.reportAdded") });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <label>
        <span>{say("report.said")}</span>
        <textarea ref={first} className="field" rows={2} value={text} maxLength={4_000} onChange={(event) => setText(event.target.value)} />
      </label>
      <label>
        <span>{say("intake.callback")}</span>
        <input className="field" inputMode="tel" value={callback} placeholder={say("report.noNumber")} onChange={(event) => setCallback(event.target.value)} />
      </label>
      <button type="submit" className="main">{say("report.add")} <kbd>Ctrl ↵</kbd></button>
    </form>
  );
}
