import type { Border } from "@tocsin/contract/linkage/border.ts";
import type { HelpStep, Matter } from "@tocsin/contract/linkage/matter.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { mayDo } from "../live/session.ts";
import { speaksFor } from "./matter-acts.ts";

/** Whether the other city has signed an exercise: then both have agreed (JNT-07). */
export const exerciseAgreed = ({ opener, custody: { passes } }: Pick<Matter, "opener" | "custody">): boolean => passes.some(({ from, how }) => from === opener && how === "SIGNED");

/** Steps of help by unit, units in the order in which they were sent; of a step that came twice the last. */
export function helpLines(help: readonly HelpStep[]): readonly { readonly who: string; readonly steps: readonly HelpStep[] }[] {
  const units = [...new Set(help.map(({ who }) => who))];
  return units.map((who) => {
    const last = new Map(help.filter((step) => step.who === who).map((step) => [step.what, step]));
    return { who, steps: [...last.values()].sort((a, b) => a.at - b.at) };
  });
}

/** Whether a neighbour opened it: the units that come are then ours. */
export const isNeighbours = ({ link, opener }: Pick<Matter, "link" | "opener">, borders: readonly Border[]): boolean => borders.some(({ platform, party }) => platform === link && party === opener);

/** Whether an incident is to be opened here for what a neighbour asked: it is signed, by the own police, and has none yet. */
export const wantsIncident = (matter: Matter, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>, borders: readonly Border[]): boolean =>
  matter.incidentId === null && matter.content.exercise === undefined && ["SIGNED", "PROCESSING"].includes(matter.custody.status) && isNeighbours(matter, borders) && speaksFor(seat, orgs, matter.custody.owner) && mayDo(seat, "intake.receive");
