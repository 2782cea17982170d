import { type Activation, type ActivationHead, activationHead, type ActivationTask } from "@tocsin/contract/command/activation.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { hasBelow } from "@tocsin/domain/organisation/own-organisation.ts";
import { opensView, type Roles, seatsOf, type Session } from "./session.ts";

/** ALL: who sees the incident's organisation sees the whole response; OWN: the tasks of one's own organisation or unit, and what they belong to. */
export type ActivationSight = "ALL" | "OWN";

const DESK_VIEWS = ["BOARD", "INCIDENT", "SHARED_INCIDENT"] as const;

/**
 * A desk's tasks are those of organisations below it, to a department's desk those of its own department, and those that were put before it
 * when a limit was missed; a unit's are its own.
 */
function ownTask(session: Session, { owner, unitId, escalatedTo }: ActivationTask, roles: Roles, city: CityIndex): boolean {
  if (unitId !== null && unitId === session.unitId) return true;
  const paths = [owner.orgPath, ...(escalatedTo === null ? [] : [escalatedTo])];
  return seatsOf(session).some((seat) => DESK_VIEWS.some((view) => roles.maySee(seat.role, view)) && paths.some((path) => hasBelow(city, seat, path)));
}

/** How much of a response a session sees; null = it does not exist for it. */
export function activationSight(session: Session, activation: Activation, roles: Roles, city: CityIndex): ActivationSight | null {
  if (opensView(roles, session, "INCIDENT", [activation.orgPath]) || opensView(roles, session, "BOARD", [activation.orgPath])) return "ALL";
  return activation.tasks.some((task) => ownTask(session, task, roles, city)) ? "OWN" : null;
}

/** A response that the session sees, without the plan's content, and with no more of it than concerns the session. */
export function sightedActivation(session: Session, activation: Activation, roles: Roles, city: CityIndex): ActivationHead {
  const head = activationHead(activation);
  if (activationSight(session, activation, roles, city) === "ALL") return head;
  return { ...head, tasks: head.tasks.filter((task) => ownTask(session, task, roles, city)), calls: [], degraded: [], hands: [], review: null };
}
