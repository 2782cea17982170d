import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import { roomOfForce } from "@tocsin/contract/command/room-id.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";

/** A room as its screens need it. `open`: what it is of is open, so that the desks that are in speak there. */
export interface RoomPlace {
  readonly id: string;
  readonly open: boolean;
}

export const roomOfIncident = (incident: Incident): RoomPlace => ({ id: incident.id, open: isOpen(incident) });
/** `staff`: the desk works in the post. */
export const roomOfForceIn = (post: CommandPost, forceId: string, staff: boolean): RoomPlace => ({ id: roomOfForce(post.id, forceId), open: post.status === "OPEN" && staff });
