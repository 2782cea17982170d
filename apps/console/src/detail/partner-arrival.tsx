import { useState } from "react";
import { etaKey, factLabel } from "@tocsin/client/fact-label.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { Age } from "../incident/age.tsx";
import { timeOfDay } from "../incident/clock-state.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";

const MOST_MINUTES = 1_440;

/** When partners will be there, as it was last said: what the crews read as well (SCN-05). */
export function Arrivals({ incident }: { readonly incident: Incident }) {
  const lang = useLang();
  const { city } = useCity();
  const keys = new Set(city.departments.map(({ code }) => etaKey(code)));
  return incident.facts.filter(({ key }) => keys.has(key)).map((fact) => (
    <p key={fact.key} className="hint">{factLabel(fact.key, city, lang)} <strong className="num">{String(fact.value)}</strong> <span className="dim"><Age at={fact.at} /></span></p>
  ));
}

/** A partner says by when it is there, or the desk that has telephoned with it; the crews have it at once. `own`: the agency of this seat, null for the police, who say it of any. */
export function ArrivalForm({ incident, own }: { readonly incident: Incident; readonly own: string | null }) {
  const say = useSay();
  const lang = useLang();
  const { city, typeByCode } = useCity();
  const [chosen, setChosen] = useState("");
  const [typed, setTyped] = useState("");
  const agency = own ?? chosen;
  const minutes = Number(typed);
  const missing = agency === "" || typed.trim() === "" || !Number.isInteger(minutes) || minutes < 0 || minutes > MOST_MINUTES;
  const partners = incident.typeCode === null ? [] : (typeByCode.get(incident.typeCode)?.partners ?? []);
  const send = (): void => {
    const key = etaKey(agency);
    const known = incident.facts.find((fact) => fact.key === key)?.value ?? null;
    const value = `${minutes} min · ${timeOfDay(serverNow() + minutes * 60_000, city.head.utcOffset).slice(0, "00:00".length)}`;
    void act("intake.addFact", { incidentId: incident.id, key, value, from: known, critical: false }, { done: say("room.arrivalSaid") }).then(({ ok }) => ok && setTyped(""));
  };
  return (
    <form className="prompt" aria-label={say("room.arrival")} onSubmit={(event) => { event.preventDefault(); if (!missing) send(); }}>
      {own === null && (
        <select className="field" aria-label={say("room.arrivalOf")} value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{say("room.arrivalOf")}</option>
          {city.departments.toSorted((a, b) => Number(partners.includes(b.code)) - Number(partners.includes(a.code))).map((each) => <option key={each.code} value={each.code}>{partners.includes(each.code) ? "★ " : ""}{nameIn(lang, each)}</option>)}
        </select>
      )}
      <input className="field field-short" inputMode="numeric" aria-label={say("room.arrivalMinutes")} placeholder={say("room.arrivalMinutes")} value={typed} maxLength={4} onChange={(event) => setTyped(event.target.value)} />
      <button type="submit" className="main" disabled={missing}>{say("room.arrivalSay")}</button>
    </form>
  );
}
