import { useEffect, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isAccepting, MATCH_REASONS, type MatchReason, type RuleMatch } from "@tocsin/contract/guidance/match.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { client, mayDo, useSeat } from "../live/session.ts";
import { choosePlan } from "../plans/use-plans.ts";
import { openPanel } from "../selection/panels.ts";
import { startAction } from "./detail-action.ts";

/** What is known beside what was reported, each with its rule and reason; a person acts on it or lets it be (SCN-04). */
export function MatchLines({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const [matches, setMatches] = useState<readonly RuleMatch[]>([]);
  useEffect(() => {
    const gone = new AbortController();
    client.matches(incident.id, { signal: gone.signal }).then((found) => setMatches(found.matches), () => undefined);
    return () => gone.abort();
  }, [incident]);
  if (matches.length === 0) return null;
  const shown = [...matches].sort((a, b) => Number(isIgnored(a)) - Number(isIgnored(b)));
  return (
    <section className="block" aria-label={say("match.title")}>
      <h2>{say("match.title")}</h2>
      <ul className="points">
        {shown.map((match) => (
          <li key={`${match.ruleId}/${match.subject}`} className={isIgnored(match) ? "dim" : ""}>
            {match[lang]} {match.unverified && <span className="tag tag-amber">{say("match.unverified")}</span>} <span className="dim">{lang === "zh" ? match.reasonZh : match.reasonEn} · {say(`match.rule.${match.ruleId}`)}</span>{" "}
            {match.typeCode !== undefined && <button type="button" className="plain" onClick={() => startAction("classify")}>{say("act.classify")}</button>}
            {match.planVersionId !== undefined && <button type="button" className="plain" onClick={() => { choosePlan(match.planVersionId ?? ""); openPanel("plans"); }}>{say("match.plan")}</button>}
            <Answer incidentId={incident.id} match={match} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const isIgnored = ({ answer }: RuleMatch): boolean => answer !== undefined && !isAccepting(answer.reason);

/** What the officer or a desk said of a match, and the desk's own word. */
function Answer({ incidentId, match: { ruleId, subject, answer } }: { readonly incidentId: string; readonly match: RuleMatch }) {
  const say = useSay();
  const seat = useSeat();
  const send = (reason: MatchReason): void => void act("guidance.answerMatch", { incidentId, ruleId, subject, reason }, { done: say("match.answered") });
  return (
    <>
      {answer !== undefined && <span className={isAccepting(answer.reason) ? "tag tag-green" : "tag"}>{isAccepting(answer.reason) ? "✓" : "–"} {say("matter.saidBy", { party: say(isAccepting(answer.reason) ? "match.accepted" : "match.ignored", { who: answer.unitId ?? say("match.desk") }), text: say(`match.reason.${answer.reason}`) })}</span>}{" "}
      {mayDo(seat, "guidance.answerMatch") && ruleId !== "FACT_MISSING" && (
        <select className="field match-answer" aria-label={say("match.answer")} value="" onChange={(event) => event.target.value !== "" && send(event.target.value as MatchReason)}>
          <option value="">{say("match.answer")}</option>
          {(["ACCEPTED", "IGNORED"] as const).map((verdict) => <optgroup key={verdict} label={say(`match.verdict.${verdict}`)}>{MATCH_REASONS[verdict].map((reason) => <option key={reason} value={reason}>{say(`match.reason.${reason}`)}</option>)}</optgroup>)}
        </select>
      )}
    </>
  );
}
