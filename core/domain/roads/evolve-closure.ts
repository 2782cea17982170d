import type { ClosureEvent } from "@tocsin/contract/events.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { ImpossibleEvent } from "../fold.ts";

/** Folds one event into a road closure. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveClosure(state: RoadClosure | null, event: Pick<ClosureEvent, "id" | "type" | "data" | "at" | "by">): RoadClosure {
  if (event.type === "ClosureSet") {
    if (state !== null) throw new ImpossibleEvent("closure set twice");
    const data = event.data as Extract<ClosureEvent, { type: "ClosureSet" }>["data"];
    // Closures set before there were codes have none.
    return { id: event.id, ...data, reasonCode: data.reasonCode ?? null, status: data.from > event.at ? "PLANNED" : "IN_FORCE", setAt: event.at, setBy: event.by, endedAt: null, endReason: null };
  }
  if (state === null || state.status === "ENDED") throw new ImpossibleEvent(`${event.type} on a closure that ${state === null ? "was never set" : "has ended"}`);
  switch (event.type) {
    case "ClosureInForce":
      if (state.status !== "PLANNED") throw new ImpossibleEvent("in force twice");
      return { ...state, status: "IN_FORCE" };
    case "ClosureEnded":
      return { ...state, status: "ENDED", endedAt: event.at, endReason: (event.data as Extract<ClosureEvent, { type: "ClosureEnded" }>["data"]).endReason };
    default:
      throw new ImpossibleEvent(`unknown event ${event.type as string}`);
  }
}
