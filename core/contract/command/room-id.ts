/** Length of the ULID with which the id of a room begins. */
const ULID_CHARS = 26;

/** A room is of an incident, whose id it has, or of a task force of a command post: `<post id>-<force id>` (CMD-03, CMD-05). */
export type RoomSubject = { readonly incidentId: string } | { readonly commandPostId: string; readonly forceId: string };

export const roomOfForce = (commandPostId: string, forceId: string): string => `${commandPostId}-${forceId}`;

/** Of whom the room with this id is. */
export const roomSubject = (roomId: string): RoomSubject =>
  roomId.length === ULID_CHARS ? { incidentId: roomId } : { commandPostId: roomId.slice(0, ULID_CHARS), forceId: roomId.slice(ULID_CHARS + 1) };

interface Naming {
  readonly incidentId?: string;
  readonly commandPostId?: string;
  readonly forceId?: string;
}

/** The room that a command names; undefined where it names none, or two. */
export function roomIdOf({ incidentId, commandPostId, forceId }: Naming): string | undefined {
  if (incidentId !== undefined) return commandPostId === undefined && forceId === undefined ? incidentId : undefined;
  return commandPostId === undefined || forceId === undefined ? undefined : roomOfForce(commandPostId, forceId);
}
