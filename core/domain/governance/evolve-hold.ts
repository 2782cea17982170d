import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { IncidentFolds } from "../fold.ts";

function lifted(state: Incident): Incident {
  const { hold: _hold, ...free } = state;
  return free;
}

export const holdFolds: IncidentFolds<"LegalHoldSet" | "LegalHoldLifted"> = {
  LegalHoldSet: (state, { reason }, stamp) => ({ ...state, hold: { reason, at: stamp.at, by: stamp.by } }),
  LegalHoldLifted: lifted,
};
