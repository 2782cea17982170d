import { useEffect, useState } from "react";
import type { Room, RoomMessage } from "@tocsin/contract/command/room.ts";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import { useBoard } from "../live/live-board.ts";
import { client, mayDo, useSeat } from "../live/session.ts";
import type { RoomPlace } from "./room-place.ts";

interface ShownRoom {
  readonly room: Room | undefined;
  readonly messages: readonly RoomMessage[];
  /** Whether older ones can be fetched. */
  readonly more: boolean;
  fetchOlder(): void;
  readonly speaks: boolean;
}

/** A room: live from the board, asked for where the board has none, and paged back from the log. */
export function useRoom({ id, open }: RoomPlace): ShownRoom {
  const seat = useSeat();
  const live = useBoard((state) => state.rooms.get(id));
  const [asked, setAsked] = useState<Room>();
  const [older, setOlder] = useState<readonly RoomMessage[]>([]);
  useEffect(() => {
    if (live !== undefined) return;
    let current = true;
    client.room(id).then(({ room }) => current && setAsked(room), () => undefined);
    return () => {
      current = false;
    };
  }, [live, id]);
  const room = live ?? asked;
  const messages = [...older.filter(({ no }) => no < (room?.messages[0]?.no ?? 0)), ...(room?.messages ?? [])];
  const first = messages[0]?.no ?? 1;
  const fetchOlder = (): void => void client.room(id, first).then((page) => setOlder((before) => [...page.messages, ...before.filter(({ no }) => no >= first)]), () => undefined);
  return { room, messages, more: first > 1, fetchOlder, speaks: open && mayDo(seat, "rooms.post") };
}

/** Tells that this seat has read what it shows, while the page is in front. */
export function useReadMark(roomId: string, room: Room | undefined, speaks: boolean): void {
  const newest = room?.messages.filter(({ from }) => from.key !== room.own).at(-1)?.no ?? 0;
  const read = room?.marks.find(({ party }) => party.key === room.own)?.read?.no ?? 0;
  useEffect(() => {
    if (!speaks || newest <= read) return;
    const tell = (): void => {
      if (document.visibilityState === "visible") void client.command("rooms.mark", { ...roomSubject(roomId), read: newest }).catch(() => undefined);
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [roomId, newest, read, speaks]);
}
