import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";
import type { Checkpoint } from "./checkpoints.ts";

/** Starts a patrol; it can be ended with the next key. Answers whether it has begun. */
export async function startPatrol({ id: unitId, callSign }: Pick<Unit, "id" | "callSign">, round: readonly Checkpoint[]): Promise<boolean> {
  const undo = { key: "Z", text: sayNow("patrol.end"), run: () => void act("dispatch.endPatrol", { unitId }, { done: sayNow("patrol.ended", { unit: callSign }) }) };
  const { ok } = await act("dispatch.startPatrol", { unitId, patrolId: newUlid(), checkpoints: round.map(({ name, point }) => ({ name, point: { lon: point.lon, lat: point.lat } })) }, { done: sayNow("patrol.started", { unit: callSign, count: round.length }), undo });
  return ok;
}

/** Ends a patrol; what was left of it can be taken up again with the next key. */
export async function endPatrol(unit: Unit): Promise<void> {
  const left = unit.patrol?.checkpoints.slice(unit.patrol.next) ?? [];
  const undo = { key: "Z", text: sayNow("patrol.again", { count: left.length }), run: () => void startPatrol(unit, left) };
  const done = sayNow("patrol.ended", { unit: unit.callSign });
  // A unit under orders cannot begin a patrol.
  await act("dispatch.endPatrol", { unitId: unit.id }, unit.status === "PATROL" && left.length > 0 ? { done, undo } : { done });
}
