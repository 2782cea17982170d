import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import { partners, takesPart } from "@tocsin/contract/joint/cooperation.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { fail } from "@tocsin/kernel/result.ts";
import { accept, type Context, type Decider, refused } from "../decision.ts";
import { addTerm } from "../linkage/working-time.ts";
import { aimsAtPerson } from "./aims-at-person.ts";
import { ledBy, ofKind, onCooperation, openTask, ownOrg, partnerIn } from "./cooperation-facts.ts";

/** So many tasks a page can show. */
const MOST_TASKS = 200;

type NewTask = { readonly taskId: string; readonly text: string; readonly partnerId: string; readonly dueAt: number };

/** What is wrong with a task: every one has an owner that takes part and a time that lies ahead (JNT-08, JNT-09). */
function taskRefusal(found: Cooperation, { taskId, text, partnerId, dueAt }: NewTask, at: number, path: string): Refusal | null {
  if (found.tasks.some(({ id }) => id === taskId)) return refuse("VALIDATION_FAILED", { fields: [`${path}/taskId`] });
  if (!takesPart(found, partnerId)) return refuse("JOINT_NOT_PARTNER", { partners: partners(found), fields: [`${path}/partnerId`] });
  if (dueAt <= at) return refuse("TASK_DUE_PAST", { fields: [`${path}/dueAt`] });
  return aimsAtPerson(text) ? refuse("JOINT_PERSON", { fields: [`${path}/text`] }) : null;
}

export const setTask: Decider<CommandPayload["joint.setTask"]> = (world, { cooperationId, ...task }, context) => {
  const found = ledBy(world, cooperationId, "JointTaskSet", context);
  if (!found.ok) return found;
  if (found.value.tasks.length >= MOST_TASKS) return refused("POST_FULL", { most: MOST_TASKS });
  const refusal = ofKind(found.value, "OPERATION", "CHANNEL", "EMBEDDING") ?? taskRefusal(found.value, task, context.at, "");
  if (refusal !== null) return fail(refusal);
  return accept(onCooperation(cooperationId, "JointTaskSet", { id: task.taskId, text: task.text, orgId: task.partnerId, dueAt: task.dueAt, meeting: null, thread: [] }));
};

/** Whoever has a task says that it has it, and that it is done; who asked for the cooperation cancels it. */
export const receiveTask: Decider<CommandPayload["joint.receiveTask"]> = (world, { cooperationId, taskId }, context) => {
  const found = partnerIn(world, cooperationId, "JointTaskReceived", context);
  if (!found.ok) return found;
  const task = openTask(found.value, taskId);
  if (!task.ok) return task;
  if (task.value.orgId !== ownOrg(context.city, context.actor)) return refused("NOT_YOUR_TASK", { owner: task.value.orgId });
  return task.value.receivedAt === null ? accept(onCooperation(cooperationId, "JointTaskReceived", { taskId })) : accept();
};

export const noteTask: Decider<CommandPayload["joint.noteTask"]> = (world, { cooperationId, taskId, text }, context) => {
  const found = partnerIn(world, cooperationId, "JointTaskNoted", context);
  if (!found.ok) return found;
  const task = openTask(found.value, taskId);
  return task.ok ? accept(onCooperation(cooperationId, "JointTaskNoted", { taskId, orgId: ownOrg(context.city, context.actor), text })) : task;
};

export const endTask: Decider<CommandPayload["joint.endTask"]> = (world, { cooperationId, taskId, state, note }, context) => {
  const found = partnerIn(world, cooperationId, "JointTaskEnded", context);
  if (!found.ok) return found;
  const task = openTask(found.value, taskId);
  if (!task.ok) return task;
  const own = ownOrg(context.city, context.actor);
  const may = state === "DONE" ? task.value.orgId === own : found.value.initiator.orgId === own;
  return may ? accept(onCooperation(cooperationId, "JointTaskEnded", { taskId, state, note })) : refused("NOT_YOUR_TASK", { owner: state === "DONE" ? task.value.orgId : found.value.initiator.orgId });
};

const LEVELS = ["STATION", "TEAM", "BUREAU"] as const;
/** What cannot be settled at one level goes up to a channel of a higher one, with all that was said of it (JNT-08). */
export const raiseTask: Decider<CommandPayload["joint.raiseTask"]> = (world, { cooperationId, taskId, toCooperationId, partnerId, dueAt }, context) => {
  const found = partnerIn(world, cooperationId, "JointTaskEnded", context);
  if (!found.ok) return found;
  const task = openTask(found.value, taskId);
  if (!task.ok) return task;
  const above = world.cooperations.get(toCooperationId);
  const [low, high] = [found.value.subject, above?.subject];
  if (above === undefined || above.status !== "EXECUTING" || low.kind !== "CHANNEL" || high?.kind !== "CHANNEL" || LEVELS.indexOf(high.level) <= LEVELS.indexOf(low.level)) return refused("JOINT_NOT_ABOVE", { fields: ["/toCooperationId"] });
  // Only the organisations of the people at the lower channel stand below those of the higher one: a thread goes up one's own line.
  const line = [...partners(found.value)].every((id) => partners(above).some((over) => isBelow(context, id, over)));
  if (!line) return refused("JOINT_NOT_ABOVE", { fields: ["/toCooperationId"] });
  const raised = { taskId: `${taskId}-${found.value.no}`.slice(0, 40), text: task.value.text, partnerId, dueAt };
  const refusal = taskRefusal(above, raised, context.at, "");
  if (refusal !== null) return fail(refusal);
  return accept(
    onCooperation(cooperationId, "JointTaskEnded", { taskId, state: "RAISED", note: above.no }),
    onCooperation(toCooperationId, "JointTaskSet", { id: raised.taskId, text: raised.text, orgId: partnerId, dueAt, meeting: null, thread: task.value.thread }),
  );
};

function isBelow({ city }: Context, id: string, over: string): boolean {
  const [below, above] = [city.org.get(id)?.path, city.org.get(over)?.path];
  return below !== undefined && above !== undefined && (below === above || below.startsWith(`${above}.`));
}

/** The record of a meeting with what it decided: each decision has an owner and a date, or nothing is saved (JNT-09). */
export const holdMeeting: Decider<CommandPayload["joint.holdMeeting"]> = (world, { cooperationId, field, text, decisions }, context) => {
  const found = partnerIn(world, cooperationId, "MeetingHeld", context);
  if (!found.ok) return found;
  const { subject, tasks, meetings } = found.value;
  const kind = ofKind(found.value, "CHANNEL", "OPERATION");
  if (kind !== null) return fail(kind);
  if (field !== undefined && !(subject.kind === "CHANNEL" && subject.fields.includes(field))) return refused("VALIDATION_FAILED", { fields: ["/field"] });
  if (tasks.length + decisions.length > MOST_TASKS) return refused("POST_FULL", { most: MOST_TASKS });
  const twice = decisions.findIndex(({ taskId }, at) => decisions.findIndex((other) => other.taskId === taskId) !== at);
  if (twice >= 0) return refused("VALIDATION_FAILED", { fields: [`/decisions/${twice}/taskId`] });
  for (const [at, decision] of decisions.entries()) {
    const refusal = taskRefusal(found.value, decision, context.at, `/decisions/${at}`);
    if (refusal !== null) return fail(refusal);
  }
  const cadence = subject.kind === "OPERATION" ? subject.cadenceDays : undefined;
  return accept(
    onCooperation(cooperationId, "MeetingHeld", { field: field ?? null, text, sessionDueAt: cadence === undefined ? null : context.at + cadence * DAY }),
    ...decisions.map(({ taskId, text: what, partnerId, dueAt }) => onCooperation(cooperationId, "JointTaskSet", { id: taskId, text: what, orgId: partnerId, dueAt, meeting: meetings.length + 1, thread: [] })),
  );
};

/** The result; of a campaign also what else it brought about, without which it does not end (JNT-05). Tasks are not left open. */
export const reportJoint: Decider<CommandPayload["joint.report"]> = (world, { cooperationId, result, sideEffects }, context) => {
  const found = ledBy(world, cooperationId, "CooperationReported", context);
  if (!found.ok) return found;
  const { subject, tasks } = found.value;
  if (subject.kind !== "OPERATION") return refused("JOINT_KIND", { kind: subject.kind });
  if (subject.mode !== "REQUEST" && sideEffects.trim() === "") return refused("JOINT_SIDE_EFFECTS", { fields: ["/sideEffects"] });
  const open = tasks.filter(({ state }) => state === "OPEN").map(({ text }) => text);
  if (open.length > 0) return refused("POST_TASKS_OPEN", { tasks: open });
  return accept(onCooperation(cooperationId, "CooperationReported", { result, sideEffects, appraiseBy: addTerm(context.city.calendar, context.at, context.city.city.joint.appraise) }));
};
