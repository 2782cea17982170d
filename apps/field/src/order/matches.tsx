import { useEffect, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { RuleMatch } from "@tocsin/contract/guidance/match.ts";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";

/** What the centre knows beside what was reported from the scene, with rule and reason; without a line, nothing (SCN-04). */
export function Matches({ incident }: { readonly incident: Incident }) {
  const { session } = useField();
  const { words, lang } = useWording();
  const [matches, setMatches] = useState<readonly RuleMatch[]>([]);
  const said = `${incident.id}/${incident.typeCode}/${incident.facts.length}/${incident.feedback.length}`;
  useEffect(() => {
    const gone = new AbortController();
    session.client.matches(incident.id, { signal: gone.signal }).then((found) => setMatches(found.matches), () => undefined);
    return () => gone.abort();
  }, [session, incident.id, said]);
  if (matches.length === 0) return null;
  return (
    <section className="card">
      <h2>{words.order.matches}</h2>
      <ul>
        {matches.map((match, index) => (
          <li key={index}>
            {match.unverified && <strong className="mark">{words.order.unverified}</strong>} {match[lang]}
            <br />
            <span className="quiet">{lang === "zh" ? match.reasonZh : match.reasonEn} · {match.ruleId}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
