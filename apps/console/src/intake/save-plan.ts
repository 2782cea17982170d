import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { Place } from "@tocsin/contract/place.ts";
import type { Draft } from "./draft.ts";

/** A command that a save needs, in order. */
export type Planned = { [Name in CommandName]: { readonly name: Name; readonly payload: CommandPayload[Name] } }[CommandName];

export function placeOf(draft: Draft): Place | undefined {
  const addressText = draft.address;
  if (draft.place) {
    const { id, point, accuracyM, premiseId } = draft.place;
    return { addressText, point, datum: "WGS84", accuracyM, placeId: id, ...(premiseId ? { premiseId } : {}) };
  }
  if (draft.point) return { addressText, point: draft.point, datum: "WGS84" };
  return addressText.trim() === "" ? undefined : { addressText, point: null, datum: "WGS84" };
}

/** What was typed for a fact as a value: yes and no, whole numbers, else the text itself. */
export function factValue(typed: string): string | number | boolean {
  const value = typed.trim();
  if (value === "true" || value === "false") return value === "true";
  return /^\d{1,6}$/.test(value) ? Number(value) : value;
}

export function factsOf(draft: Draft): Record<string, string | number | boolean> {
  const filled = Object.entries(draft.facts).filter(([, value]) => value.trim() !== "");
  return Object.fromEntries(filled.map(([key, value]) => [key, factValue(value)]));
}

/** The number of a paper ticket counts as that of a provider's call: the server makes one incident of it. */
function paperOf({ paper }: Draft): { providerCallId?: string; occurredAt?: number } {
  if (paper == null) return {};
  return { providerCallId: `PAPER:${paper.no.trim().toUpperCase()}`, ...(paper.at === null ? {} : { occurredAt: paper.at }) };
}

function receivePlan(draft: Draft): Planned {
  const place = placeOf(draft);
  const facts = factsOf(draft);
  const callback = draft.callback.trim();
  return {
    name: "intake.receive",
    payload: {
      incidentId: draft.incidentId,
      channel: draft.channel,
      text: draft.said,
      // Dispatched while the caller still speaks, the number is asked for later and amended.
      ...(callback !== "" ? { callback } : { noCallbackReason: draft.noCallback ?? "WITHHELD" }),
      ...(place ? { place } : {}),
      ...(draft.typeCode ? { typeCode: draft.typeCode } : {}),
      ...(draft.placeUnknown ? { placeUnknown: draft.placeUnknown } : {}),
      ...(Object.keys(facts).length > 0 ? { facts } : {}),
      ...(draft.drill ? { drill: true } : {}),
      ...(draft.advisoryId === undefined ? {} : { advisoryId: draft.advisoryId }),
      ...(draft.matterId === undefined ? {} : { matterId: draft.matterId }),
      ...paperOf(draft),
    },
  };
}

/**
 * The commands that bring the record to what the form says. `saved` is the form as it was last saved, null before the first time.
 * Each changed field is its own command, with the value that was seen, so that two people at one record never overwrite each other (INC-03).
 */
export function savePlan(draft: Draft, saved: Draft | null): readonly Planned[] {
  if (saved === null) return [receivePlan(draft)];
  const { incidentId } = draft;
  const plans: Planned[] = [];
  if (draft.typeCode !== null && draft.typeCode !== saved.typeCode) plans.push({ name: "intake.classify", payload: { incidentId, typeCode: draft.typeCode } });
  const place = placeOf(draft);
  if (place && JSON.stringify(place) !== JSON.stringify(placeOf(saved))) plans.push({ name: "intake.locate", payload: { incidentId, place } });
  if (draft.said !== saved.said) plans.push({ name: "intake.amend", payload: { incidentId, field: "text", from: saved.said, to: draft.said } });
  const [callback, before] = [draft.callback.trim(), saved.callback.trim()];
  if (callback !== "" && callback !== before) plans.push({ name: "intake.amend", payload: { incidentId, field: "callback", from: before === "" ? null : before, to: callback } });
  const known = factsOf(saved);
  for (const [key, value] of Object.entries(factsOf(draft))) {
    if (known[key] !== value) plans.push({ name: "intake.addFact", payload: { incidentId, key, value, from: known[key] ?? null } });
  }
  return plans;
}
