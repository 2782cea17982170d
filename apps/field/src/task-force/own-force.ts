import type { CommandPost, TaskForce } from "@tocsin/contract/command/command-post.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import { roomOfForce } from "@tocsin/contract/command/room-id.ts";

export interface OwnForce {
  readonly post: CommandPost;
  readonly force: TaskForce;
  readonly roomId: string;
}

/** The task forces in which a unit is now, of every open post (CMD-05). */
export const forcesOf = (posts: Iterable<CommandPost>, unitId: string | undefined): OwnForce[] =>
  [...posts].filter(({ status }) => status === "OPEN").flatMap((post) => post.forces.filter(({ unitIds }) => unitId !== undefined && unitIds.includes(unitId)).map((force) => ({ post, force, roomId: roomOfForce(post.id, force.id) })));

/** Rooms of forces that the unit has left or whose post has stood down, and in which something was said: it reads them. */
export const roomsBefore = (rooms: Iterable<Room>, now: readonly OwnForce[]): Room[] => [...rooms].filter(({ id, force, count }) => force !== undefined && count > 0 && !now.some(({ roomId }) => roomId === id));
