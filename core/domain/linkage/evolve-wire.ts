import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { Wire, WireEvents } from "@tocsin/contract/linkage/wire.ts";
import { ImpossibleEvent } from "../fold.ts";

type WireFolds = { readonly [Type in keyof WireEvents]: (state: Matter, data: WireEvents[Type], event: { readonly at: number }) => Matter };

function wireOf({ wire }: Matter): Wire {
  if (wire === undefined) throw new ImpossibleEvent("the matter is on no wire");
  return wire;
}

export const wireFolds: WireFolds = {
  WireAsked: (state, { platform, party }, { at }) => ({
    ...state, wire: { platform, party, no: state.custody.step, state: "WAITING", since: at, settledAt: null, alarmedAt: null, tries: 0, why: "", requestId: null, told: null },
  }),
  WireSettled: (state, { state: settled, requestId, why, tries }, { at }) => ({ ...state, wire: { ...wireOf(state), state: settled, requestId, why, tries, settledAt: settled === "WAITING" ? null : at } }),
  WireTold: (state, told) => ({ ...state, wire: { ...wireOf(state), told } }),
  WireLate: (state, _data, { at }) => ({ ...state, wire: { ...wireOf(state), alarmedAt: at } }),
};
