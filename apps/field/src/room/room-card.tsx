import { useState } from "react";
import { unreadOf } from "@tocsin/client/room-receipts.ts";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";
import type { OwnOrder } from "../state/own-order.ts";
import { contentWord } from "./message-line.tsx";
import { RoomSheet } from "./room-sheet.tsx";
import { TalkButton } from "./talk-button.tsx";
import { shownMessages } from "./room-view.ts";

/** The last word at the incident, how many are unread, and the way in (CMD-03). */
export function RoomCard({ own }: { readonly own: OwnOrder }) {
  const { state, may } = useField();
  const { words, pick } = useWording();
  const room = state.board.rooms.get(own.incident.id);
  const [open, setOpen] = useState(false);
  if (!may("rooms.post")) return null;
  const last = shownMessages(room, state.outbox, own.incident.id).at(-1);
  const unread = unreadOf(room);
  const line = last && (last.t === "said" ? `${pick({ zh: last.message.from.nameZh, en: last.message.from.nameEn })}：${contentWord(last.message, words)}` : `${words.room.you}：${contentWord(last.act.payload, words)}`);
  return (
    <section className="card" aria-label={words.room.title}>
      <h2>{words.room.title}</h2>
      <p className="room-last" aria-live="polite">{line ?? words.room.none}</p>
      <TalkButton />
      <button type="button" onClick={() => setOpen(true)}>
        {words.room.open} {unread > 0 && <strong className="mark">{words.room.unread(unread)}</strong>}
      </button>
      {open && <RoomSheet incidentId={own.incident.id} room={room} onClose={() => setOpen(false)} />}
    </section>
  );
}
