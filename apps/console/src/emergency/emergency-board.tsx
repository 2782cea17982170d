import { useEffect, useState } from "react";
import type { EmergencyAccess } from "@tocsin/contract/identity/emergency-access.ts";
import { useAsk } from "../account/use-ask.ts";
import { orgName } from "../city/city-index.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { useLang, useSay } from "../language/words.ts";
import { client, useCity, useSeat } from "../live/session.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { AskForm } from "./ask-form.tsx";
import { roleName } from "./emergency-lines.tsx";
import { afterAct, lookForEmergencies, may, useEmergencies } from "./emergency-store.ts";
import { RegisterBlock } from "./register-block.tsx";
import { ReviewForm } from "./review-form.tsx";
import "../account/account.css";
import "./emergency.css";

/** Emergency access: asking for it, and what has been asked for, with the reviewer's reading below. */
export function EmergencyBoard() {
  const say = useSay();
  const { accesses, options } = useEmergencies();
  const { failed, run } = useAsk();
  const [reviewing, setReviewing] = useState<string | null>(null);
  const { emergency, views } = useSeat();
  const running = emergency?.id;
  useEffect(() => {
    lookForEmergencies().catch(() => undefined);
  }, [running]);
  const open = accesses.some(({ state, may: acts }) => (state === "ASKED" || state === "RUNNING") && acts.includes("END") && !acts.includes("APPROVE"));
  const end = (access: EmergencyAccess): void => void run(async () => {
    await client.endEmergency(access.id);
    await afterAct();
  });
  return (
    <BoardFrame title={say("emergency.name")} report="EMERGENCY_REPORT">
      <div className="block">
        <p className="hint dim">{say("emergency.what")}</p>
        {options.length === 0 ? <p>{say("emergency.none")}</p> : !open && <AskForm options={options} />}
      </div>
      {reviewing !== null && <ReviewForm key={reviewing} id={reviewing} onDone={() => setReviewing(null)} />}
      <div className="block emergency-scroll">
        <h2>{say("emergency.list")} <span className="num dim">{accesses.length}</span></h2>
        <p className="account-said account-said-wrong" role="alert">{failed}</p>
        {accesses.length === 0 ? <p className="dim">{say("emergency.empty")}</p> : (
          <table className="board-table">
            <thead><tr><th>{say("emergency.by")}</th><th>{say("emergency.rights")}</th><th>{say("emergency.when")}</th><th>{say("emergency.state")}</th><th /></tr></thead>
            <tbody>{accesses.map((access) => <AccessRow key={access.id} access={access} onEnd={() => end(access)} onReview={() => setReviewing(access.id)} />)}</tbody>
          </table>
        )}
      </div>
      {views.includes("ACCESS_REVIEW") && <RegisterBlock />}
    </BoardFrame>
  );
}

function AccessRow({ access, onEnd, onReview }: { readonly access: EmergencyAccess; readonly onEnd: () => void; readonly onReview: () => void }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const timeText = useTimeText();
  const { review, answeredBy } = access;
  return (
    <tr>
      <td>{access.by.name} <span className="num dim">{access.by.account}</span></td>
      <td>{roleName(lang, access)} · {orgName(city, access.org, lang)}<br /><span className="dim">{access.reason}</span></td>
      <td className="num">{timeText(access.startsAt ?? access.askedAt, false)}{access.endsAt === null ? "" : `–${timeText(access.endsAt, false)}`}<br /><span className="dim">{answeredBy === null ? access.atOnce && say("emergency.withoutAnswer") : say("emergency.answeredBy", { name: answeredBy.name })}</span></td>
      <td>{say(`emergency.${access.state}`)}{access.state === "ENDED" && <><br /><span className="dim">{review === null ? say("emergency.unreviewed") : `${say("emergency.reviewed", { name: review.by.name, verdict: say(`emergency.${review.verdict}`) })} ${review.note}`}</span></>}</td>
      <td>
        {may(access, "END") && <button type="button" className="plain" onClick={onEnd}>{say(access.state === "ASKED" ? "emergency.withdraw" : "emergency.end")}</button>}
        {may(access, "REVIEW") && <button type="button" className="main" onClick={onReview}>{say("emergency.review")}</button>}
      </td>
    </tr>
  );
}
