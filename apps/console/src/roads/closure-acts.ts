import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { ClosedRoad, RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";
import { streetsOf } from "./closure-text.ts";

type Terms = Omit<CommandPayload["roads.close"], "closureId" | "roadIds">;

/** Closes or slows roads; they can be opened with the next key. Answers whether it is done. */
export async function closeRoads(roads: readonly ClosedRoad[], terms: Terms): Promise<boolean> {
  const closureId = newUlid();
  const streets = streetsOf(roads, sayNow);
  const undo = { key: "Z", text: sayNow("roads.open"), run: () => void act("roads.open", { closureId }, { done: sayNow("roads.opened", { roads: streets }) }) };
  const { ok } = await act("roads.close", { closureId, roadIds: roads.map(({ id }) => id), ...terms }, { done: sayNow("roads.closed", { roads: streets }), undo });
  return ok;
}

/** Opens roads again; the same closure can be set anew with the next key. */
export async function openAgain(closure: RoadClosure): Promise<void> {
  const { effect, speedKmh, reasonCode, reason, from, until, status } = closure;
  const terms: Terms = { effect, reason, ...(reasonCode === null ? {} : { reasonCode }), ...(speedKmh === null ? {} : { speedKmh }), ...(status === "PLANNED" ? { from } : {}), ...(until === null ? {} : { until }) };
  const undo = { key: "Z", text: sayNow("roads.close"), run: () => void closeRoads(closure.roads, terms) };
  await act("roads.open", { closureId: closure.id }, { done: sayNow("roads.opened", { roads: streetsOf(closure.roads, sayNow) }), undo });
}
