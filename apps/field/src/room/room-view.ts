import { unreadOf } from "@tocsin/client/room-receipts.ts";
import { roomIdOf } from "@tocsin/contract/command/room-id.ts";
import type { Room, RoomMessage } from "@tocsin/contract/command/room.ts";
import type { Act } from "../outbox/act.ts";
import type { Outbox } from "../outbox/outbox.ts";

/** A room on the phone. */
export interface ShownRoom {
  readonly roomId: string;
  readonly title: string;
  readonly speaks: boolean;
}

/** A message as the phone shows it: one the server has, or one that waits here for a line. */
export type ShownMessage = { readonly t: "said"; readonly message: RoomMessage } | { readonly t: "waits"; readonly act: Act<"rooms.post"> };

const isPost = (act: Act): act is Act<"rooms.post"> => act.name === "rooms.post";

/** What was said in the server's order, and after it what waits in the order of writing. What has come back from the server is there once. */
export function shownMessages(room: Room | undefined, outbox: Outbox, roomId: string): ShownMessage[] {
  const said = room?.messages ?? [];
  const known = new Set(said.map(({ id }) => id));
  const waits = outbox.acts.filter(isPost).filter(({ payload }) => roomIdOf(payload) === roomId && !known.has(payload.messageId));
  return [...said.map((message) => ({ t: "said" as const, message })), ...waits.map((act) => ({ t: "waits" as const, act }))];
}

/** The newest message of others that this unit has not acknowledged to have received; null when there is none. */
export function undelivered(room: Room): number | null {
  const newest = room.messages.filter(({ from }) => from.key !== room.own).at(-1)?.no ?? 0;
  return newest > (room.marks.find(({ party }) => party.key === room.own)?.delivered.no ?? 0) ? newest : null;
}

/** The newest message when something in it is unread. */
export const newestUnread = (room: Room): number | null => (unreadOf(room) > 0 ? (room.messages.at(-1)?.no ?? null) : null);
