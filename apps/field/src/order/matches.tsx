import { useEffect, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { RuleMatch } from "@tocsin/contract/guidance/match.ts";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";

/** Hazards of the premise stand in the guidance that came with the order. */
const IN_PACK = "PREMISE_HAZARD";

/** What the centre knows beside what was reported from the scene, with rule and reason; without a line what was known last stays (SCN-04). */
export function Matches({ incident }: { readonly incident: Incident }) {
  const { session, state } = useField();
  const { words, lang } = useWording();
  const [matches, setMatches] = useState<readonly RuleMatch[]>([]);
  const said = `${incident.id}/${incident.typeCode}/${incident.facts.length}/${incident.feedback.length}`;
  const reachable = state.line === "live" && state.online;
  useEffect(() => {
    if (!reachable) return undefined;
    const gone = new AbortController();
    session.client.matches(incident.id, { signal: gone.signal }).then((found) => setMatches(found.matches.filter(({ ruleId }) => ruleId !== IN_PACK)), () => undefined);
    return () => gone.abort();
  }, [session, incident.id, said, reachable]);
  if (matches.length === 0) return null;
  return (
    <section className="card">
      <h2>{words.order.matches}</h2>
      <ul>
        {matches.map((match, index) => (
          <li key={index}>
            {match[lang]}
            <br />
            <span className="quiet">{lang === "zh" ? match.reasonZh : match.reasonEn} · {match.ruleId}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
