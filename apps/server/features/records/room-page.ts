import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Room, RoomPage } from "@tocsin/contract/command/room.ts";
import { roomOfForce, roomSubject } from "@tocsin/contract/command/room-id.ts";
import { MESSAGES_SHOWN } from "@tocsin/contract/command/room-limits.ts";
import type { RoomEvent } from "@tocsin/contract/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { evolveRoom } from "@tocsin/domain/command/rooms/evolve-room.ts";
import type { Ledger, StoredEvent } from "@tocsin/ledger/types.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { forceRoomOf, roomOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, type Session } from "../../session.ts";
import { sees } from "../../shown-record.ts";

export interface RoomPageDeps {
  readonly ledger: Pick<Ledger, "load" | "readStream">;
  readonly city: ServedCity;
}

const SILENT = { version: 1, messages: [], count: 0, marks: [], circle: { units: [], agencies: [] }, floor: null };

/** A room in which nothing was said. */
export const silentRoom = ({ id, scope }: Pick<Incident, "id" | "scope">): Room => ({ ...SILENT, id, incidentId: id, scope });

/** A room that exists for the session: with nothing said in it, and as the session sees it whole. */
export interface FoundRoom {
  readonly silent: Room;
  readonly shown: (whole: Room) => Room | null;
}

/** The rooms of a post's task forces; also that of a force which was dissolved or left, for who may still read it. */
export function forceRooms({ city }: Pick<RoomPageDeps, "city">, session: Session, post: CommandPost): FoundRoom[] {
  if (!sees(session, "commandPost", post, city)) return [];
  const names = new Map([...(post.left ?? []).map(({ forceId }) => [forceId, forceId] as const), ...post.forces.map(({ id, name }) => [id, name] as const)]);
  return [...names].map(([forceId, name]) => ({
    silent: { ...SILENT, id: roomOfForce(post.id, forceId), incidentId: post.incidentId, force: { commandPostId: post.id, forceId, name }, scope: post.scope },
    shown: (whole) => forceRoomOf(session, whole, post, city.roles, city.index),
  }));
}

/** The room with this id, of an incident or a task force; undefined when it does not exist for the session. */
export async function findRoom(deps: { readonly ledger: Pick<Ledger, "load">; readonly city: ServedCity }, session: Session, roomId: string): Promise<FoundRoom | undefined> {
  const subject = roomSubject(roomId);
  const [of] = await deps.ledger.load(["incidentId" in subject ? { kind: "incident", id: subject.incidentId } : { kind: "commandPost", id: subject.commandPostId }], grantPaths(session));
  if (of === undefined) return undefined;
  if ("incidentId" in subject) return incidentRoom(deps, session, of.state as Incident);
  return forceRooms(deps, session, of.state as CommandPost).find(({ silent }) => silent.id === roomId);
}

export const incidentRoom = ({ city }: Pick<RoomPageDeps, "city">, session: Session, incident: Incident): FoundRoom => ({ silent: silentRoom(incident), shown: (whole) => roomOf(session, whole, incident, city.roles, city.index) });

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

/** All that the session may read of what was said in a room. */
export async function saidIn({ ledger }: Pick<RoomPageDeps, "ledger">, { silent, shown }: FoundRoom): Promise<Room["messages"]> {
  const messages = messagesOf(await ledger.readStream({ kind: "room", id: silent.id }));
  return messages.length === 0 ? [] : (shown({ ...silent, messages })?.messages ?? []);
}

/** A room that the session sees, with the messages before one of them. @throws RefusedRequest NOT_FOUND */
export async function roomPage({ ledger }: RoomPageDeps, found: FoundRoom | undefined, before?: number): Promise<RoomPage> {
  const shown = (whole: Room): Room => {
    const room = found?.shown(whole) ?? null;
    if (room === null) throw new RefusedRequest(refuse("NOT_FOUND"));
    return room;
  };
  if (found === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
  const ref = { kind: "room", id: found.silent.id };
  const [stored] = await ledger.load([ref]);
  const state = (stored?.state as Room | undefined) ?? found.silent;
  const room = shown(state);
  if (before === undefined) return { room, messages: room.messages };
  const all = messagesOf(await ledger.readStream(ref));
  return { room, messages: shown({ ...state, messages: all }).messages.filter(({ no }) => no < before).slice(-MESSAGES_SHOWN) };
}
