import { Type, type Static } from "typebox";
import { At, Code, Ulid, nullable, text } from "../place.ts";
import { PlanContent, PlanModule } from "./plan.ts";
import { PLAN_LEVELS, type PlanLevel as Level, IssuableTask, ModuleArguments, NameEn, NameZh, PlanLevel } from "./plan-task.ts";
import { ReadinessItem } from "./plan-finding.ts";

const closed = { additionalProperties: false } as const;
const Path = Type.String({ maxLength: 200 });
export const TaskId = Type.String({ pattern: "^[A-Z0-9][A-Z0-9_-]*(/[A-Z0-9][A-Z0-9_-]*)?$", maxLength: 81 });

/** PROPOSED by what is known of the incident; ACTIVE at its first level; ADJUSTED once the level has changed; TERMINATED; REVIEWED. A proposal that nobody wanted is DISMISSED. */
export const ACTIVATION_STATUSES = ["PROPOSED", "ACTIVE", "ADJUSTED", "TERMINATED", "REVIEWED", "DISMISSED"] as const;
export type ActivationStatus = (typeof ACTIVATION_STATUSES)[number];

/** WAITING for tasks before it; ISSUED: its limits run; STARTED; DONE; SKIPPED with a reason; CANCELLED with its level or with the whole. */
export const TASK_STATES = ["WAITING", "ISSUED", "STARTED", "DONE", "SKIPPED", "CANCELLED"] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Whose a task is: an organisation, by the seat or the agency that its role names. */
export const TaskOwner = Type.Object({ orgId: Code, orgPath: Path, nameZh: Type.String({ maxLength: 80 }), nameEn: Type.String({ maxLength: 120 }) }, closed);
export type TaskOwner = Static<typeof TaskOwner>;

/** A task as it is handed out: everything said, and whose it is. */
export const OwnedTask = Type.Object({ ...IssuableTask.properties, owner: TaskOwner }, closed);
export type OwnedTask = Static<typeof OwnedTask>;

export const ActivationTask = Type.Object(
  {
    ...OwnedTask.properties,
    state: Type.Enum(TASK_STATES),
    /** The unit to which its owner gave it. */
    unitId: nullable(Code),
    /** From here its limits count: when nothing that it waits for was open any more. */
    issuedAt: nullable(At),
    startedAt: nullable(At),
    startedBy: nullable(Type.String()),
    endedAt: nullable(At),
    endedBy: nullable(Type.String()),
    /** Why it was skipped, cancelled or given to another; what was reported at its end. */
    note: nullable(Type.String({ maxLength: 400 })),
    /** Begun under a level that holds no more: somebody must decide whether it goes on. */
    toDecide: Type.Boolean(),
    startMissedAt: nullable(At),
    dueMissedAt: nullable(At),
    /** The superior organisation that was told of a limit that was missed. */
    escalatedTo: nullable(Path),
  },
  closed,
);
export type ActivationTask = Static<typeof ActivationTask>;

/** Which version of which plan; `checksum` over its content and its modules. */
export const PlanRef = Type.Object({ id: Code, version: Type.Integer({ minimum: 1 }), checksum: Type.String({ pattern: "^[0-9a-f]{64}$" }), nameZh: NameZh, nameEn: NameEn }, closed);
export type PlanRef = Static<typeof PlanRef>;

/** A module that was called by itself, with its values (CMD-07). */
export const CalledModule = Type.Object(
  { call: Code, module: Code, version: Type.Integer({ minimum: 1 }), nameZh: NameZh, nameEn: NameEn, args: ModuleArguments, at: At, by: Type.String() },
  closed,
);
export type CalledModule = Static<typeof CalledModule>;

/** What everybody who may see a response is told of it. */
export const ActivationHead = Type.Object(
  {
    id: Ulid,
    version: Type.Integer({ minimum: 1 }),
    incidentId: Ulid,
    incidentNo: Type.String({ maxLength: 30 }),
    /** Of a drill: in no figure, to no partner outside. */
    drill: Type.Boolean(),
    status: Type.Enum(ACTIVATION_STATUSES),
    /** Null where modules were called without a plan. */
    plan: nullable(PlanRef),
    /** At which it runs; null while it is proposed, and without a plan. */
    level: nullable(PlanLevel),
    /** The level that the facts call for, and what to ask to be sure of a graver one. */
    advised: nullable(Type.Object({ level: nullable(PlanLevel), ask: Type.Array(Type.String({ maxLength: 80 })), at: At }, closed)),
    /** What stood against the plan when it was activated (CMD-09). */
    degraded: Type.Array(ReadinessItem),
    calls: Type.Array(CalledModule),
    tasks: Type.Array(ActivationTask),
    scope: Type.Array(Path),
    /** Organisation with jurisdiction over the incident when the response began. */
    orgPath: Path,
    /** Where the incident was then, in words: who is given a task may not see the incident. */
    address: nullable(Type.String({ maxLength: 200 })),
    openedAt: At,
    openedBy: Type.String(),
    activatedAt: nullable(At),
    activatedBy: nullable(Type.String()),
    levelSince: nullable(At),
    levelReason: nullable(Type.String({ maxLength: 400 })),
    endedAt: nullable(At),
    endedBy: nullable(Type.String()),
    endReason: nullable(Type.String({ maxLength: 400 })),
    review: nullable(Type.Object({ text: text(4_000), at: At, by: Type.String() }, closed)),
    /** Everyone who had a hand in it; none of them may review it. */
    hands: Type.Array(Type.String()),
  },
  closed,
);
export type ActivationHead = Static<typeof ActivationHead>;

/** The content of a plan's version with the modules that it calls, as it was when the response began: whatever is published since, this response goes by it. */
export const FrozenPlan = Type.Object({ plan: PlanContent, modules: Type.Array(PlanModule) }, closed);
export type FrozenPlan = Static<typeof FrozenPlan>;

/** A response to one incident: a kind of record of its own. */
export const Activation = Type.Object({ ...ActivationHead.properties, content: nullable(FrozenPlan) }, closed);
export type Activation = Static<typeof Activation>;

/** Tasks are being worked on. */
export const isRunning = ({ status }: { readonly status: ActivationStatus }): boolean => status === "ACTIVE" || status === "ADJUSTED";
/** Somebody still has to act. */
export const isTaskOpen = ({ state }: { readonly state: TaskState }): boolean => state === "WAITING" || state === "ISSUED" || state === "STARTED";
/** Whether `level` is graver than `other`; no level at all is the least grave. */
export const isGraver = (level: Level, other: Level | null): boolean => other === null || PLAN_LEVELS.indexOf(level) < PLAN_LEVELS.indexOf(other);

/** Everything that was set going in one incident, in the order in which it began. */
export const Responses = Type.Object({ responses: Type.Array(ActivationHead) }, closed);
export type Responses = Static<typeof Responses>;

/** A response without the plan's content. */
export function activationHead({ content: _content, ...head }: Activation): ActivationHead {
  return head;
}
