import { useState } from "react";
import { unreadOf } from "@tocsin/client/room-receipts.ts";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";
import { contentWord } from "./message-line.tsx";
import { RoomSheet } from "./room-sheet.tsx";
import { TalkButton } from "./talk-button.tsx";
import { shownMessages, type ShownRoom } from "./room-view.ts";

/** The last word in a room, how many are unread, and the way in (CMD-03). */
export function RoomCard(place: ShownRoom) {
  const { state, may } = useField();
  const { words, pick } = useWording();
  const { roomId, title, speaks } = place;
  const room = state.board.rooms.get(roomId);
  const [open, setOpen] = useState(false);
  if (!may("rooms.post")) return null;
  const last = shownMessages(room, state.outbox, roomId).at(-1);
  const unread = unreadOf(room);
  const line = last && (last.t === "said" ? `${pick({ zh: last.message.from.nameZh, en: last.message.from.nameEn })}：${contentWord(last.message, words)}` : `${words.room.you}：${contentWord(last.act.payload, words)}`);
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <p className="room-last" aria-live="polite">{line ?? words.room.none}</p>
      {speaks ? <TalkButton /> : <p className="quiet">{words.room.readOnly}</p>}
      <button type="button" onClick={() => setOpen(true)}>
        {words.room.open} {speaks && unread > 0 && <strong className="mark">{words.room.unread(unread)}</strong>}
      </button>
      {open && <RoomSheet {...place} room={room} onClose={() => setOpen(false)} />}
    </section>
  );
}
