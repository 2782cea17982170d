import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { evolveMatter } from "./evolve-matter.ts";
import type { MatterDecision } from "./facts.ts";

/** A matter of 110 that nobody has been offered yet, opened at hour 0 with a hundred hours to handle it. */
export const OPENED_MATTER: Matter = evolveMatter(null, {
  id: "M", type: "MatterOpened", at: 0, by: "u",
  data: {
    no: "1", drill: false, incidentId: null, opener: "POLICE", scope: ["CITY"], handleBy: 100 * HOUR, clock: { kind: "HANDLE", since: 0, dueAt: 100 * HOUR, level: 0 },
    content: { item: null, text: "占道经营", place: null, urgency: "GENERAL", caller: { notice: "INFORMED", withheld: false } },
  },
});

/** The matter after a decision of that hour. @throws the code of a refusal. */
export function afterDecision(matter: Matter, decision: MatterDecision, hour = 0): Matter {
  if (!decision.ok) throw new Error(decision.error.code);
  return decision.value.reduce<Matter>((state, draft) => evolveMatter(state, { id: "M", ...draft, at: hour * HOUR, by: "u" }), matter);
}
