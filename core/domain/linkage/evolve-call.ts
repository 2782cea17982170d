import type { CallEvents } from "@tocsin/contract/linkage/call.ts";
import { type Matter, type MatterEvents, openCallOf } from "@tocsin/contract/linkage/matter.ts";
import { ImpossibleEvent, mustFind, replace, withAll } from "../fold.ts";

type Of = keyof CallEvents | "ConferenceHeld";
type Folds = { readonly [Type in Of]: (state: Matter, data: MatterEvents[Type], event: { readonly at: number; readonly by: string }) => Matter };

/** A call of three (LNK-01), from the asking to what came of it. */
export const callFolds: Folds = {
  CallOpened: (state, { id, parties, lines, scope }, { at, by }) => {
    if (openCallOf(state) !== undefined) throw new ImpossibleEvent("a call goes on already");
    const call = { lines: lines.map((line) => ({ ...line, at })), endedAt: null };
    return { ...state, scope: withAll(state.scope, scope), conferences: [...state.conferences, { id, parties: [...parties], at, by, agreed: null, text: "", call }] };
  },
  CallLineMoved: (state, { id, who, state: to }, { at }) => {
    const open = openCallOf(state);
    if (open?.id !== id) throw new ImpossibleEvent(`call ${id} does not go on`);
    const isTheirs = (line: { readonly who: string }): boolean => line.who === who;
    mustFind(open.call.lines, isTheirs, `line of ${who}`);
    const lines = replace(open.call.lines, isTheirs, (line) => ({ ...line, state: to, at }));
    return { ...state, conferences: replace(state.conferences, (held) => held.id === id, (held) => ({ ...held, call: { lines, endedAt: null } })) };
  },
  ConferenceHeld: (state, held, { at, by }) => {
    const open = openCallOf(state);
    if (open?.id !== held.id) return { ...state, conferences: [...state.conferences, { ...held, at, by }] };
    return { ...state, conferences: replace(state.conferences, ({ id }) => id === held.id, (call) => ({ ...call, agreed: held.agreed, text: held.text, call: { lines: open.call.lines, endedAt: at } })) };
  },
};
