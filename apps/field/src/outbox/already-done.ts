import type { AssignmentStatus } from "@tocsin/contract/dispatch/order.ts";
import type { Act, NotTaken } from "./act.ts";

const COURSE: readonly AssignmentStatus[] = ["ISSUED", "ACKNOWLEDGED", "EN_ROUTE", "ARRIVED", "HANDLING", "FEEDBACK", "COMPLETED"];

const AIM: Partial<Record<Act["name"], AssignmentStatus>> = {
  "dispatch.acknowledge": "ACKNOWLEDGED",
  "dispatch.enRoute": "EN_ROUTE",
  "dispatch.arrive": "ARRIVED",
  "dispatch.handle": "HANDLING",
  "dispatch.complete": "COMPLETED",
};

/** States of a task in which the act has had its effect, whoever did it. */
const TASK_AIM: Partial<Record<Act["name"], readonly string[]>> = { "command.startTask": ["STARTED", "DONE"], "command.finishTask": ["DONE"] };

/** What the device told by itself: the officer did nothing, so there is nothing to explain. */
const byDevice = ({ name, payload }: Pick<Act, "name" | "payload">): boolean =>
  name === "guidance.markRead" || name === "guidance.markFactRead" || ("mode" in payload && payload.mode === "PROPOSED");

/**
 * Whether a refusal needs no word to the officer: the aim is reached already, by a colleague on another device of the unit or by the
 * geofence that confirmed itself, or the device had told something that nobody waits for any more.
 */
export function alreadyDone(act: Pick<Act, "name" | "payload">, refused: NotTaken): boolean {
  if (byDevice(act)) return true;
  // Nothing is offered any more: that the unit did not take over is what it wanted.
  if (act.name === "dispatch.declineHandover" && refused.code === "HANDOVER_NOT_OFFERED") return true;
  if (refused.code !== "STATE_CONFLICT") return false;
  const status = refused.params["status"];
  if ("index" in act.payload && act.name === "dispatch.checkpoint") return Number(/^CHECKPOINT_(\d+)$/.exec(String(status))?.[1] ?? -1) > act.payload.index;
  if ("status" in act.payload && act.name === "dispatch.setUnitStatus") return status === act.payload.status;
  const reached = TASK_AIM[act.name];
  if (reached !== undefined) return reached.includes(String(status));
  const aim = AIM[act.name];
  return aim !== undefined && COURSE.indexOf(status as AssignmentStatus) >= COURSE.indexOf(aim);
}
