import { useState } from "react";
import { NOTE_VISIBILITIES, type Incident } from "@tocsin/contract/intake/incident.ts";
import { agencyName } from "../city/city-index.ts";
import { timeOfDay } from "../incident/clock-state.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";
import { roomOfIncident } from "../talk/room-place.ts";
import { Talk } from "../talk/talk.tsx";

/** What is said at one incident, who is there, and the shared log of notes (CMD-03, INC-04). */
export function RoomTab({ incident }: { readonly incident: Incident }) {
  return (
    <>
      <Talk place={roomOfIncident(incident)} />
      <Agencies incident={incident} />
      <Notes incident={incident} />
    </>
  );
}

function Agencies({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const [agency, setAgency] = useState("");
  const present = incident.room.filter(({ leftAt }) => leftAt === null);
  const partners = incident.typeCode ? (city.typeByCode.get(incident.typeCode)?.partners ?? []) : [];
  const seen = new Set(present.map((seat) => seat.agency));
  const others = city.city.departments.filter(({ code }) => !seen.has(code)).sort((a, b) => Number(partners.includes(b.code)) - Number(partners.includes(a.code)));
  const invite = (code: string): void => {
    setAgency("");
    void act("intake.inviteAgency", { incidentId: incident.id, agency: code }, { done: say("room.invited", { agency: agencyName(city, code, lang) }) });
  };
  return (
    <section className="block">
      <h2>{say("room.name")}</h2>
      <p className="hint">{say("room.lead")} <strong>{agencyName(city, incident.leadAgency, lang)}</strong></p>
      {present.map((seat) => <p key={seat.agency} className="hint">{agencyName(city, seat.agency, lang)} <span className="tag">{say(`agencyStatus.${seat.status}`)}</span></p>)}
      <form
        className="prompt"
        onSubmit={(event) => {
          event.preventDefault();
          if (agency !== "") invite(agency);
        }}
      >
        <select className="field" aria-label={say("room.invite")} value={agency} onChange={(event) => setAgency(event.target.value)}>
          <option value="">{say("room.choose")}</option>
          {others.map(({ code, nameZh, nameEn }) => <option key={code} value={code}>{partners.includes(code) ? "★ " : ""}{lang === "zh" ? nameZh : nameEn}</option>)}
        </select>
        <button type="submit" className="main" disabled={agency === ""}>{say("room.invite")}</button>
      </form>
    </section>
  );
}

function Notes({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const { head } = useCity().city;
  const [text, setText] = useState("");
  const [visibility, setVisibility] = useState<(typeof NOTE_VISIBILITIES)[number]>("ALL");
  const add = (): void => {
    if (text.trim() === "") return;
    setText("");
    void act("intake.addNote", { incidentId: incident.id, text, visibility });
  };
  return (
    <section className="block">
      <h2>{say("notes.name")}</h2>
      {incident.notes.map((note) => (
        <p key={note.id} className="said">
          <span className="num dim">{timeOfDay(note.at, head.utcOffset)}</span> {note.text} {note.visibility === "POLICE" && <span className="tag">{say("notes.police")}</span>}
        </p>
      ))}
      <form
        className="prompt"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <input id="note-text" className="field" aria-label={say("notes.add")} placeholder={say("notes.add")} value={text} maxLength={4_000} onChange={(event) => setText(event.target.value)} />
        <select className="field field-short" aria-label={say("notes.visibility")} value={visibility} onChange={(event) => setVisibility(NOTE_VISIBILITIES.find((each) => each === event.target.value) ?? "ALL")}>
          {NOTE_VISIBILITIES.map((each) => <option key={each} value={each}>{say(`visibility.${each}`)}</option>)}
        </select>
        <button type="submit" className="main">{say("notes.send")} <kbd>↵</kbd></button>
      </form>
    </section>
  );
}
