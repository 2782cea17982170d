import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { accept, type Decider, refused } from "../../decision.ts";
import { forceRefusal, holderRefusal, ledBy, onPost, ownerRefusal, scopeOfOrgs, scopeOfUnits, staffedBy } from "./post-facts.ts";
import { unknownRefs } from "./log-refs.ts";

/** A post is a page that people read: so much of each stands in it. */
export const MOST = { forces: 30, objectives: 40, tasks: 200 } as const;

const isFull = (post: CommandPost, list: keyof typeof MOST, id: string): boolean => post[list].length >= MOST[list] && !post[list].some((item) => item.id === id);

export const setPostLevel: Decider<CommandPayload["command.setPostLevel"]> = (world, { commandPostId, level, reason }, context) => {
  const found = ledBy(world, commandPostId, "PostLevelSet", context);
  if (!found.ok) return found;
  return level === found.value.level ? accept() : accept(onPost(commandPostId, "PostLevelSet", { from: found.value.level, to: level, reason }));
};

export const setPostRole: Decider<CommandPayload["command.setPostRole"]> = (world, { commandPostId, holder }, context) => {
  const found = ledBy(world, commandPostId, "PostRoleSet", context);
  if (!found.ok) return found;
  const refusal = holderRefusal(holder, context, "/holder");
  return refusal === null ? accept(onPost(commandPostId, "PostRoleSet", { holder, scope: scopeOfOrgs(context.city, [holder.orgId]) })) : fail(refusal);
};

/** A deputy is replaced, never only taken away; whoever answers for an open task is not either. */
export const endPostRole: Decider<CommandPayload["command.endPostRole"]> = (world, { commandPostId, role }, context) => {
  const found = ledBy(world, commandPostId, "PostRoleEnded", context);
  if (!found.ok) return found;
  if (role === "DEPUTY") return refused("POST_INCOMPLETE");
  if (!found.value.holders.some((holder) => holder.role === role)) return refused("POST_PART_UNKNOWN", { part: role, fields: ["/role"] });
  const open = found.value.tasks.filter(({ state, owner }) => state === "OPEN" && "role" in owner && owner.role === role);
  return open.length > 0 ? refused("POST_TASKS_OPEN", { tasks: open.map(({ id }) => id) }) : accept(onPost(commandPostId, "PostRoleEnded", { role }));
};

export const setTaskForce: Decider<CommandPayload["command.setTaskForce"]> = (world, { commandPostId, force }, context) => {
  const found = ledBy(world, commandPostId, "TaskForceSet", context);
  if (!found.ok) return found;
  const { forces, objectives, incidentId, left = [] } = found.value;
  // Its room goes by its id: a new force under the id of one that was dissolved would read what that one said.
  if (left.some(({ forceId }) => forceId === force.id) && !forces.some(({ id }) => id === force.id)) return refused("STATE_CONFLICT", { status: "DISSOLVED", allowed: [] });
  if (isFull(found.value, "forces", force.id)) return refused("POST_FULL", { most: MOST.forces });
  const refusal = forceRefusal(force, { world, context, incidentId, others: forces, objectives, path: "/force" });
  return refusal === null ? accept(onPost(commandPostId, "TaskForceSet", { force, scope: scopeOfUnits(context.city, force.unitIds) })) : fail(refusal);
};

/** One force at least stays, and none goes while it answers for an open task. */
export const dissolveTaskForce: Decider<CommandPayload["command.dissolveTaskForce"]> = (world, { commandPostId, forceId, reason }, context) => {
  const found = ledBy(world, commandPostId, "TaskForceDissolved", context);
  if (!found.ok) return found;
  const { forces, tasks } = found.value;
  if (!forces.some(({ id }) => id === forceId)) return refused("POST_PART_UNKNOWN", { part: forceId, fields: ["/forceId"] });
  if (forces.length === 1) return refused("POST_INCOMPLETE");
  const open = tasks.filter(({ state, owner }) => state === "OPEN" && "force" in owner && owner.force === forceId);
  return open.length > 0 ? refused("POST_TASKS_OPEN", { tasks: open.map(({ id }) => id) }) : accept(onPost(commandPostId, "TaskForceDissolved", { forceId, reason }));
};

export const setObjective: Decider<CommandPayload["command.setObjective"]> = (world, { commandPostId, objectiveId, text, state, note }, context) => {
  const found = ledBy(world, commandPostId, "ObjectiveSet", context);
  if (!found.ok) return found;
  if (isFull(found.value, "objectives", objectiveId)) return refused("POST_FULL", { most: MOST.objectives });
  if (state === "DROPPED" && (note ?? "").trim() === "") return refused("REASON_REQUIRED", { fields: ["/note"] });
  return accept(onPost(commandPostId, "ObjectiveSet", { id: objectiveId, text, state, note: note ?? "" }));
};

/** Every task has an owner and a time that lies ahead (CMD-05). One that has ended is not begun again under its id. */
export const setPostTask: Decider<CommandPayload["command.setPostTask"]> = (world, { commandPostId, taskId, text, owner, dueAt }, context) => {
  const found = ledBy(world, commandPostId, "PostTaskSet", context, ["DEPUTY", "OPERATIONS"]);
  if (!found.ok) return found;
  if (isFull(found.value, "tasks", taskId)) return refused("POST_FULL", { most: MOST.tasks });
  const standing = found.value.tasks.find(({ id }) => id === taskId);
  if (standing !== undefined && standing.state !== "OPEN") return refused("STATE_CONFLICT", { status: standing.state, allowed: [] });
  if (dueAt <= context.at) return refused("TASK_DUE_PAST", { fields: ["/dueAt"] });
  const refusal = ownerRefusal(owner, found.value, context.city);
  if (refusal !== null) return fail(refusal);
  return accept(onPost(commandPostId, "PostTaskSet", { id: taskId, text, owner, dueAt, scope: "orgId" in owner ? scopeOfOrgs(context.city, [owner.orgId]) : [] }));
};

/** Whoever works in the post says that a task is done; cancelling it and giving it away are for who leads, the first with a reason. */
export const endPostTask: Decider<CommandPayload["command.endPostTask"]> = (world, { commandPostId, taskId, state, note = "", toOrgId }, context) => {
  const found = state === "DONE" ? staffedBy(world, commandPostId, "PostTaskEnded", context) : ledBy(world, commandPostId, "PostTaskEnded", context);
  if (!found.ok) return found;
  const task = found.value.tasks.find(({ id }) => id === taskId);
  if (task === undefined) return refused("POST_PART_UNKNOWN", { part: taskId, fields: ["/taskId"] });
  if (task.state !== "OPEN") return refused("STATE_CONFLICT", { status: task.state, allowed: [] });
  if (state !== "DONE" && note.trim() === "") return refused("REASON_REQUIRED", { fields: ["/note"] });
  if ((state === "HANDED_OVER") !== (toOrgId !== undefined) || (toOrgId !== undefined && !context.city.org.has(toOrgId))) return refused("VALIDATION_FAILED", { fields: ["/toOrgId"] });
  return accept(onPost(commandPostId, "PostTaskEnded", { taskId, state, note, orgId: toOrgId ?? null, ...(toOrgId === undefined ? {} : { scope: scopeOfOrgs(context.city, [toOrgId]) }) }));
};

export const logEntry: Decider<CommandPayload["command.logEntry"]> = (world, { commandPostId, text, source }, context) => {
  const found = staffedBy(world, commandPostId, "PostEntryAdded", context);
  return found.ok ? accept(onPost(commandPostId, "PostEntryAdded", { text, source })) : found;
};

/** A person issues the report; what it cites stands in the log. */
export const issueReport: Decider<CommandPayload["command.issueReport"]> = (world, { commandPostId, lines }, context) => {
  const found = ledBy(world, commandPostId, "SituationReported", context, ["DEPUTY", "PLANNING", "INFORMATION"]);
  if (!found.ok) return found;
  const unknown = unknownRefs({ ...found.value, postId: commandPostId }, lines.flatMap(({ cites }) => cites), context);
  if (unknown.length > 0) return refused("LOG_REF_UNKNOWN", { refs: unknown, fields: ["/lines"] });
  return accept(onPost(commandPostId, "SituationReported", { no: found.value.reportCount + 1, lines }));
};
