import { CALL_LIMIT_MS } from "@tocsin/contract/linkage/call.ts";
import { type Matter, openCallOf } from "@tocsin/contract/linkage/matter.ts";
import { type MatterDraft, said } from "./facts.ts";

/** A call that goes on is over after its time. */
export function callDeadlines(matter: Pick<Matter, "conferences">): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] {
  const open = openCallOf(matter);
  return open === undefined ? [] : [{ id: `call/${open.id}`, dueAt: open.at + CALL_LIMIT_MS, purpose: "call of three" }];
}

/** The call is over and nobody agreed: the matter stays with whoever has it. */
export function endedWithout(matter: Pick<Matter, "conferences">): MatterDraft[] {
  const open = openCallOf(matter);
  return open === undefined ? [] : [said("ConferenceHeld", { id: open.id, parties: open.parties, agreed: null, text: "" })];
}
