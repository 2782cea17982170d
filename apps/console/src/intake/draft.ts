import { CALLBACK_PATTERN, PLACE_UNKNOWN_REASONS, type CHANNELS, type NO_CALLBACK_REASONS } from "@tocsin/contract/intake/incident.ts";
import type { IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import type { Point } from "@tocsin/contract/place.ts";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";

export type PlaceUnknown = (typeof PLACE_UNKNOWN_REASONS)[number];
export type NoCallback = (typeof NO_CALLBACK_REASONS)[number];
export type Channel = (typeof CHANNELS)[number];

/** The fields in the order in which callers talk. */
export const INTAKE_FIELDS = ["where", "what", "said", "callback"] as const;
export type IntakeField = (typeof INTAKE_FIELDS)[number];

export interface PaperTicket {
  readonly no: string;
  /** As typed, `HH:MM`. */
  readonly time: string;
  readonly at: number | null;
}

/** A call as it is being taken. Kept in the browser with every stroke; `incidentId` is made at once, so that saving twice is one incident. */
export interface Draft {
  readonly incidentId: string;
  readonly field: IntakeField;
  /** Exactly as typed; choosing a candidate never rewrites it. */
  readonly address: string;
  readonly candidates: readonly PlaceCandidate[];
  /** The text for which the candidates are: fast hands are ahead of the geocoder. */
  readonly candidatesFor: string;
  /** ↵ came before the candidates did: the first one is taken when they arrive. */
  readonly pending: boolean;
  readonly candidateIndex: number;
  readonly place: PlaceCandidate | null;
  /** A point set on the map by hand. */
  readonly point: Point | null;
  readonly placeUnknown: PlaceUnknown | null;
  readonly typed: string;
  readonly types: readonly IncidentTypeRow[];
  readonly typeIndex: number;
  readonly typeCode: string | null;
  readonly said: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly callback: string;
  readonly noCallback: NoCallback | null;
  readonly channel: Channel;
  readonly drill: boolean;
  /** The advisory from which it follows. */
  readonly advisoryId?: string;
  /** What a neighbour asked for, in which it helps. */
  readonly matterId?: string;
  /** Entered from a paper ticket: its number, and the time that was written on it (null while it cannot be read). Absent in drafts of before. */
  readonly paper?: PaperTicket | null;
  /** The field that stood in the way of the last save, until it is written anew. Absent while none did. */
  readonly fault?: IntakeField | undefined;
  /** Asks to be saved: by the last field, or at once. */
  readonly wants: "nothing" | "save" | "pre-dispatch";
}

export const newDraft = (incidentId: string): Draft => ({
  incidentId, field: "where", address: "", candidates: [], candidatesFor: "", pending: false, candidateIndex: 0, place: null, point: null, placeUnknown: null,
  typed: "", types: [], typeIndex: 0, typeCode: null, said: "", facts: {}, callback: "", noCallback: null, channel: "CALL_110", drill: false, wants: "nothing",
});

export type DraftEvent =
  | { readonly type: "typed"; readonly field: IntakeField; readonly value: string }
  | { readonly type: "key"; readonly key: "Enter" | "Down" | "Up" | "Save" | "PreDispatch" }
  | { readonly type: "candidates"; readonly for: string; readonly candidates: readonly PlaceCandidate[] }
  | { readonly type: "types"; readonly types: readonly IncidentTypeRow[] }
  | { readonly type: "choosePlace"; readonly index: number }
  | { readonly type: "chooseType"; readonly index: number }
  | { readonly type: "unknown"; readonly reason: PlaceUnknown }
  | { readonly type: "noCallback"; readonly reason: NoCallback }
  | { readonly type: "point"; readonly point: Point }
  | { readonly type: "fact"; readonly key: string; readonly value: string }
  | { readonly type: "focus"; readonly field: IntakeField }
  | { readonly type: "channel"; readonly channel: Channel }
  | { readonly type: "drill"; readonly drill: boolean }
  | { readonly type: "paper"; readonly paper: PaperTicket | null }
  | { readonly type: "answered" };

/** One letter for each reason why there is no number: a whole field in one stroke. */
export const NO_CALLBACK_LETTERS: Readonly<Record<string, NoCallback>> = { s: "SILENT_CALL", a: "ANONYMOUS", d: "DEVICE", w: "WITHHELD", o: "OFFICER" };

const CALLBACK = new RegExp(CALLBACK_PATTERN);

export const hasPlace = (draft: Draft): boolean => draft.address.trim() !== "" || draft.point !== null || draft.placeUnknown !== null;
/** From the second field on a unit can be sent (INC-03). */
export const mayPreDispatch = (draft: Draft): boolean => hasPlace(draft) && draft.typeCode !== null;

/** Whether the number is one that can be stored; no number is for another answer to say. */
export const callbackFits = ({ callback }: Pick<Draft, "callback">): boolean => callback.trim() === "" || CALLBACK.test(callback.trim());

/** A ticket goes in only with its number and its time: by the number it is one incident, however often it is entered. */
export const paperReady = ({ paper }: Draft): boolean => paper == null || (paper.no.trim() !== "" && paper.at !== null);

const after = (field: IntakeField): IntakeField => INTAKE_FIELDS[Math.min(INTAKE_FIELDS.indexOf(field) + 1, INTAKE_FIELDS.length - 1)]!;
const moved = (index: number, by: number, length: number): number => (length === 0 ? 0 : (index + by + length) % length);

function typedInto(draft: Draft, field: IntakeField, value: string): Draft {
  switch (field) {
    case "where": {
      const unknown = PLACE_UNKNOWN_REASONS[Number(/^[?？]([1-4])$/.exec(value.trim())?.[1] ?? NaN) - 1];
      if (unknown) return { ...draft, address: "", candidates: [], place: null, point: null, pending: false, placeUnknown: unknown, field: after("where") };
      return { ...draft, field, address: value, pending: false, place: null, point: null, placeUnknown: null, candidates: value.trim() === "" ? [] : draft.candidates, candidateIndex: 0 };
    }
    case "what":
      return { ...draft, field, typed: value, typeCode: null, typeIndex: 0 };
    case "said":
      return { ...draft, field, said: value };
    case "callback": {
      const reason = NO_CALLBACK_LETTERS[value.trim().toLowerCase()];
      return reason ? { ...draft, field, callback: "", noCallback: reason } : { ...draft, field, callback: value, noCallback: value === "" ? draft.noCallback : null };
    }
  }
}

const faultAt = (draft: Draft, field: IntakeField): Draft => ({ ...draft, field, fault: field });

function enter(draft: Draft): Draft {
  switch (draft.field) {
    case "where": {
      if (!hasPlace(draft)) return draft;
      if (draft.place !== null || draft.point !== null) return { ...draft, field: after("where") };
      const current = draft.candidatesFor === draft.address.trim();
      return { ...draft, place: current ? (draft.candidates[draft.candidateIndex] ?? null) : null, pending: !current && draft.address.trim() !== "", field: after("where") };
    }
    case "what": {
      const chosen = draft.typeCode ?? (draft.typed.trim() === "" ? null : (draft.types[draft.typeIndex]?.code ?? null));
      if (chosen === null && draft.typed.trim() !== "") return draft;
      return { ...draft, typeCode: chosen, field: after("what") };
    }
    case "said":
      return { ...draft, field: after("said") };
    case "callback":
      if (!callbackFits(draft)) return faultAt(draft, "callback");
      return !paperReady(draft) || (draft.callback.trim() === "" && draft.noCallback === null) ? draft : { ...draft, wants: "save" };
  }
}

function arrow(draft: Draft, by: number): Draft {
  if (draft.field === "where") return { ...draft, place: null, candidateIndex: moved(draft.candidateIndex, by, draft.candidates.length) };
  if (draft.field === "what") return { ...draft, typeCode: null, typeIndex: moved(draft.typeIndex, by, draft.types.length) };
  return draft;
}

/** What is highlighted counts as chosen when the call is saved from another field. */
function settled(draft: Draft): Draft {
  const typeCode = draft.typeCode ?? (draft.typed.trim() === "" ? null : (draft.types[draft.typeIndex]?.code ?? null));
  return { ...draft, typeCode };
}

function pressed(draft: Draft, key: Extract<DraftEvent, { type: "key" }>["key"]): Draft {
  if (key === "Enter") return enter(draft);
  if (key === "Down" || key === "Up") return arrow(draft, key === "Down" ? 1 : -1);
  const ready = settled(draft);
  if (!paperReady(draft)) return ready;
  if (!callbackFits(ready)) return faultAt(ready, "callback");
  if (key === "PreDispatch") return mayPreDispatch(ready) ? { ...ready, wants: "pre-dispatch" } : ready;
  return hasPlace(ready) ? { ...ready, wants: "save" } : faultAt(ready, "where");
}

/** What answers a fault of its field. */
const ANSWERS: Readonly<Partial<Record<DraftEvent["type"], IntakeField>>> = { choosePlace: "where", unknown: "where", point: "where", noCallback: "callback" };

/** The intake form as a pure function of keys and answers; the screen draws it and nothing else decides. */
export function reduceDraft(draft: Draft, event: DraftEvent): Draft {
  const answered = event.type === "typed" ? event.field : ANSWERS[event.type];
  return reduced(answered !== undefined && answered === draft.fault ? { ...draft, fault: undefined } : draft, event);
}

function reduced(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case "typed": return typedInto(draft, event.field, event.value);
    case "key": return pressed(draft, event.key);
    case "candidates": {
      if (event.for !== draft.address.trim()) return draft;
      const place = draft.pending && draft.place === null && draft.point === null ? (event.candidates[0] ?? null) : draft.place;
      return { ...draft, place, pending: false, candidates: event.candidates, candidatesFor: event.for, candidateIndex: 0 };
    }
    case "types": return { ...draft, types: event.types, typeIndex: 0 };
    case "choosePlace": {
      const place = draft.candidates[event.index];
      return place ? { ...draft, place, pending: false, candidateIndex: event.index, point: null, placeUnknown: null, field: after("where") } : draft;
    }
    case "chooseType": {
      const type = draft.types[event.index];
      return type ? { ...draft, typeCode: type.code, typeIndex: event.index, field: after("what") } : draft;
    }
    case "unknown": return { ...draft, placeUnknown: event.reason, pending: false, place: null, point: null, field: after("where") };
    case "noCallback": return { ...draft, noCallback: event.reason, callback: "" };
    case "point": return { ...draft, point: event.point, pending: false, place: null, placeUnknown: null };
    case "fact": return { ...draft, facts: { ...draft.facts, [event.key]: event.value } };
    case "focus": return { ...draft, field: event.field };
    case "channel": return { ...draft, channel: event.channel };
    case "paper": return { ...draft, paper: event.paper };
    case "drill": return { ...draft, drill: event.drill };
    case "answered": return { ...draft, wants: "nothing" };
  }
}
