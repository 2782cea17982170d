import { useEffect, useState } from "react";
import { isAccepting, MATCH_REASONS, type MatchReason, type RuleMatch, type RuleMatches } from "@tocsin/contract/guidance/match.ts";
import { useWording } from "../language/wording.ts";
import { Choices } from "../look/choices.tsx";
import type { OwnOrder } from "../state/own-order.ts";
import { useField } from "../state/field.ts";

/** Hazards of the premise stand in the guidance that came with the order. */
const IN_PACK = "PREMISE_HAZARD";
/** A question is answered by its answer. */
const QUESTION = "FACT_MISSING";

/** What the centre knows beside what was reported from the scene, with rule and reason; the officer takes it up or lets it be, without a line too (SCN-04, X-07). */
export function Matches({ own: { incident, assignment } }: { readonly own: OwnOrder }) {
  const { session, state } = useField();
  const { words } = useWording();
  const [found, setFound] = useState<RuleMatches["matches"]>([]);
  const said = `${incident.id}/${incident.typeCode}/${incident.facts.length}/${incident.feedback.length}`;
  const reachable = state.line === "live" && state.online;
  useEffect(() => {
    if (!reachable) return undefined;
    const gone = new AbortController();
    session.client.matches(incident.id, { signal: gone.signal }).then(({ matches }) => setFound(matches.filter(({ ruleId }) => ruleId !== IN_PACK)), () => undefined);
    return () => gone.abort();
  }, [session, incident.id, said, reachable]);
  const answerOf = ({ ruleId, subject }: RuleMatch) => incident.matches?.find((one) => one.ruleId === ruleId && one.subject === subject);
  const [ignored, shown] = [found.filter((match) => isIgnored(answerOf(match)?.reason)), found.filter((match) => !isIgnored(answerOf(match)?.reason))];
  if (found.length === 0) return null;
  const answer = (match: RuleMatch, reason: MatchReason): void =>
    void session.act({ name: "guidance.answerMatch", payload: { incidentId: incident.id, unitId: assignment.unitId, ruleId: match.ruleId, subject: match.subject, reason, deviceAt: Date.now() } });
  const line = (match: RuleMatch) => <Match key={`${match.ruleId}/${match.subject}`} match={match} reason={answerOf(match)?.reason} onAnswer={(reason) => answer(match, reason)} />;
  return (
    <section className="card">
      <h2>{words.order.matches}</h2>
      <ul>{shown.map(line)}</ul>
      {ignored.length > 0 && <details><summary>{words.order.ignored(ignored.length)}</summary><ul>{ignored.map(line)}</ul></details>}
    </section>
  );
}

const isIgnored = (reason: MatchReason | undefined): boolean => reason !== undefined && !isAccepting(reason);
const VERDICTS = ["ACCEPTED", "IGNORED"] as const;

function Match({ match, reason, onAnswer }: { readonly match: RuleMatch; readonly reason: MatchReason | undefined; readonly onAnswer: (reason: MatchReason) => void }) {
  const { words, lang } = useWording();
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number] | null>(null);
  const [again, setAgain] = useState(false);
  const reasons = verdict === null ? [] : MATCH_REASONS[verdict];
  const choose = (code: MatchReason): void => {
    setVerdict(null);
    setAgain(false);
    onAnswer(code);
  };
  return (
    <li>
      {match[lang]} {match.unverified === true && <span className="mark">{words.order.unverified}</span>}
      <br />
      <span className="quiet">{lang === "zh" ? match.reasonZh : match.reasonEn} · {words.order.matchRule[match.ruleId]}</span>
      {match.ruleId !== QUESTION && (
        <>
          {reason !== undefined && <p><strong>{isAccepting(reason) ? "✓" : "–"} {words.order.verdict[isAccepting(reason) ? "ACCEPTED" : "IGNORED"]}</strong> <span className="quiet">{words.order.matchReason[reason]}</span> {!again && <button type="button" className="plain" onClick={() => setAgain(true)}>{words.order.answerAgain}</button>}</p>}
          {(reason === undefined || again) && <Choices label={match[lang]} options={words.order.verdict} chosen={verdict} onChoose={(each) => setVerdict(each === verdict ? null : each)} />}
          {verdict !== null && <Choices label={words.order.verdict[verdict]} options={Object.fromEntries(reasons.map((code) => [code, words.order.matchReason[code]])) as Record<MatchReason, string>} chosen={reason ?? null} onChoose={choose} />}
        </>
      )}
    </li>
  );
}
