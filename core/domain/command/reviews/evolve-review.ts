import type { Review, ReviewEvents } from "@tocsin/contract/command/review.ts";
import type { ReviewEvent } from "@tocsin/contract/events.ts";
import { ImpossibleEvent, mustFind, replace, withAll } from "../../fold.ts";

type Unversioned = Pick<ReviewEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof ReviewEvents> = ReviewEvents[Type];

const opened = ({ id, at, data }: Unversioned): Review => {
  const head = data as Data<"ReviewOpened">;
  return { id, version: 1, status: "DUE", ...head, grounds: [...head.grounds], readers: [...head.readers], openedAt: at, level: 0, toPath: null, nextAt: head.dueAt, lateAt: null, signed: null, tasks: [], scope: [...head.readers] };
};

const isDone = ({ tasks }: Pick<Review, "tasks">): boolean => tasks.every(({ done }) => done !== null);

function followed(state: Review, { type, data, at, by }: Unversioned): Partial<Review> {
  switch (type) {
    case "ReviewDeferred": {
      const { dueAt } = data as Data<"ReviewDeferred">;
      return { dueAt, nextAt: dueAt, level: 0, toPath: null, lateAt: null };
    }
    case "ReviewLate": {
      const { to, nextAt } = data as Data<"ReviewLate">;
      return { level: state.level + 1, toPath: to, nextAt, lateAt: state.lateAt ?? at };
    }
    case "ReviewSigned": {
      const { text, findings, tasks, name } = data as Data<"ReviewSigned">;
      return {
        status: tasks.length === 0 ? "CLOSED" : "SIGNED", signed: { text, findings: [...findings], at, by, byName: name },
        tasks: tasks.map((task) => ({ ...task, level: 0, toPath: null, nextAt: task.dueAt, lateAt: null, done: null })), scope: withAll(state.scope, tasks.map(({ orgPath }) => orgPath)),
      };
    }
    case "ReviewTaskLate": {
      const { taskId, to, nextAt } = data as Data<"ReviewTaskLate">;
      mustFind(state.tasks, ({ id }) => id === taskId, `task ${taskId}`);
      return { tasks: replace(state.tasks, ({ id }) => id === taskId, (task) => ({ ...task, level: task.level + 1, toPath: to, nextAt, lateAt: task.lateAt ?? at })) };
    }
    case "ReviewTaskDone": {
      const { taskId, note, name } = data as Data<"ReviewTaskDone">;
      mustFind(state.tasks, ({ id, done }) => id === taskId && done === null, `open task ${taskId}`);
      const tasks = replace(state.tasks, ({ id }) => id === taskId, (task) => ({ ...task, done: { note, at, by, byName: name } }));
      return { tasks, status: isDone({ tasks }) ? "CLOSED" : "SIGNED" };
    }
    default:
      throw new ImpossibleEvent(`unknown event ${type as string}`);
  }
}

const BEFORE_SIGNATURE: readonly string[] = ["ReviewDeferred", "ReviewLate", "ReviewSigned"] satisfies readonly (keyof ReviewEvents)[];

/** Folds one event into a review. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveReview(state: Review | null, event: Unversioned): Review {
  if (event.type === "ReviewOpened") {
    if (state !== null) throw new ImpossibleEvent("review opened twice");
    return opened(event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on a review that was never opened`);
  const before = BEFORE_SIGNATURE.includes(event.type) ? "DUE" : "SIGNED";
  if (state.status !== before) throw new ImpossibleEvent(`${event.type} on a review that is ${state.status}`);
  return { ...state, ...followed(state, event), version: state.version + 1 };
}
