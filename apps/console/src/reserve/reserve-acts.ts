import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { assign } from "../dispatch/assign.ts";
import { sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";

export const confirmReadiness = (unit: Unit): void => void act("command.confirmReadiness", { unitId: unit.id }, { done: sayNow("reserve.confirmed", { unit: unit.callSign }) });

/** Orders a unit of the reserve to an incident, whatever its place in the ranking. */
export const callOut = (incidentId: string, unit: Unit): void => void assign(incidentId, [unit.id], { overrideReason: "RESERVE" });
