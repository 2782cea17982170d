import type { Clock } from "@tocsin/contract/dispatch/clock.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";

type Data = Readonly<Record<string, unknown>>;

/** Who commands now is everybody's; from whom it was taken, by what right and why is said among desks (CMD-04, INC-04). */
export function takenOverOpenly({ userId, name, orgPath }: Data): Data {
  return { userId, name, orgPath };
}

/** That a limit was missed and the coded cause concern all who work on it; the words beside it are the desks'. */
const clockOpenly = (clock: Clock): Clock => (clock.reason === null ? clock : { ...clock, reason: { ...clock.reason, text: "" } });

/** An incident without what desks write for each other: for crews and partners. The number of a case is the investigators' (INC-04, JNT-03). */
export function withoutInnerWords({ takenOver: _takenOver, ...incident }: Incident): Incident {
  const { clocks, outcome } = incident;
  return { ...incident, clocks: clocks.map(clockOpenly), outcome: outcome === null ? null : { ...outcome, caseRef: null } };
}

const OPENLY: Readonly<Record<string, (data: Data) => Data>> = {
  BreachExplained: (data) => ({ ...data, text: "" }),
  CommandTakenOver: takenOverOpenly,
  OrderVetoed: (data) => ({ ...data, reason: "" }),
  IncidentClosed: (data) => ({ ...data, outcome: { ...(data["outcome"] as Data), caseRef: null } }),
};

/** What an event says to crews and partners, as the record says it to them. */
export const eventOpenly = (type: string, data: Data): Data => OPENLY[type]?.(data) ?? data;
