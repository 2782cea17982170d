import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import type { Room, RoomEvents, RoomParty } from "@tocsin/contract/command/room.ts";
import { FLOOR_LEASE_S, FLOOR_MOST_S, VOICE_MIME } from "@tocsin/contract/command/room-limits.ts";
import { roomIdOf } from "@tocsin/contract/command/room-id.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, type Decision, type Drafted, refused, type World } from "../../decision.ts";
import { openIncident } from "../../guard.ts";
import { postFor } from "../posts/post-facts.ts";
import { circleOf, circleOfForce, isIn, partyByKey, partyOf } from "./room-circle.ts";

const onRoom = <Type extends keyof RoomEvents & string>(id: string, type: Type, data: RoomEvents[Type]): Drafted => ({ kind: "room", id, type, data }) as Drafted;

type Around = Pick<RoomEvents["MessagePosted"], "circle" | "scope" | "force" | "incidentId">;

interface Entered {
  readonly id: string;
  readonly room: Room | undefined;
  readonly party: RoomParty;
  readonly around: Around;
}

type Naming = Pick<CommandPayload["rooms.mark"], "incidentId" | "commandPostId" | "forceId">;

/** Where something is said now: at an incident that is open, or in a task force that stands, of a post that is open. After that it is read and no more. */
function whereNow(world: World, { incidentId, commandPostId, forceId }: Naming, { city }: Context): Result<Around, Refusal> {
  if (incidentId !== undefined) {
    const found = openIncident(world, incidentId);
    return found.ok ? ok({ circle: circleOf(found.value, city), scope: found.value.scope }) : found;
  }
  const found = postFor(world, commandPostId ?? "", "PostEntryAdded");
  if (!found.ok) return found;
  const force = found.value.forces.find(({ id }) => id === forceId);
  if (force === undefined) return fail(refuse("POST_PART_UNKNOWN", { part: forceId ?? "" }));
  return ok({ circle: circleOfForce(found.value, force.id, city), scope: found.value.scope, force: { commandPostId: found.value.id, forceId: force.id, name: force.name }, incidentId: found.value.incidentId });
}

/**
 * The room for somebody who may speak in it. Desks see the incident or the post, or the door was shut, and in a task force those of its
 * post speak; a crew is in while its part runs, or while it belongs to the force.
 */
function enter(world: World, naming: Naming, context: Context, then: (entered: Entered) => Decision): Decision {
  const id = roomIdOf(naming);
  if (id === undefined) return refused("VALIDATION_FAILED", { fields: ["/incidentId", "/forceId"] });
  const found = whereNow(world, naming, context);
  if (!found.ok) return found;
  if (!isIn(found.value.circle, context.actor, context.city)) return refused("NOT_IN_ROOM");
  return then({ id, room: world.rooms.get(id), party: partyOf(context.actor, context.city), around: found.value });
}

/** What a message may not be, or null: empty, or a voice message with something else beside it. */
function faultyField({ text, media = [], point }: CommandPayload["rooms.post"]): string | null {
  if (text === undefined && media.length === 0 && point === undefined) return "/text";
  return media.some(({ mime }) => mime === VOICE_MIME) && media.length > 1 ? "/media" : null;
}

/** Says something to everybody in the room (CMD-03). Sent again it is there once. */
export const postMessage: Decider<CommandPayload["rooms.post"]> = (world, payload, context) =>
  enter(world, payload, context, ({ id, room, party, around }) => {
    const faulty = faultyField(payload);
    if (faulty !== null) return refused("VALIDATION_FAILED", { fields: [faulty] });
    if (room?.messages.some((message) => message.id === payload.messageId) === true) return accept();
    const { text, media, point, deviceAt = null } = payload;
    const message = {
      id: payload.messageId, from: party, deviceAt,
      ...(text === undefined ? {} : { text }), ...(media === undefined || media.length === 0 ? {} : { media }), ...(point === undefined ? {} : { point }),
    };
    return accept(onRoom(id, "MessagePosted", { ...around, message }));
  });

/** Receipts only grow: one that comes late or twice changes nothing. */
export const markMessages: Decider<CommandPayload["rooms.mark"]> = (world, payload, context) =>
  enter(world, payload, context, ({ id, room, party, around }) => {
    if (room === undefined) return refused("NOT_FOUND", { room: id });
    const known = room.marks.find((mark) => mark.party.key === party.key);
    const upTo = (no: number | undefined, before: number): number => Math.max(before, Math.min(no ?? 0, room.count));
    const read = upTo(payload.read, known?.read?.no ?? 0);
    const delivered = Math.max(read, upTo(payload.delivered, known?.delivered.no ?? 0));
    if (delivered === (known?.delivered.no ?? 0) && read === (known?.read?.no ?? 0)) return accept();
    return accept(onRoom(id, "MessagesMarked", { ...around, party, delivered, read: read === 0 ? null : read }));
  });

/** A unit that calls for help is heard at once, whoever speaks; of two such units the first. */
function mayCutIn(world: World, floor: NonNullable<Room["floor"]>, { unitId }: Context["actor"]): boolean {
  const inDuress = (id: string | null): boolean => id !== null && (world.units.get(id)?.duress ?? null) !== null;
  return inDuress(unitId) && !inDuress(floor.party.unitId);
}

/**
 * One speaks, the others hear: whoever asks first has it, for a limited time, and as long as something is heard of the device. An
 * emergency call cuts in (CMD-03).
 */
export const takeFloor: Decider<CommandPayload["rooms.takeFloor"]> = (world, payload, context) =>
  enter(world, payload, context, ({ id, room, party, around }) => {
    const { burstId } = payload;
    const take = (since: number): Decision => {
      const until = Math.min(context.at + FLOOR_LEASE_S * SECOND, since + FLOOR_MOST_S * SECOND);
      return accept(onRoom(id, "FloorTaken", { ...around, party, burstId, until }));
    };
    if (room?.messages.some((message) => message.id === burstId) === true) return refused("STATE_CONFLICT", { status: "OVER", allowed: [] });
    const floor = room?.floor ?? null;
    if (floor === null) return take(context.at);
    if (floor.burstId === burstId && floor.party.key === party.key) {
      if (floor.until <= context.at) return refused("STATE_CONFLICT", { status: "OVER", allowed: [] });
      return floor.until === floor.since + FLOOR_MOST_S * SECOND || floor.until === context.at + FLOOR_LEASE_S * SECOND ? accept() : take(floor.since);
    }
    return floor.until <= context.at || mayCutIn(world, floor, context.actor) ? take(context.at) : refused("FLOOR_TAKEN", { by: floor.party.nameZh });
  });

/** Lets the others speak. What this device does not hold any more needs no leaving. */
export const leaveFloor: Decider<CommandPayload["rooms.leaveFloor"]> = (world, { burstId, heard = [], ...naming }, context) => {
  const room = world.rooms.get(roomIdOf(naming) ?? "");
  const { key } = partyOf(context.actor, context.city);
  if (room?.floor?.burstId !== burstId || room.floor.party.key !== key) return accept();
  const parties = [...new Set(heard)].filter((each) => each !== key).flatMap((each) => partyByKey(each, room.circle, context.city) ?? []);
  return accept(onRoom(room.id, "FloorLeft", { key, over: false, heard: parties }));
};

/** A floor that nobody gave back. */
export const roomDeadlines = ({ floor }: Room) => (floor === null ? [] : [{ id: `floor/${floor.burstId}`, dueAt: floor.until, purpose: "floor" }]);

export const roomDue: Decider<SystemPayload["system.deadline"]> = (world, payload, context) => {
  const room = world.rooms.get(payload.id);
  if (room === undefined) return refused("NOT_FOUND", { id: payload.id });
  const due = roomDeadlines(room).some(({ id, dueAt }) => id === payload.deadlineId && dueAt <= context.at);
  if (!due || room.floor === null) return refused("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  return accept(onRoom(room.id, "FloorLeft", { key: room.floor.party.key, over: true, heard: [] }));
};
