import { useState } from "react";
import { factLabel } from "@tocsin/client/fact-label.ts";
import { type Incident, isTold } from "@tocsin/contract/intake/incident.ts";
import { FactField } from "../intake/fact-field.tsx";
import { factValue } from "../intake/save-plan.ts";
import { ConflictChoice, type Conflict } from "../intake/conflict-choice.tsx";
import { Age } from "../incident/age.tsx";
import { useLang, useSay, type Word } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";

/** The questions of the type with their answers; a critical one must be read by the units (SCN-05). */
export function FactLines({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const city = useCity();
  const asked = incident.typeCode ? (city.typeByCode.get(incident.typeCode)?.facts ?? []) : [];
  const keys = [...new Set([...asked, ...incident.facts.map(({ key }) => key)])];
  if (keys.length === 0) return null;
  return (
    <section className="block">
      <h2>{say("facts.name")}</h2>
      {keys.map((key) => <FactLine key={key} incident={incident} factKey={key} />)}
    </section>
  );
}

function FactLine({ incident, factKey }: { readonly incident: Incident; readonly factKey: string }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const row = city.factKeys.find(({ key }) => key === factKey);
  const known = incident.facts.findLast(({ key }) => key === factKey);
  const [typed, setTyped] = useState("");
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const send = async (from: string | number | boolean | null): Promise<void> => {
    const value = factValue(typed);
    const outcome = await act("intake.addFact", { incidentId: incident.id, key: factKey, value, from, critical: incident.orders.length > 0 }, { answers: ["FIELD_CONFLICT"], done: say("notice.factAdded") });
    if (!outcome.ok && outcome.refused?.code === "FIELD_CONFLICT") return setConflict({ field: "fact", theirs: String(outcome.refused.params["current"] ?? ""), mine: typed });
    setConflict(null);
    setTyped("");
  };
  const label = factLabel(factKey, city, lang);
  const answer = known === undefined ? "" : typeof known.value === "boolean" ? say(`answer.${known.value}` as Word) : String(known.value);
  if (conflict) return <ConflictChoice conflict={conflict} onTheirs={() => setConflict(null)} onMine={() => void send(factValue(conflict.theirs))} />;
  return (
    <form
      className="fact"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== "") void send(known?.value ?? null);
      }}
    >
      <span className="fact-label">{label}</span>
      <span className="fact-known">{answer} {known && <span className="dim"><Age at={known.at} /></span>}</span>
      {!isTold({ key: factKey }) && <FactField row={row} value={typed} label={label} onChange={setTyped} />}
      {!isTold({ key: factKey }) && <button type="submit" className="plain" disabled={typed.trim() === ""}>{say("facts.set")}</button>}
    </form>
  );
}
