import { useEffect, useRef } from "react";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import { useWording } from "../language/wording.ts";
import { Sheet } from "../look/sheet.tsx";
import { useField } from "../state/field.ts";
import { Compose } from "./compose.tsx";
import { SaidLine, WaitingLine } from "./message-line.tsx";
import { TalkButton } from "./talk-button.tsx";
import { newestUnread, shownMessages, type ShownRoom } from "./room-view.ts";

/** Everything that was said at the incident or in the task force, and the way to say something; readable and usable without a line. */
export function RoomSheet({ room, onClose, ...place }: ShownRoom & { readonly room: Room | undefined; readonly onClose: () => void }) {
  const { state, session } = useField();
  const { words } = useWording();
  const { roomId, title, speaks } = place;
  const shown = shownMessages(room, state.outbox, roomId);
  const unread = room ? newestUnread(room) : null;
  const live = state.line === "live";
  useEffect(() => {
    if (unread !== null && live && speaks) void session.client.command("rooms.mark", { ...roomSubject(roomId), read: unread }).catch(() => undefined);
  }, [roomId, unread, live, speaks, session]);
  const end = useRef<HTMLDivElement>(null);
  const count = shown.length;
  useEffect(() => void end.current?.scrollIntoView({ block: "end" }), [count]);
  return (
    <Sheet title={title} onClose={onClose} action={speaks ? <><TalkButton /><Compose roomId={roomId} /></> : <p className="quiet">{words.room.readOnly}</p>}>
      {shown.length === 0 && <p className="quiet">{words.room.none}</p>}
      <div role="log" aria-label={title}>
        <ul className="messages">
          {shown.map((one) => (one.t === "said" ? <SaidLine key={one.message.id} message={one.message} room={room!} /> : <WaitingLine key={one.act.id} act={one.act} />))}
        </ul>
        <div ref={end} />
      </div>
    </Sheet>
  );
}
