import type { Activation, ActivationStatus, ActivationTask, OwnedTask, TaskState } from "@tocsin/contract/command/activation.ts";
import { isRunning } from "@tocsin/contract/command/activation.ts";
import type { ActivationEvents } from "@tocsin/contract/command/activation-events.ts";
import type { ActivationEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent, mustFind, replace, type Stamp, withAll } from "../fold.ts";
import { issueFree, taskTo } from "./task-order.ts";

type Unversioned = Pick<ActivationEvent, "id" | "type" | "data" | "at" | "by">;

/** From each status, every status that may follow (CMD-08). */
export const ACTIVATION_NEXT: Readonly<Record<ActivationStatus, readonly ActivationStatus[]>> = {
  PROPOSED: ["ACTIVE", "DISMISSED"],
  ACTIVE: ["ADJUSTED", "TERMINATED"],
  ADJUSTED: ["ADJUSTED", "TERMINATED"],
  TERMINATED: ["REVIEWED"],
  REVIEWED: [],
  DISMISSED: [],
};

function to(state: Activation, status: ActivationStatus): Activation {
  if (!ACTIVATION_NEXT[state.status].includes(status)) throw new ImpossibleEvent(`a response that is ${state.status} cannot become ${status}`);
  return { ...state, status };
}

const newTask = (task: OwnedTask): ActivationTask => ({
  ...task, state: "WAITING", unitId: null, issuedAt: null, startedAt: null, startedBy: null, endedAt: null, endedBy: null, note: null,
  toDecide: false, startMissedAt: null, dueMissedAt: null, escalatedTo: null,
});

/** Every id stands once: a task comes again only in the place of one that was cancelled. */
function added(state: Activation, tasks: readonly OwnedTask[]): Activation {
  const ids = new Set(tasks.map(({ id }) => id));
  const twice = state.tasks.find(({ id, state: now }) => ids.has(id) && now !== "CANCELLED");
  if (twice !== undefined || ids.size < tasks.length) throw new ImpossibleEvent(`task ${twice?.id ?? ""} issued twice`);
  return { ...state, tasks: [...state.tasks.filter(({ id }) => !ids.has(id)), ...tasks.map(newTask)], scope: withAll(state.scope, tasks.map(({ owner }) => owner.orgPath)) };
}

const ended = (task: ActivationTask, state: TaskState, note: string | null, { at, by }: Stamp): ActivationTask => ({ ...taskTo(task, state), endedAt: at, endedBy: by, note: note ?? task.note, toDecide: false });

const cancelled = (state: Activation, ids: readonly string[], note: string, stamp: Stamp): Activation =>
  ({ ...state, tasks: state.tasks.map((task) => (ids.includes(task.id) ? ended(task, "CANCELLED", note, stamp) : task)) });

const freed = (state: Activation, { at }: Stamp): Activation => ({ ...state, tasks: issueFree(state.tasks, at) });

function onTask(state: Activation, taskId: string, change: (task: ActivationTask) => ActivationTask): Activation {
  if (!isRunning(state)) throw new ImpossibleEvent(`a task of a response that is ${state.status}`);
  mustFind(state.tasks, ({ id }) => id === taskId, `task ${taskId}`);
  return { ...state, tasks: replace(state.tasks, ({ id }) => id === taskId, change) };
}

const opened = (id: string, { incidentId, incidentNo, drill, orgPath, address, scope }: Pick<Activation, "incidentId" | "incidentNo" | "drill" | "orgPath" | "address" | "scope">, { at, by }: Stamp): Activation => ({
  id, version: 0, incidentId, incidentNo, drill, status: "PROPOSED", plan: null, level: null, advised: null, degraded: [], calls: [], tasks: [], scope, orgPath, address,
  openedAt: at, openedBy: by, activatedAt: null, activatedBy: null, levelSince: null, levelReason: null, endedAt: null, endedBy: null, endReason: null, review: null, hands: [], content: null,
});

function activated(state: Activation, data: ActivationEvents["PlanActivated"], stamp: Stamp): Activation {
  const { plan, content, level, degraded, tasks } = data;
  const running: Activation = { ...to(state, "ACTIVE"), plan, content, level, degraded: [...degraded], activatedAt: stamp.at, activatedBy: stamp.by, levelSince: stamp.at };
  return freed(added(running, tasks), stamp);
}

type Folds = { readonly [Type in keyof ActivationEvents]: (state: Activation, data: ActivationEvents[Type], stamp: Stamp) => Activation };

/** One fold per event: leaving one out does not compile. The three that can come first are given a record that was only opened. */
const FOLDS: Folds = {
  PlanProposed: (state, { plan, level, ask }, { at }) => ({ ...state, plan, advised: { level, ask: [...ask], at } }),
  PlanAdvised: (state, { level, ask }, { at }) => ({ ...state, advised: { level, ask: [...ask], at } }),
  ProposalDismissed: (state, { reason }, { at, by }) => ({ ...to(state, "DISMISSED"), endedAt: at, endedBy: by, endReason: reason }),
  PlanActivated: activated,
  ResponseOpened: (state, _data, { at, by }) => ({ ...to(state, "ACTIVE"), activatedAt: at, activatedBy: by }),
  ModuleCalled: (state, { called, tasks }, stamp) => {
    if (!isRunning(state)) throw new ImpossibleEvent(`a module called in a response that is ${state.status}`);
    return freed(added({ ...state, calls: [...state.calls, { ...called, at: stamp.at, by: stamp.by }] }, tasks), stamp);
  },
  LevelSet: (state, { level, reason, tasks, cancel, decide }, stamp) => {
    const without = cancelled(state, cancel, reason, stamp);
    const asked = { ...without, tasks: without.tasks.map((task) => (task.state === "STARTED" ? { ...task, toDecide: decide.includes(task.id) } : task)) };
    return freed(added({ ...to(asked, "ADJUSTED"), level, levelSince: stamp.at, levelReason: reason }, tasks), stamp);
  },
  TaskStarted: (state, { taskId }, { at, by }) => onTask(state, taskId, (task) => ({ ...taskTo(task, "STARTED"), startedAt: at, startedBy: by })),
  TaskFinished: (state, { taskId, note }, stamp) => freed(onTask(state, taskId, (task) => ended(task, "DONE", note, stamp)), stamp),
  TaskSkipped: (state, { taskId, reason }, stamp) => freed(onTask(state, taskId, (task) => ended(task, "SKIPPED", reason, stamp)), stamp),
  TaskReassigned: (state, { taskId, owner, unitId, reason }) => ({ ...onTask(state, taskId, (task) => ({ ...task, owner, unitId, note: reason })), scope: withAll(state.scope, [owner.orgPath]) }),
  TaskKept: (state, { taskId }) => onTask(state, taskId, (task) => ({ ...task, toDecide: false })),
  TaskLimitMissed: (state, { taskId, limit, escalatedTo }, { at }) => ({
    ...onTask(state, taskId, (task) => ({ ...task, ...(limit === "START" ? { startMissedAt: at } : { dueMissedAt: at }), escalatedTo })),
    scope: escalatedTo === null ? state.scope : withAll(state.scope, [escalatedTo]),
  }),
  PlanTerminated: (state, { reason, cancel }, stamp) => ({ ...to(cancelled(state, cancel, reason, stamp), "TERMINATED"), endedAt: stamp.at, endedBy: stamp.by, endReason: reason }),
  PlanReviewed: (state, { text }, { at, by }) => ({ ...to(state, "REVIEWED"), review: { text, at, by } }),
};

const OPENING: readonly string[] = ["PlanProposed", "PlanActivated", "ResponseOpened"];

/** Folds one event into a response. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveActivation(state: Activation | null, event: Unversioned): Activation {
  const fold = FOLDS[event.type] as ((state: Activation, data: unknown, stamp: Stamp) => Activation) | undefined;
  if (fold === undefined) throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  if (state === null && !OPENING.includes(event.type)) throw new ImpossibleEvent(`${event.type} on a response that was never opened`);
  if (state !== null && (event.type === "PlanProposed" || event.type === "ResponseOpened")) throw new ImpossibleEvent("opened twice");
  const before = state ?? opened(event.id, event.data as ActivationEvents["ResponseOpened"], event);
  const after = fold(before, event.data, event);
  // The platform's own acts are nobody's hand; a proposal that was turned down is no part in the response.
  const hands = event.by === "SYSTEM" || event.type === "PlanReviewed" ? after.hands : withAll(after.hands, [event.by]);
  return { ...after, hands, version: before.version + 1 };
}
