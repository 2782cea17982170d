import { useEffect, useRef } from "react";
import { useSay } from "../language/words.ts";
import { Compose } from "./compose.tsx";
import { TalkButton } from "./radio-line.tsx";
import { MessageLine } from "./message-line.tsx";
import type { RoomPlace } from "./room-place.ts";
import { useReadMark, useRoom } from "./use-room.ts";
import "./talk.css";

/** What desks, crews and agencies say to each other at one incident (CMD-03), or in one task force (CMD-05). */
export function Talk({ place, name }: { readonly place: RoomPlace; /** Of the force whose room it is. */ readonly name?: string }) {
  const say = useSay();
  const { room, messages, more, fetchOlder, speaks } = useRoom(place);
  useReadMark(place.id, room, speaks);
  const end = useRef<HTMLDivElement>(null);
  const newest = messages.at(-1)?.id;
  useEffect(() => void end.current?.scrollIntoView({ block: "nearest" }), [newest]);
  return (
    <section className="block" aria-label={name === undefined ? say("talk.name") : say("talk.nameOf", { name })}>
      <div className="block-head">
        <h2>{name === undefined ? say("talk.name") : say("talk.nameOf", { name })}</h2>
        {room && <span className="dim">{say(name === undefined ? "talk.in" : "talk.inForce", { units: room.circle.units.length })}</span>}
      </div>
      {messages.length === 0 && <p className="hint dim">{say(!speaks ? "talk.noneSaid" : name === undefined ? "talk.none" : "talk.noneForce")}</p>}
      {messages.length > 0 && (
        <div className="talk-list" role="log" aria-live="polite" tabIndex={0} aria-label={say("talk.log")}>
          {more && <button type="button" className="plain" onClick={fetchOlder}>{say("talk.older")}</button>}
          {messages.map((message) => <MessageLine key={message.id} message={message} room={room!} />)}
          <div ref={end} />
        </div>
      )}
      <TalkButton />
      {speaks ? <Compose place={place} /> : <p className="hint dim">{say(name === undefined ? "talk.closed" : "talk.closedForce")}</p>}
    </section>
  );
}
