import { type IncidentFolds, mustFind, replace } from "../fold.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Clock } from "@tocsin/contract/dispatch/clock.ts";

function changeClock(state: Incident, clockId: string, change: (clock: Clock) => Clock): Incident {
  mustFind(state.clocks, (c) => c.id === clockId, `clock ${clockId}`);
  return { ...state, clocks: replace(state.clocks, (c) => c.id === clockId, change) };
}

export const clockFolds: IncidentFolds<"ClockStarted" | "ClockDone" | "ClockBreached" | "ClockVoided" | "BreachExplained"> = {
  ClockStarted: (state, data, stamp) => ({
    ...state,
    clocks: [...state.clocks, { ...data.clock, startedAt: stamp.at, doneAt: null, breachedAt: null, voidedAt: null, reason: null }],
  }),
  ClockDone: (state, data, stamp) => changeClock(state, data.clockId, (c) => ({ ...c, doneAt: stamp.at })),
  ClockBreached: (state, data, stamp) => changeClock(state, data.clockId, (c) => ({ ...c, breachedAt: stamp.at })),
  ClockVoided: (state, data, stamp) => changeClock(state, data.clockId, (c) => ({ ...c, voidedAt: stamp.at })),
  BreachExplained: (state, data, stamp) =>
    changeClock(state, data.clockId, (c) => ({ ...c, reason: { code: data.code, text: data.text, by: stamp.by, at: stamp.at } })),
};
