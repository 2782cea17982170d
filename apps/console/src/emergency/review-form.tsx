import { useEffect, useState, type FormEvent } from "react";
import type { EmergencyReport } from "@tocsin/contract/identity/emergency-access.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { useAsk } from "../account/use-ask.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { useSay, type Say, type Word } from "../language/words.ts";
import { client } from "../live/session.ts";
import { afterAct } from "./emergency-store.ts";

/** What the audit calls it, in the reader's words; a command keeps its name. */
const DID: Readonly<Record<string, Word>> = {
  [`GET ${ROUTES.board}`]: "emergency.did.board", [`GET ${ROUTES.incident}`]: "emergency.did.incident", [`GET ${ROUTES.timeline}`]: "emergency.did.timeline", [`GET ${ROUTES.recommendation}`]: "emergency.did.recommendation", stream: "emergency.did.stream",
  "emergency-ask": "emergency.did.emergency-ask", "emergency-approve": "emergency.did.emergency-approve", "emergency-decline": "emergency.did.emergency-decline", "emergency-end": "emergency.did.emergency-end", "emergency-review": "emergency.did.emergency-review", "emergency-report": "emergency.did.emergency-report",
};
const didText = (say: Say, what: string): string => {
  const word = DID[what];
  return word === undefined ? what.replace(/^(GET|POST) \/api\/v1\//, "") : say(word);
};

/** What was read and done, and the reviewer's word on it. */
export function ReviewForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const say = useSay();
  const timeText = useTimeText();
  const { busy, failed, run } = useAsk();
  const [report, setReport] = useState<EmergencyReport | null>(null);
  useEffect(() => {
    client.emergencyReport(id).then(setReport, () => setReport(null));
  }, [id]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note") ?? "").trim();
    const verdict = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("value") === "NOT_JUSTIFIED" ? "NOT_JUSTIFIED" : "JUSTIFIED";
    void run(async () => {
      await client.reviewEmergency(id, { verdict, note });
      await afterAct();
      onDone();
    });
  };
  if (report === null) return null;
  return (
    <div className="block" role="region" aria-label={say("emergency.review")}>
      <h2>{say("emergency.read")} · {report.access.by.name} <span className="dim">{report.access.reason}</span></h2>
      {report.rows.every(({ incidentNos }) => incidentNos.length === 0) && <p>{say("emergency.nothingRead")}</p>}
      <table className="board-table">
        <thead><tr><th>{say("emergency.when")}</th><th>{say("emergency.which")}</th><th>{say("emergency.act")}</th></tr></thead>
        <tbody>{report.rows.map((row, index) => <tr key={index}><td className="num">{timeText(row.at)}</td><td className="num">{row.incidentNos.join(say("list.comma"))}</td><td>{didText(say, row.what)}</td></tr>)}</tbody>
      </table>
      {report.more && <p className="dim">{say("emergency.more", { count: report.rows.length })}</p>}
      <form className="stack emergency-form" onSubmit={submit}>
        <label>
          <span>{say("emergency.note")}</span>
          <input className="field" name="note" required maxLength={500} autoFocus />
        </label>
        <p>
          <button type="submit" className="main" value="JUSTIFIED" disabled={busy}>{say("emergency.JUSTIFIED")}</button>{" "}
          <button type="submit" className="plain" value="NOT_JUSTIFIED" disabled={busy}>{say("emergency.NOT_JUSTIFIED")}</button>
        </p>
        <p className="account-said account-said-wrong" role="alert">{failed}</p>
      </form>
    </div>
  );
}
