import type { IncidentEvents } from "@tocsin/contract/intake/events.ts";
import type { UnitEvents } from "@tocsin/contract/dispatch/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";

/** What the envelope says of an event while it is folded. */
export interface Stamp {
  readonly at: number;
  readonly by: string;
}

/** One fold per event type: leaving one out does not compile. */
export type IncidentFolds<Types extends keyof IncidentEvents = keyof IncidentEvents> = {
  readonly [Type in Types]: (state: Incident, data: IncidentEvents[Type], stamp: Stamp) => Incident;
};
export type UnitFolds<Types extends keyof UnitEvents = keyof UnitEvents> = {
  readonly [Type in Types]: (state: Unit, data: UnitEvents[Type], stamp: Stamp) => Unit;
};

/** An event that cannot follow the state that it meets: the log or the code is wrong, and folding must stop. */
export class ImpossibleEvent extends Error {
  override readonly name = "ImpossibleEvent";
}

export const mustFind = <T>(list: readonly T[], test: (item: T) => boolean, what: string): T => {
  const found = list.find(test);
  if (found === undefined) throw new ImpossibleEvent(`no ${what}`);
  return found;
};

export const replace = <T>(list: readonly T[], test: (item: T) => boolean, change: (item: T) => T): T[] =>
  list.map((item) => (test(item) ? change(item) : item));

export const withAll = (list: readonly string[], more: readonly string[]): string[] => [...new Set([...list, ...more])];
