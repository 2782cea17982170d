import type { FigureTable } from "@tocsin/contract/governance/publication.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { CityIndex, Context } from "@tocsin/domain/decision.ts";
import { monthPeriod } from "@tocsin/domain/governance/month-period.ts";
import { METHOD } from "@tocsin/engine/publication/figure-words.ts";
import { monthFigures, type CountedIncident, type CountedMatter, type PlacedOrder } from "@tocsin/engine/publication/month-figures.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { statesSince } from "@tocsin/ledger/states-since.ts";
import { ordersOf } from "../reports/read-orders.ts";

/** What is told of a month, `former` being what was told of it before; and how it was counted (GOV-03). */
export type CountMonth = (month: string, former: readonly FigureTable[] | undefined) => Promise<NonNullable<Context["figures"]>>;

type IncidentParts = CountedIncident & Pick<Incident, "orders" | "receivedAt">;
type MatterParts = CountedMatter & Pick<Matter, "openedAt">;

/** Counts the records of the whole city: nothing that was left alone since the month began can have happened in it. */
export const countMonth = (db: Db, city: CityIndex): CountMonth => async (month, former) => {
  const period = monthPeriod(month, city.city.head.utcOffset);
  const isWithin = (at: number): boolean => at >= period.from && at < period.to;
  const orders: PlacedOrder[] = [];
  const incidents: CountedIncident[] = [];
  const matters: CountedMatter[] = [];
  for await (const states of statesSince(db, { kind: "incident", scope: undefined, changedSince: period.from, fields: ["drill", "probe", "status", "typeCode", "orgPath", "orders", "receivedAt"] })) {
    for (const state of states as unknown as IncidentParts[]) {
      // A part that a state does not have is read as null.
      const { orders: _, receivedAt, ...counted } = { ...state, probe: state.probe ?? undefined } as IncidentParts;
      if (counted.probe === undefined) orders.push(...ordersOf(state, period));
      if (isWithin(receivedAt)) incidents.push(counted);
    }
  }
  for await (const states of statesSince(db, { kind: "matter", scope: undefined, changedSince: period.from, fields: ["drill", "custody", "reply", "rating", "openedAt"] })) {
    matters.push(...(states as unknown as MatterParts[]).filter(({ openedAt }) => isWithin(openedAt)));
  }
  return { tables: monthFigures(city, { orders, matters, incidents }, former), method: METHOD.map((words) => ({ ...words })) };
};
