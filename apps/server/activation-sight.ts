import { type Activation, type ActivationHead, activationHead, type ActivationTask } from "@tocsin/contract/command/activation.ts";
import { covers, opensView, type Roles, type Session } from "./session.ts";

/** ALL: who sees the incident's organisation sees the whole response; OWN: the tasks of one's own organisation or unit, and what they belong to. */
export type ActivationSight = "ALL" | "OWN";

const DESK_VIEWS = ["BOARD", "INCIDENT", "SHARED_INCIDENT"] as const;

/** A desk's tasks are those of organisations below it, and those that were put before it when a limit was missed; a unit's are its own. */
function ownTask(session: Session, { owner, unitId, escalatedTo }: ActivationTask, roles: Roles): boolean {
  if (unitId !== null && unitId === session.unitId) return true;
  const paths = [owner.orgPath, ...(escalatedTo === null ? [] : [escalatedTo])];
  return session.grants.some((grant) => DESK_VIEWS.some((view) => roles.maySee(grant.role, view)) && covers(grant, paths));
}

/** How much of a response a session sees; null = it does not exist for it. */
export function activationSight(session: Session, activation: Activation, roles: Roles): ActivationSight | null {
  if (opensView(roles, session, "INCIDENT", [activation.orgPath]) || opensView(roles, session, "BOARD", [activation.orgPath])) return "ALL";
  return activation.tasks.some((task) => ownTask(session, task, roles)) ? "OWN" : null;
}

/** A response that the session sees, without the plan's content, and with no more of it than concerns the session. */
export function sightedActivation(session: Session, activation: Activation, roles: Roles): ActivationHead {
  const head = activationHead(activation);
  if (activationSight(session, activation, roles) === "ALL") return head;
  return { ...head, tasks: head.tasks.filter((task) => ownTask(session, task, roles)), calls: [], degraded: [], hands: [], review: null };
}
