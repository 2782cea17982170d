import { useEffect } from "react";
import { applyAccepted } from "@tocsin/client/board-state.ts";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import { useField } from "../state/field.ts";
import { undelivered } from "./room-view.ts";

/** The room of the own order or task force: from the board, or asked for once where nothing has been said since the unit came in. What arrives is acknowledged. */
export function useRoom(roomId: string | undefined): Room | undefined {
  const { state, store, session, may } = useField();
  const room = roomId === undefined ? undefined : state.board.rooms.get(roomId);
  const known = room !== undefined;
  const { line } = state;
  const speaks = may("rooms.mark");
  useEffect(() => {
    if (roomId === undefined || known || line !== "live" || !speaks) return;
    // As old as can be: whatever the stream brings is newer.
    session.client.room(roomId).then(({ room: asked }) => store.set({ board: applyAccepted(store.get().board, { cursor: "0-0", incidents: [], units: [], rooms: [asked] }) }), () => undefined);
  }, [roomId, known, line, speaks, session, store]);
  const delivered = room && line === "live" && speaks ? undelivered(room) : null;
  useEffect(() => {
    if (roomId !== undefined && delivered !== null) void session.client.command("rooms.mark", { ...roomSubject(roomId), delivered }).catch(() => undefined);
  }, [roomId, delivered, session]);
  return room;
}
