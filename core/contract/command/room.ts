import { Type, type Static } from "typebox";
import { At, Code, Point, RoomId, Ulid, nullable, text } from "../place.ts";
import { MediaRef } from "../intake/incident.ts";
import { TALK_LISTENERS_MOST } from "./room-limits.ts";

const closed = { additionalProperties: false } as const;

/** Who speaks: a unit, or the seat of a role at an organisation; never a person. */
export const RoomParty = Type.Object(
  { /** `unit/<id>` or `seat/<role>@<organisation path>` */ key: Type.String({ maxLength: 200 }), unitId: nullable(Code), nameZh: Type.String(), nameEn: Type.String(), agency: Code },
  closed,
);
export type RoomParty = Static<typeof RoomParty>;

const content = {
  text: Type.Optional(text(2_000)),
  /** Pictures, or one voice message. */
  media: Type.Optional(Type.Array(MediaRef, { maxItems: 6 })),
  point: Type.Optional(Point),
};

export const RoomMessage = Type.Object(
  {
    id: Ulid,
    /** Its place in the room, from 1: the server's order, whatever the clocks of the devices say. */
    no: Type.Integer({ minimum: 1 }),
    from: RoomParty,
    ...content,
    /** Spoken by radio: for how long, and whose devices were connected to hear it (as the speaker's device says). Its sound is not kept here. */
    spoken: Type.Optional(Type.Object({ ms: Type.Integer({ minimum: 0 }), heard: Type.Array(RoomParty) }, closed)),
    at: At,
    /** When it was written on a device that had no line. */
    deviceAt: nullable(At),
  },
  closed,
);
export type RoomMessage = Static<typeof RoomMessage>;

const Upto = Type.Object({ /** All messages up to this one. */ no: Type.Integer({ minimum: 1 }), at: At }, closed);
/** What one party has received and read. */
export const RoomMark = Type.Object({ party: RoomParty, delivered: Upto, read: nullable(Upto) }, closed);
export type RoomMark = Static<typeof RoomMark>;

/**
 * Who is in, as the incident's orders and organisation, or the command post, said when something last happened in the room: nobody keeps
 * a list of people. `seats`: the desks of a command post, by organisation and, where the post says so, role; absent = every desk of the area.
 */
export const RoomCircle = Type.Object(
  { units: Type.Array(Code), agencies: Type.Array(Code), seats: Type.Optional(Type.Array(Type.Object({ orgPath: Type.String(), role: nullable(Code) }, closed))) },
  closed,
);
export type RoomCircle = Static<typeof RoomCircle>;

/** The task force of a command post whose room it is. */
export const RoomForce = Type.Object({ commandPostId: Ulid, forceId: Code, name: Type.String() }, closed);
export type RoomForce = Static<typeof RoomForce>;

/** What is spoken and written at one incident, whose id it bears (CMD-03), or in one task force (CMD-05). */
export const Room = Type.Object(
  {
    id: RoomId,
    version: Type.Integer({ minimum: 1 }),
    /** Of a task force: the incident over which its post is; null for a post over an advisory. */
    incidentId: nullable(Ulid),
    force: Type.Optional(RoomForce),
    /** The newest, in their order. */
    messages: Type.Array(RoomMessage),
    /** How many there are. */
    count: Type.Integer({ minimum: 0 }),
    marks: Type.Array(RoomMark),
    circle: RoomCircle,
    /** Who speaks by radio now. `until`: it is free again unless the speaker's device says before that it still speaks. */
    floor: nullable(Type.Object({ party: RoomParty, burstId: Ulid, since: At, until: At }, closed)),
    scope: Type.Array(Type.String()),
    /** The viewer's own party; only in views, and only where the viewer may speak. */
    own: Type.Optional(nullable(Type.String())),
  },
  closed,
);
export type Room = Static<typeof Room>;

/** A page of what was said before, oldest first. */
export const RoomPage = Type.Object({ room: Room, messages: Type.Array(RoomMessage) }, closed);
export type RoomPage = Static<typeof RoomPage>;

interface Around {
  readonly circle: RoomCircle;
  readonly scope: readonly string[];
  /** Only in the room of a task force. */
  readonly force?: RoomForce;
  readonly incidentId?: string | null;
}

export interface RoomEvents {
  readonly MessagePosted: Around & { readonly message: Omit<RoomMessage, "no" | "at"> };
  readonly MessagesMarked: Around & { readonly party: RoomParty; readonly delivered: number; readonly read: number | null };
  /** Also when the same burst goes on. */
  readonly FloorTaken: Around & { readonly party: RoomParty; readonly burstId: string; readonly until: number };
  /** `over`: the time was up, or nothing was heard of the speaker's device any more. */
  readonly FloorLeft: { readonly key: string; readonly over: boolean; readonly heard: readonly RoomParty[] };
}

/** Of an incident, or of a task force of a post. */
const subject = { incidentId: Type.Optional(Ulid), commandPostId: Type.Optional(Ulid), forceId: Type.Optional(Code) };
/** At least one of text, media and point. */
export const post = Type.Object(
  { ...subject, messageId: Ulid, ...content, deviceAt: Type.Optional(At) },
  closed,
);
const no = Type.Integer({ minimum: 1, maximum: 1_000_000 });
/** The own seat or unit has received, or read, everything up to a message. What it read it has received. */
export const mark = Type.Object({ ...subject, delivered: Type.Optional(no), read: Type.Optional(no) }, closed);
const burstId = Ulid;
/** Speaks by radio to everybody in the room, as soon as nobody else does. Said again by the device that speaks, it goes on speaking. */
export const takeFloor = Type.Object({ ...subject, burstId }, closed);
/** `heard`: parties that were connected. */
export const leaveFloor = Type.Object({ ...subject, burstId, heard: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: TALK_LISTENERS_MOST })) }, closed);
