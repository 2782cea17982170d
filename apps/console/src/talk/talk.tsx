import { useEffect, useRef } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { useSay } from "../language/words.ts";
import { Compose } from "./compose.tsx";
import { TalkButton } from "./radio-line.tsx";
import { MessageLine } from "./message-line.tsx";
import { useReadMark, useRoom } from "./use-room.ts";
import "./talk.css";

/** What desks, crews and agencies say to each other at one incident (CMD-03). */
export function Talk({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const { room, messages, more, fetchOlder, speaks } = useRoom(incident);
  useReadMark(incident.id, room, speaks);
  const end = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.id;
  useEffect(() => void end.current?.scrollIntoView({ block: "nearest" }), [newest]);
  return (
    <section className="block" aria-label={say("talk.name")}>
      <div className="block-head">
        <h2>{say("talk.name")}</h2>
        {room && <span className="dim">{say("talk.in", { units: room.circle.units.length })}</span>}
      </div>
      {messages.length === 0 && <p className="hint dim">{say(speaks ? "talk.none" : "talk.noneSaid")}</p>}
      {messages.length > 0 && (
        <div className="talk-list" role="log" aria-live="polite" tabIndex={0} aria-label={say("talk.log")}>
          {more && <button type="button" className="plain" onClick={fetchOlder}>{say("talk.older")}</button>}
          {messages.map((message) => <MessageLine key={message.id} message={message} room={room!} />)}
          <div ref={end} />
        </div>
      )}
      <TalkButton />
      {speaks ? <Compose incidentId={incident.id} /> : <p className="hint dim">{say("talk.closed")}</p>}
    </section>
  );
}
