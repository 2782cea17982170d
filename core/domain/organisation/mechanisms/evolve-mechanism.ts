import type { MechanismEvent } from "@tocsin/contract/events.ts";
import type { Mechanism, MechanismEvents } from "@tocsin/contract/organisation/mechanism.ts";
import { ImpossibleEvent } from "../../fold.ts";

type Unversioned = Pick<MechanismEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof MechanismEvents> = MechanismEvents[Type];

/** Folds one event into a mechanism. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolveMechanism(state: Mechanism | null, { id, type, data, at, by }: Unversioned): Mechanism {
  if (type === "MechanismEntered") {
    if (state !== null) throw new ImpossibleEvent("entered twice");
    const { scope, ...said } = data as Data<"MechanismEntered">;
    return { id, version: 1, ...said, status: "STANDING", enteredAt: at, enteredBy: by, retiredAt: null, retiredBy: null, retireReason: null, scope: [...scope] };
  }
  if (state === null || state.status === "RETIRED") throw new ImpossibleEvent(`${type} on a mechanism that is ${state?.status ?? "not there"}`);
  if (type === "MechanismReworded") return { ...state, ...(data as Data<"MechanismReworded">), version: state.version + 1 };
  if (type !== "MechanismRetired" || state.tier !== "SUPPORT") throw new ImpossibleEvent(`${type as string} on a mechanism of tier ${state.tier}`);
  return { ...state, status: "RETIRED", retiredAt: at, retiredBy: by, retireReason: (data as Data<"MechanismRetired">).reason, version: state.version + 1 };
}
