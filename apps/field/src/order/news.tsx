import { useEffect, useRef } from "react";
import { factLabel } from "@tocsin/client/fact-label.ts";
import type { Fact, Incident } from "@tocsin/contract/intake/incident.ts";
import type { CityView } from "@tocsin/contract/views.ts";
import { useWording, type Wording } from "../language/wording.ts";
import type { OwnOrder } from "../state/own-order.ts";

/** Facts that came after the order and that the unit has not seen: critical ones first, then the newest (SCN-05). */
export function newsOf({ incident, assignment }: OwnOrder): Fact[] {
  return incident.facts
    .filter((fact) => fact.at > assignment.issuedAt && !fact.readBy.includes(assignment.unitId))
    .sort((a, b) => Number(b.critical) - Number(a.critical) || b.at - a.at);
}

export function factText(fact: Pick<Fact, "key" | "value">, city: CityView | null, { lang, words }: Wording): string {
  const question = city === null ? fact.key : factLabel(fact.key, city, lang);
  const value = typeof fact.value === "boolean" ? (fact.value ? words.feedback.yes : words.feedback.no) : String(fact.value);
  return `${question}${words.between.nameAndValue}${value}`;
}

/** From whom a fact is known, where it says so. */
function sourceOf({ from }: Fact, city: CityView | null, lang: Wording["lang"]): string {
  const org = from === undefined ? undefined : city?.orgs.find(({ path }) => path === from);
  return org === undefined ? "" : ` · ${lang === "zh" ? org.nameZh : org.nameEn}`;
}

interface NewsProps {
  readonly news: readonly Fact[];
  readonly city: CityView | null;
  readonly onRead: (factId: string) => void;
}

/** New facts, above everything else: a critical one is tapped by itself, the others together. */
export function News({ news, city, onRead }: NewsProps) {
  const wording = useWording();
  const { words } = wording;
  if (news.length === 0) return null;
  const ordinary = news.filter(({ critical }) => !critical);
  return (
    <section className="news" aria-live="assertive">
      <h2>{words.news.title(news.length)}</h2>
      {news.map((fact) => (
        <div key={fact.id} className="news-line" data-critical={fact.critical}>
          <p>
            {fact.critical && <strong className="mark">{words.news.critical}</strong>} {factText(fact, city, wording)}
            <br />
            <span className="quiet">{words.news.at(wording.time(fact.at))}{sourceOf(fact, city, wording.lang)}</span>
          </p>
          {fact.critical && (
            <button type="button" onClick={() => onRead(fact.id)}>
              {words.news.read}
            </button>
          )}
        </div>
      ))}
      {ordinary.length > 0 && (
        <button type="button" onClick={() => ordinary.forEach(({ id }) => onRead(id))}>
          {words.news.readAll}
        </button>
      )}
    </section>
  );
}

/** Shakes the phone once for each thing that must be seen now, by its id. */
export function useShake(pressing: readonly string[]): void {
  const known = useRef(new Set<string>());
  useEffect(() => {
    const fresh = pressing.filter((id) => !known.current.has(id));
    for (const id of fresh) known.current.add(id);
    if (fresh.length > 0 && "vibrate" in navigator) navigator.vibrate([300, 120, 300, 120, 300]);
  }, [pressing]);
}

/** What was known of the incident so far. */
export function KnownFacts({ incident, city }: { incident: Incident; city: CityView | null }) {
  const wording = useWording();
  const notes = incident.notes.map(({ id, text }) => ({ id, text }));
  const lines = [...incident.facts.map((fact) => ({ id: fact.id, text: factText(fact, city, wording) })), ...notes];
  if (lines.length === 0) return null;
  return (
    <section className="card">
      <h2>{wording.words.order.facts}</h2>
      <ul>
        {lines.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
