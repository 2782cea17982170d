import type { Cooperation, CooperationEvents, JointTask } from "@tocsin/contract/joint/cooperation.ts";
import type { CooperationEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent, replace } from "../fold.ts";

type Unversioned = Pick<CooperationEvent, "type" | "data" | "at">;
type Data<Type extends keyof CooperationEvents> = CooperationEvents[Type];

function withTask(state: Cooperation, taskId: string, change: (task: JointTask) => JointTask): Pick<Cooperation, "tasks"> {
  if (!state.tasks.some(({ id, state: is }) => id === taskId && is === "OPEN")) throw new ImpossibleEvent(`no open task ${taskId}`);
  return { tasks: replace(state.tasks, ({ id }) => id === taskId, change) };
}

/** What happens to the tasks of a cooperation; null for another event. @throws ImpossibleEvent for a task that is not there or has ended. */
export function evolveTasks(state: Cooperation, { type, data, at }: Unversioned): Partial<Cooperation> | null {
  switch (type) {
    case "JointTaskSet": {
      const { thread, ...task } = data as Data<"JointTaskSet">;
      return { tasks: [...state.tasks, { ...task, thread: [...thread], state: "OPEN", receivedAt: null, overdueAt: null, note: "" }] };
    }
    case "JointTaskReceived":
      return withTask(state, (data as Data<"JointTaskReceived">).taskId, (task) => ({ ...task, receivedAt: at }));
    case "JointTaskNoted": {
      const { taskId, orgId, text } = data as Data<"JointTaskNoted">;
      return withTask(state, taskId, (task) => ({ ...task, thread: [...task.thread, { orgId, text, at }] }));
    }
    case "JointTaskEnded": {
      const { taskId, state: ended, note } = data as Data<"JointTaskEnded">;
      return withTask(state, taskId, (task) => ({ ...task, state: ended, note }));
    }
    case "JointTaskOverdue":
      return withTask(state, (data as Data<"JointTaskOverdue">).taskId, (task) => ({ ...task, overdueAt: at }));
    default:
      return null;
  }
}
