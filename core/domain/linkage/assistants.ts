import { assists, type Matter } from "@tocsin/contract/linkage/matter.ts";
import { barred, happen, type MatterDecision, type MatterFacts, no, said } from "./facts.ts";
import { IN_HAND } from "./life-cycle.ts";

const openSeat = ({ assistants }: Matter, party: string) => assistants.find((seat) => seat.party === party && assists(seat));

/** The lead asks others to help; whoever helps is never due later than the lead (LNK-10). */
export function askAssistant(matter: Matter, act: { readonly by: string; readonly party: string; readonly task: string; readonly dueAt: number }, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, IN_HAND);
  if (stop !== null) return stop;
  const { owner, handleBy } = matter.custody;
  if (act.by !== owner) return no("NOT_OWNER", { owner });
  if (act.party === owner) return no("SAME_PARTY", { party: owner });
  if (facts.platformOf(act.party) !== facts.here || facts.wiredTo(act.party) !== null) return no("MATTER_FOREIGN", { party: act.party });
  if (openSeat(matter, act.party) !== undefined) return no("STATE_CONFLICT", { status: "ASSISTING", allowed: ["linkage.finishAssisting", "linkage.releaseAssistant"] });
  if (act.dueAt > handleBy || act.dueAt <= facts.at) return no("ASSISTANT_LATER", { until: handleBy, fields: ["/dueAt"] });
  return happen(said("AssistantAsked", { party: act.party, task: act.task, dueAt: act.dueAt, scope: facts.pathsOf(act.party) }));
}

export function finishAssisting(matter: Matter, act: { readonly by: string; readonly text: string }): MatterDecision {
  return openSeat(matter, act.by) === undefined ? no("NOT_ASSISTING", { party: act.by }) : happen(said("AssistantDone", { party: act.by, text: act.text }));
}

export function releaseAssistant(matter: Matter, act: { readonly by: string; readonly party: string; readonly reason: string }): MatterDecision {
  if (act.by !== matter.custody.owner) return no("NOT_OWNER", { owner: matter.custody.owner });
  return openSeat(matter, act.party) === undefined ? no("NOT_ASSISTING", { party: act.party }) : happen(said("AssistantReleased", { party: act.party, reason: act.reason }));
}
