import type { CommandPost, CommandPostEvents, PostStatus } from "@tocsin/contract/command/command-post.ts";
import type { CommandPostEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent, mustFind, replace, withAll } from "../../fold.ts";

type Unversioned = Pick<CommandPostEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof CommandPostEvents> = CommandPostEvents[Type];

const OPEN = ["OPEN"] as const;
const ALWAYS = ["OPEN", "STOOD_DOWN", "REVIEW_DUE", "CLOSED"] as const;

/** In which status each event can come: after stand-down the log is read-only but for its review (CMD-05). */
export const POST_POSSIBLE: Readonly<Record<Exclude<keyof CommandPostEvents, "PostOpened">, readonly PostStatus[]>> = {
  PostLevelSet: OPEN,
  PostRoleSet: OPEN,
  PostRoleEnded: OPEN,
  TaskForceSet: OPEN,
  TaskForceDissolved: OPEN,
  ObjectiveSet: OPEN,
  PostTaskSet: OPEN,
  PostTaskEnded: OPEN,
  PostTaskOverdue: OPEN,
  PostEntryAdded: OPEN,
  SituationReported: OPEN,
  ShiftOffered: OPEN,
  ShiftAccepted: OPEN,
  ShiftTakenOver: OPEN,
  PostStoodDown: OPEN,
  PostHoldSet: ALWAYS,
  PostHoldLifted: ALWAYS,
  PostReviewDue: ["STOOD_DOWN"],
  PostReviewed: ["STOOD_DOWN", "REVIEW_DUE"],
};

function opened(event: Unversioned): CommandPost {
  const { commander, objectives, holders, forces, scope, ...head } = event.data as Data<"PostOpened">;
  const { at, by } = event;
  return {
    id: event.id, version: 1, ...head, status: "OPEN", openedAt: at, openedBy: by, commander: { ...commander, since: at }, shift: null, holders: [...holders], forces: [...forces],
    objectives: objectives.map(({ id, text }) => ({ id, text, state: "OPEN", note: "", at, by })), tasks: [], reportCount: 0, report: null, hands: [by], units: forces.flatMap(({ unitIds }) => unitIds),
    stoodDownAt: null, standDownReason: null, reviewDueAt: null, review: null, scope: [...scope],
  };
}

/** Puts an item in the place of the one with its id, or behind all others. */
const putBy = <T>(list: readonly T[], item: T, same: (other: T) => boolean): T[] => (list.some(same) ? list.map((other) => (same(other) ? item : other)) : [...list, item]);

/** Who is out of a force from now on; whoever comes back is in. */
function leaving({ forces, left = [] }: CommandPost, forceId: string, stay: readonly string[], at: number): Pick<CommandPost, "left"> {
  const before = forces.find(({ id }) => id === forceId)?.unitIds ?? [];
  const gone = before.filter((unitId) => !stay.includes(unitId)).map((unitId) => ({ unitId, forceId, at }));
  const others = left.filter((one) => one.forceId !== forceId || !(stay.includes(one.unitId) || before.includes(one.unitId)));
  return gone.length === 0 && others.length === left.length ? {} : { left: [...others, ...gone] };
}

/** What is done to the people and units of the post. */
function structure(state: CommandPost, event: Unversioned): Partial<CommandPost> | null {
  const { at } = event;
  switch (event.type) {
    case "PostLevelSet":
      return { level: (event.data as Data<"PostLevelSet">).to };
    case "PostRoleSet": {
      const { holder, scope } = event.data as Data<"PostRoleSet">;
      return { holders: putBy(state.holders, holder, ({ role }) => role === holder.role), scope: withAll(state.scope, scope) };
    }
    case "PostRoleEnded": {
      const { role } = event.data as Data<"PostRoleEnded">;
      return { holders: state.holders.filter((holder) => holder.role !== role) };
    }
    case "TaskForceSet": {
      const { force, scope } = event.data as Data<"TaskForceSet">;
      return { ...leaving(state, force.id, force.unitIds, at), forces: putBy(state.forces, force, ({ id }) => id === force.id), units: withAll(state.units, force.unitIds), scope: withAll(state.scope, scope) };
    }
    case "TaskForceDissolved": {
      const { forceId } = event.data as Data<"TaskForceDissolved">;
      mustFind(state.forces, ({ id }) => id === forceId, `task force ${forceId}`);
      return { ...leaving(state, forceId, [], at), forces: state.forces.filter(({ id }) => id !== forceId) };
    }
    case "ShiftOffered":
      return { shift: { ...(event.data as Data<"ShiftOffered">), at } };
    case "ShiftAccepted":
      return { commander: { ...(event.data as Data<"ShiftAccepted">), since: at }, shift: null };
    case "ShiftTakenOver": {
      const { userId, name, orgPath } = event.data as Data<"ShiftTakenOver">;
      return { commander: { userId, name, orgPath, since: at }, shift: null };
    }
    default:
      return null;
  }
}

/** What is done in the post, and how it ends. */
function work(state: CommandPost, event: Unversioned): Partial<CommandPost> {
  const { at, by } = event;
  switch (event.type) {
    case "ObjectiveSet": {
      const data = event.data as Data<"ObjectiveSet">;
      return { objectives: putBy(state.objectives, { ...data, at, by }, ({ id }) => id === data.id) };
    }
    case "PostTaskSet": {
      const { scope, ...task } = event.data as Data<"PostTaskSet">;
      return { tasks: putBy(state.tasks, { ...task, state: "OPEN", overdueAt: null, note: "", at, by }, ({ id }) => id === task.id), scope: withAll(state.scope, scope) };
    }
    case "PostTaskEnded": {
      const { taskId, state: end, note, orgId, scope = [] } = event.data as Data<"PostTaskEnded">;
      mustFind(state.tasks, ({ id }) => id === taskId, `task ${taskId}`);
      return { tasks: replace(state.tasks, ({ id }) => id === taskId, (task) => ({ ...task, state: end, note, at, by, owner: orgId === null ? task.owner : { orgId } })), scope: withAll(state.scope, scope) };
    }
    case "PostTaskOverdue": {
      const { taskId } = event.data as Data<"PostTaskOverdue">;
      return { tasks: replace(state.tasks, ({ id }) => id === taskId, (task) => ({ ...task, overdueAt: at })) };
    }
    case "PostEntryAdded":
      return {};
    case "SituationReported":
      return { reportCount: state.reportCount + 1, report: { ...(event.data as Data<"SituationReported">), at, by } };
    case "PostStoodDown": {
      const { reason, reviewDueAt, reviewId } = event.data as Data<"PostStoodDown">;
      return { status: "STOOD_DOWN", stoodDownAt: at, standDownReason: reason, reviewDueAt, ...(reviewId === undefined ? {} : { reviewId }), shift: null };
    }
    case "PostReviewDue":
      return { status: "REVIEW_DUE" };
    case "PostReviewed": {
      const { text, findings } = event.data as Data<"PostReviewed">;
      return { status: "CLOSED", review: { text, findings: [...findings], at, by } };
    }
    default:
      throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  }
}

/** The platform's own events are nobody's hand, and who signs the review has had none. */
const handsAfter = (state: CommandPost, { type, by }: Unversioned): string[] =>
  type === "PostTaskOverdue" || type === "PostReviewDue" || type === "PostReviewed" ? state.hands : withAll(state.hands, [by]);

/** Whoever keeps it for a court has no hand in it by that. */
function held(state: CommandPost, { type, data, at, by }: Unversioned): CommandPost {
  const { hold: _hold, ...free } = state;
  return type === "PostHoldSet" ? { ...free, hold: { ...(data as Data<"PostHoldSet">), at, by } } : free;
}

/** Folds one event into a command post. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolvePost(state: CommandPost | null, event: Unversioned): CommandPost {
  if (event.type === "PostOpened") {
    if (state !== null) throw new ImpossibleEvent("command post opened twice");
    return opened(event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on a command post that was never opened`);
  const possible: readonly PostStatus[] | undefined = POST_POSSIBLE[event.type];
  if (possible === undefined || !possible.includes(state.status)) throw new ImpossibleEvent(`${event.type} on a command post that is ${state.status}`);
  if (event.type === "PostHoldSet" || event.type === "PostHoldLifted") return { ...held(state, event), version: state.version + 1 };
  return { ...state, ...(structure(state, event) ?? work(state, event)), hands: handsAfter(state, event), version: state.version + 1 };
}
