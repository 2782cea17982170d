import { useEffect, useRef } from "react";
import type { Room } from "@tocsin/contract/command/room.ts";
import { useWording } from "../language/wording.ts";
import { Sheet } from "../look/sheet.tsx";
import { useField } from "../state/field.ts";
import { Compose } from "./compose.tsx";
import { SaidLine, WaitingLine } from "./message-line.tsx";
import { TalkButton } from "./talk-button.tsx";
import { newestUnread, shownMessages } from "./room-view.ts";

/** Everything that was said at the incident, and the way to say something; readable and usable without a line. */
export function RoomSheet({ incidentId, room, onClose }: { readonly incidentId: string; readonly room: Room | undefined; readonly onClose: () => void }) {
  const { state, session } = useField();
  const { words } = useWording();
  const shown = shownMessages(room, state.outbox, incidentId);
  const unread = room ? newestUnread(room) : null;
  const live = state.line === "live";
  useEffect(() => {
    if (unread !== null && live) void session.client.command("rooms.mark", { incidentId, read: unread }).catch(() => undefined);
  }, [incidentId, unread, live, session]);
  const end = useRef<HTMLDivElement>(null);
  const count = shown.length;
  useEffect(() => void end.current?.scrollIntoView({ block: "end" }), [count]);
  return (
    <Sheet title={words.room.title} onClose={onClose} action={<><TalkButton /><Compose incidentId={incidentId} /></>}>
      {shown.length === 0 && <p className="quiet">{words.room.none}</p>}
      <div role="log" aria-label={words.room.title}>
        <ul className="messages">
          {shown.map((one) => (one.t === "said" ? <SaidLine key={one.message.id} message={one.message} room={room!} /> : <WaitingLine key={one.act.id} act={one.act} />))}
        </ul>
        <div ref={end} />
      </div>
    </Sheet>
  );
}
