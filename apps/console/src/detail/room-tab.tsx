import { useState } from "react";
import { NOTE_VISIBILITIES, type Incident } from "@tocsin/contract/intake/incident.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { roomOfIncident } from "../talk/room-place.ts";
import { Talk } from "../talk/talk.tsx";
import { Agencies } from "./agencies.tsx";

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

function Notes({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const timeText = useTimeText();
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
          <span className="num dim">{timeText(note.at)}</span> {note.text} {note.visibility === "POLICE" && <span className="tag">{say("notes.police")}</span>}
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
