import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Accepted } from "@tocsin/contract/views.ts";
import { act, type Outcome } from "../live/act.ts";
import { sayNow } from "../language/words.ts";
import { notify } from "../live/notice.ts";
import { incidentNow } from "../live/live-board.ts";
import { shortNo } from "../incident/summary.ts";
import { createStore } from "../store/external-store.ts";
import type { Conflict } from "./conflict-choice.tsx";
import type { Draft } from "./draft.ts";
import { draftNow, markSaved, savingStore } from "./draft-store.ts";
import { savePlan, type Planned } from "./save-plan.ts";

export interface OpenConflict extends Conflict {
  readonly plan: Planned;
}
/** A field that another person changed while this form was open; nothing more is saved until one value is chosen. */
export const conflictStore = createStore<OpenConflict | null>(null);
/** The point lies outside the service area and wants a confirmation. */
export const outsideStore = createStore<boolean>(false);

const ANSWERED = ["FIELD_CONFLICT", "OUTSIDE_SERVICE_AREA"];

const send = (plan: Planned): Promise<Outcome> => act(plan.name as CommandName, plan.payload, { answers: ANSWERED });

function conflictOf(plan: Planned, current: unknown): OpenConflict {
  const theirs = typeof current === "string" || typeof current === "number" ? String(current) : "";
  if (plan.name === "intake.amend") return { plan, field: plan.payload.field, theirs, mine: String(plan.payload.to) };
  return { plan, field: "fact", theirs, mine: plan.name === "intake.addFact" ? String(plan.payload.value) : "" };
}

/** The incident that a command came to: another one where the paper ticket had been entered before. */
function knownUnder(plan: Planned, accepted: Accepted, incidentId: string): string {
  if (plan.name !== "intake.receive" || accepted.incidents.length === 0 || accepted.incidents.some(({ id }) => id === incidentId)) return incidentId;
  return accepted.incidents[0]!.id;
}

/**
 * Saves what the form says and the record does not yet. Answers the incident to show when all of it is stored, or kept until the
 * line is back; null when something still asks for a person.
 */
export async function saveDraft(draft: Draft, confirmOutside = false): Promise<string | null> {
  const kept = draftNow();
  if (kept === null || savingStore.get()) return null;
  savingStore.set(true);
  try {
    for (const planned of savePlan(draft, kept.saved)) {
      const plan = confirmOutside && (planned.name === "intake.receive" || planned.name === "intake.locate") ? ({ ...planned, payload: { ...planned.payload, confirmOutside } } as Planned) : planned;
      const outcome = await send(plan);
      const known = outcome.ok ? knownUnder(plan, outcome.accepted, draft.incidentId) : draft.incidentId;
      if (known !== draft.incidentId) {
        notify("done", sayNow("intake.paperKnown", { no: shortNo(incidentNow(known)?.no ?? "") }));
        return known;
      }
      if (outcome.ok) continue;
      if (outcome.refused?.code === "FIELD_CONFLICT") conflictStore.set(conflictOf(plan, outcome.refused.params["current"]));
      if (outcome.refused?.code === "OUTSIDE_SERVICE_AREA") outsideStore.set(true);
      if (outcome.refused === null && plan.name === "intake.receive") return draft.incidentId;
      return null;
    }
    markSaved({ ...draft, wants: "nothing" });
    outsideStore.set(false);
    notify("done", sayNow("intake.savedAs", { no: shortNo(incidentNow(draft.incidentId)?.no ?? "") }));
    return draft.incidentId;
  } finally {
    savingStore.set(false);
  }
}

/** Takes this form's value although another was stored meanwhile; the other stays in the history. */
export async function keepMine(conflict: OpenConflict): Promise<void> {
  const { plan } = conflict;
  conflictStore.set(null);
  if (plan.name === "intake.amend") await act("intake.amend", { ...plan.payload, from: conflict.theirs });
  if (plan.name === "intake.addFact") await act("intake.addFact", { ...plan.payload, from: conflict.theirs });
  const draft = draftNow()?.draft;
  if (draft) markSaved(draft);
}

/** Leaves what the other person stored. */
export function keepTheirs(): void {
  conflictStore.set(null);
  const draft = draftNow()?.draft;
  if (draft) markSaved(draft);
}
