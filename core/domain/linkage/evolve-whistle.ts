import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { Whistle, WhistleCall, WhistleEvents } from "@tocsin/contract/linkage/whistle.ts";
import { ImpossibleEvent, mustFind, replace, withAll } from "../fold.ts";

type Folds = { readonly [Type in keyof WhistleEvents]: (state: Matter, data: WhistleEvents[Type], stamp: { readonly at: number; readonly by: string }) => Matter };

function changed(state: Matter, statuses: readonly Whistle["status"][], change: Partial<Whistle>): Matter {
  const { whistle } = state;
  if (whistle === undefined || !statuses.includes(whistle.status)) throw new ImpossibleEvent(`no whistle that is ${statuses.join(" or ")}`);
  return { ...state, whistle: { ...whistle, ...change } };
}

function called(state: Matter, department: string, change: Partial<WhistleCall>): Matter {
  const calls = state.whistle?.calls ?? [];
  const isOf = (call: WhistleCall): boolean => call.department === department;
  mustFind(calls, isOf, `call of ${department}`);
  return changed(state, ["BLOWN", "RESOLVED"], { calls: replace(calls, isOf, (call) => ({ ...call, ...change })) });
}

const NOBODY_YET = { ackedAt: null, reportedAt: null, place: null, lateAt: null, escalatedTo: null, releasedAt: null, cosignedAt: null, leftAt: null, score: null, necessary: null };

/** One fold per event of a whistle (LNK-04). */
export const whistleFolds: Folds = {
  WhistleDrafted: (state, { kind, item, departments }, { by }) => {
    if (state.whistle !== undefined) throw new ImpossibleEvent("a whistle was drafted already");
    return { ...state, whistle: { kind, item, departments: [...departments], status: "DRAFT", draftedBy: by, approvedBy: null, blownAt: null, resolvedAt: null, calls: [] } };
  },
  WhistleBlown: (state, { calls, scope }, { at, by }) => ({
    ...changed(state, ["DRAFT"], { status: "BLOWN", approvedBy: by, blownAt: at, calls: calls.map((call) => ({ ...NOBODY_YET, ...call })) }), scope: withAll(state.scope, scope),
  }),
  WhistleRejected: (state) => changed(state, ["DRAFT"], { status: "REJECTED" }),
  WhistleAcked: (state, { department }, { at }) => called(state, department, { ackedAt: at }),
  WhistleReportedIn: (state, { department, place }, { at }) => {
    const call = state.whistle?.calls.find((candidate) => candidate.department === department);
    return called(state, department, { ackedAt: call?.ackedAt ?? at, reportedAt: at, place });
  },
  WhistleLate: (state, { department, escalatedTo, scope }, { at }) => ({ ...called(state, department, { lateAt: at, escalatedTo }), scope: withAll(state.scope, scope) }),
  WhistleReleased: (state, { department }, { at }) => called(state, department, { releasedAt: at }),
  WhistleResolved: (state, _data, { at }) => changed(state, ["BLOWN"], { status: "RESOLVED", resolvedAt: at }),
  WhistleCosigned: (state, { department }, { at }) => called(state, department, { cosignedAt: at }),
  WhistleLeft: (state, { department }, { at }) => called(state, department, { leftAt: at }),
  WhistleRated: (state, { department, score }) => called(state, department, { score }),
  WhistleJudged: (state, { department, necessary }) => called(state, department, { necessary }),
};
