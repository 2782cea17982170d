import type { AfterAction, PostLogEntry } from "@tocsin/contract/command/command-post.ts";
import { PLAN_LEVELS } from "@tocsin/contract/command/plan-task.ts";
import type { ResponseLimits } from "@tocsin/contract/organisation/city.ts";
import { typedByHand } from "./hand-times.ts";
import { stepsOf } from "./review-steps.ts";
import { fields, listIn, newestBy, ofType, textIn } from "./log-reader.ts";

const isLevel = (text: string): text is AfterAction["levels"][number]["level"] => (PLAN_LEVELS as readonly string[]).includes(text);

function clocksOf(log: readonly PostLogEntry[]): AfterAction["clocks"] {
  const started = new Map(ofType(log, "ClockStarted").map((entry) => [textIn(fields(entry.data)["clock"], "id"), entry]));
  return [...newestBy(ofType(log, "ClockDone", "ClockBreached"), ({ data, type }) => `${textIn(data, "clockId")}/${type}`).values()].flatMap((entry) => {
    const id = textIn(entry.data, "clockId");
    const breached = ofType(log, "ClockBreached").some(({ data }) => textIn(data, "clockId") === id);
    // One that was done after it was missed stays missed.
    if (entry.type === "ClockDone" && breached) return [];
    const begun = started.get(id);
    return [{ step: textIn(fields(begun?.data)["clock"], "step") || id, kept: !breached, at: entry.at, cites: [...(begun === undefined ? [] : [begun.ref]), entry.ref] }];
  });
}

function ordersOf(log: readonly PostLogEntry[]): AfterAction["orders"] {
  return ofType(log, "OrderIssued").map((order) => {
    const orderId = textIn(order.data, "id");
    const first = (type: string): PostLogEntry | undefined => ofType(log, type).find(({ data }) => textIn(data, "orderId") === orderId);
    const [acknowledged, arrived] = [first("OrderAcknowledged"), first("AssignmentArrived")];
    return {
      units: listIn(order.data, "assignments").map((each) => textIn(each, "callSign")), at: order.at, acknowledgedAt: acknowledged?.at ?? null, arrivedAt: arrived?.at ?? null,
      cites: [order, acknowledged, arrived].flatMap((entry) => (entry === undefined ? [] : [entry.ref])),
    };
  });
}

/** `PlanActivated`, `PlanLevelChanged` and the like carry a level too, wherever they are recorded. */
function levelsOf(log: readonly PostLogEntry[]): AfterAction["levels"] {
  return log.flatMap(({ type, data, at, ref }) => {
    if (type !== "PostOpened" && type !== "PostLevelSet" && !type.includes("Activat")) return [];
    const level = textIn(data, "to") || textIn(data, "level");
    return isLevel(level) ? [{ level, at, reason: textIn(data, "reason"), cites: [ref] }] : [];
  });
}

function tasksOf(log: readonly PostLogEntry[]): AfterAction["tasks"] {
  const ids = newestBy(ofType(log, "PostTaskSet"), ({ data }) => textIn(data, "id"));
  const ended = newestBy(ofType(log, "PostTaskEnded"), ({ data }) => textIn(data, "taskId"));
  const count = (state: string): number => [...ended.values()].filter(({ data }) => textIn(data, "state") === state).length;
  const late = new Set(ofType(log, "PostTaskOverdue").map(({ data }) => textIn(data, "taskId"))).size;
  return { done: count("DONE"), late, cancelled: count("CANCELLED"), handedOver: count("HANDED_OVER"), open: ids.size - ended.size };
}

/** What came to pass, from recorded events only: timeline, clocks kept and missed, orders, levels, who commanded (CMD-05, CMD-12). `log`: oldest first, never empty; `limits`: of the incident, for the step that has no clock. */
export function afterAction(log: readonly PostLogEntry[], limits: Pick<ResponseLimits, "acknowledge">): AfterAction {
  const leaders = ofType(log, "PostOpened", "ShiftAccepted", "ShiftTakenOver").map(({ type, data, at, ref }) => ({ name: textIn(type === "PostOpened" ? fields(data)["commander"] : data, "name"), from: at, cites: [ref] }));
  return {
    from: log[0]?.at ?? 0, until: log.at(-1)?.at ?? 0,
    steps: stepsOf(log, limits),
    timeline: log.map((entry) => ({ ref: entry.ref, type: entry.type, at: entry.at, hand: typedByHand(entry) })),
    clocks: clocksOf(log), orders: ordersOf(log), levels: levelsOf(log), commanders: leaders, tasks: tasksOf(log),
  };
}
