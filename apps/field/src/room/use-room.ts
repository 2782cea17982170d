import { useEffect } from "react";
import { applyAccepted } from "@tocsin/client/board-state.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import { useField } from "../state/field.ts";
import { undelivered } from "./room-view.ts";

/** The room of the own order: from the board, or asked for once where nothing has been said since the unit came in. What arrives is acknowledged. */
export function useRoom(incidentId: string | undefined): Room | undefined {
  const { state, store, session, may } = useField();
  const room = incidentId === undefined ? undefined : state.board.rooms.get(incidentId);
  const known = room !== undefined;
  const { line } = state;
  const speaks = may("rooms.mark");
  useEffect(() => {
    if (incidentId === undefined || known || line !== "live" || !speaks) return;
    // As old as can be: whatever the stream brings is newer.
    session.client.room(incidentId).then(({ room: asked }) => store.set({ board: applyAccepted(store.get().board, { cursor: "0-0", incidents: [], units: [], rooms: [asked] }) }), () => undefined);
  }, [incidentId, known, line, speaks, session, store]);
  const delivered = room && line === "live" && speaks ? undelivered(room) : null;
  useEffect(() => {
    if (incidentId !== undefined && delivered !== null) void session.client.command("rooms.mark", { incidentId, delivered }).catch(() => undefined);
  }, [incidentId, delivered, session]);
  return room;
}
