import type { Room, RoomPage } from "@tocsin/contract/command/room.ts";
import { MESSAGES_SHOWN } from "@tocsin/contract/command/room-limits.ts";
import type { RoomEvent } from "@tocsin/contract/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { evolveRoom } from "@tocsin/domain/command/rooms/evolve-room.ts";
import type { Ledger, StoredEvent } from "@tocsin/ledger/types.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { roomOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import type { Session } from "../../session.ts";

export interface RoomPageDeps {
  readonly ledger: Pick<Ledger, "load" | "readStream">;
  readonly city: ServedCity;
}

/** A room in which nothing was said. */
export const silentRoom = (incident: Incident): Room => ({ id: incident.id, version: 1, incidentId: incident.id, messages: [], count: 0, marks: [], circle: { units: [], agencies: [] }, floor: null, scope: incident.scope });

/** Every message of a room from the log, in its order. */
export function messagesOf(events: readonly StoredEvent[]): Room["messages"] {
  let room: Room | null = null;
  const messages: Room["messages"][number][] = [];
  for (const { id, type, data, at, actor: by } of events) {
    room = evolveRoom(room, { id, type, data, at, by } as RoomEvent);
    if (type === "MessagePosted") messages.push(room.messages.at(-1)!);
  }
  return messages;
}

/** The room of an incident that the session sees, with the messages before one of them. @throws RefusedRequest NOT_FOUND */
export async function roomPage({ ledger, city }: RoomPageDeps, session: Session, incident: Incident, before?: number): Promise<RoomPage> {
  const [stored] = await ledger.load([{ kind: "room", id: incident.id }]);
  const shown = (whole: Room): Room => {
    const room = roomOf(session, whole, incident, city.roles, city.index);
    if (room === null) throw new RefusedRequest(refuse("NOT_FOUND"));
    return room;
  };
  const state = (stored?.state as Room | undefined) ?? silentRoom(incident);
  const room = shown(state);
  if (before === undefined) return { room, messages: room.messages };
  const all = messagesOf(await ledger.readStream({ kind: "room", id: incident.id }));
  return { room, messages: shown({ ...state, messages: all }).messages.filter(({ no }) => no < before).slice(-MESSAGES_SHOWN) };
}
