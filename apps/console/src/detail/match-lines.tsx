import { useEffect, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { RuleMatch } from "@tocsin/contract/guidance/match.ts";
import { useLang, useSay } from "../language/words.ts";
import { client } from "../live/session.ts";
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
  return (
    <section className="block" aria-label={say("match.title")}>
      <h2>{say("match.title")}</h2>
      <ul className="points">
        {matches.map((match, index) => (
          <li key={index}>
            {match[lang]} {match.unverified && <span className="tag tag-amber">{say("match.unverified")}</span>} <span className="dim">{lang === "zh" ? match.reasonZh : match.reasonEn} · {match.ruleId}</span>{" "}
            {match.typeCode !== undefined && <button type="button" className="plain" onClick={() => startAction("classify")}>{say("act.classify")}</button>}
            {match.planVersionId !== undefined && <button type="button" className="plain" onClick={() => { choosePlan(match.planVersionId ?? ""); openPanel("plans"); }}>{say("match.plan")}</button>}
          </li>
        ))}
      </ul>
    </section>
  );
}
