import { MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import type { CallRecord, UnitRecord } from "./records.ts";

/** A unit's part of a call on its way through the platform. `unitId` is another than the recorded one when that was taken. */
export interface Run {
  readonly call: CallRecord;
  readonly record: UnitRecord;
  unitId: string;
  orderId: string | null;
}

export type Step =
  | { readonly what: "RECEIVE" | "CLASSIFY" | "CLOSE"; readonly at: number; readonly call: CallRecord }
  | { readonly what: "ORDER"; readonly at: number; readonly call: CallRecord; readonly runs: readonly Run[] }
  | { readonly what: "ACKNOWLEDGE" | "EN_ROUTE" | "ARRIVE" | "HANDLE" | "FEEDBACK" | "COMPLETE" | "RECALL"; readonly at: number; readonly call: CallRecord; readonly run: Run };

/** What comes first of what happens in one moment: units become free before they are ordered again. */
const RANK: Readonly<Record<Step["what"], number>> = {
  COMPLETE: 0, RECALL: 0, CLOSE: 1, RECEIVE: 2, CLASSIFY: 3, ORDER: 4, ACKNOWLEDGE: 5, EN_ROUTE: 6, ARRIVE: 7, HANDLE: 8, FEEDBACK: 9,
};

/** The records know no acknowledgement: crews answer within this, and before they drive. */
const ANSWER = 15 * SECOND;
/** A crew reports this long before it is available again, or half-way if that is shorter. */
const REPORT = MINUTE;

/** A unit's steps, each later than the one before: history knows moments, the platform knows an order. */
function stepsOf(run: Run): Step[] {
  const { call, record } = run;
  const steps: Step[] = [];
  let last = record.dispatchAt;
  const add = (what: "ACKNOWLEDGE" | "EN_ROUTE" | "ARRIVE" | "HANDLE" | "FEEDBACK" | "COMPLETE" | "RECALL", at: number): void => {
    last = Math.max(at, last + 1);
    steps.push({ what, at: last, call, run });
  };
  add("ACKNOWLEDGE", record.dispatchAt + Math.min(ANSWER, Math.floor((record.responseAt - record.dispatchAt) / 2)));
  add("EN_ROUTE", record.responseAt);
  if (record.onSceneAt === null) {
    add("RECALL", record.availableAt);
    return steps;
  }
  add("ARRIVE", record.onSceneAt);
  add("HANDLE", record.onSceneAt);
  add("FEEDBACK", record.availableAt - Math.min(REPORT, Math.floor((record.availableAt - record.onSceneAt) / 2)));
  add("COMPLETE", record.availableAt);
  return steps;
}

function stepsOfCall(call: CallRecord): Step[] {
  const runs = call.units.map((record): Run => ({ call, record, unitId: record.unitId, orderId: null }));
  const orders = [...Map.groupBy(runs, (run) => run.record.dispatchAt)].map(([at, together]): Step => ({ what: "ORDER", at, call, runs: together }));
  const units = runs.flatMap(stepsOf);
  const end = units.reduce((latest, step) => Math.max(latest, step.at), call.receivedAt);
  return [{ what: "RECEIVE", at: call.receivedAt, call }, { what: "CLASSIFY", at: call.entryAt, call }, ...orders, ...units, { what: "CLOSE", at: end, call }];
}

/** Everything that happened, in time order; steps of one moment in the order in which they can follow each other. */
export function planSteps(calls: readonly CallRecord[]): Step[] {
  return calls.flatMap(stepsOfCall).sort((a, b) => a.at - b.at || RANK[a.what] - RANK[b.what] || (a.call.callNumber < b.call.callNumber ? -1 : a.call.callNumber > b.call.callNumber ? 1 : 0));
}
