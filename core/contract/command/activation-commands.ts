import { Type } from "typebox";
import { At, Code, Ulid, text } from "../place.ts";
import { TaskId } from "./activation.ts";
import { ModuleArguments, PlanLevel } from "./plan-task.ts";

const closed = { additionalProperties: false } as const;
const activationId = Ulid;
const ExpectedVersion = Type.Optional(Type.Integer({ minimum: 1 }));
const Reason = text(400);
const task = { activationId, taskId: TaskId };

/** Starts a plan on an incident; `activationId` is a proposal's, or new. Without a version, the published one. */
export const activatePlan = Type.Object({ activationId, incidentId: Ulid, planId: Code, planVersion: Type.Optional(Type.Integer({ minimum: 1 })), level: PlanLevel, expectedVersion: ExpectedVersion }, closed);
export const dismissPlan = Type.Object({ activationId, reason: Reason }, closed);
/** Raises or lowers; the same level again issues what has come to hold since. */
export const setPlanLevel = Type.Object({ activationId, level: PlanLevel, reason: Reason, expectedVersion: ExpectedVersion }, closed);
/** A module by itself, added to a response, or under a new `activationId` opening one without a plan. Without a version, the latest. */
export const callModule = Type.Object({ activationId, incidentId: Ulid, module: Code, moduleVersion: Type.Optional(Type.Integer({ minimum: 1 })), args: ModuleArguments }, closed);
export const startTask = Type.Object({ ...task, deviceAt: Type.Optional(At) }, closed);
export const finishTask = Type.Object({ ...task, note: Type.Optional(text(400)), deviceAt: Type.Optional(At) }, closed);
export const skipTask = Type.Object({ ...task, reason: Reason }, closed);
/** To another organisation, or to a unit. */
export const reassignTask = Type.Object({ ...task, orgId: Type.Optional(Code), unitId: Type.Optional(Code), reason: Reason }, closed);
export const keepTask = Type.Object({ ...task }, closed);
export const terminatePlan = Type.Object({ activationId, reason: Reason, expectedVersion: ExpectedVersion }, closed);
export const reviewPlan = Type.Object({ activationId, text: text(4_000) }, closed);
