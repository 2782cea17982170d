import type { Static } from "typebox";
import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import type { TimelineEntry } from "@tocsin/contract/views.ts";
import type { StoredEvent } from "@tocsin/ledger/types.ts";
import { maskNumber, type Sight } from "../../masking.ts";
import { SYSTEM_USER } from "../../desk/system-command.ts";

type Entry = Static<typeof TimelineEntry>;
type Data = Record<string, unknown>;

const isRecord = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);

/** Masks every call-back number in what an event says, however deep. */
function withoutNumbers(value: unknown, field?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutNumbers(item));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNumbers(item, key)]));
  return field === "callback" && typeof value === "string" ? maskNumber(value) : value;
}

/** An amendment of the number carries it as `from` and `to`. */
function maskedData(type: string, data: Data): Data {
  if (type === "FieldAmended" && data["field"] === "callback") {
    return { ...data, from: typeof data["from"] === "string" ? maskNumber(data["from"]) : data["from"], to: typeof data["to"] === "string" ? maskNumber(data["to"]) : data["to"] };
  }
  return withoutNumbers(data) as Data;
}

/** What of an order's history belongs to the viewer's own unit or agency; null = nothing of it. */
function ownPart(type: string, data: Data, sight: Sight): Data | null {
  if (sight.orders === "ALL") return data;
  const mine = (part: Data): boolean => (sight.orders === "OWN" ? part["unitId"] === sight.unitId : part["agency"] === sight.agency);
  if (type === "OrderIssued") {
    const assignments = (data["assignments"] as Data[]).filter(mine);
    return assignments.length === 0 ? null : { ...data, assignments, copies: [], recommendation: null, drawnFrom: undefined };
  }
  const unitId = data["unitId"] ?? (isRecord(data["feedback"]) ? data["feedback"]["unitId"] : undefined) ?? (isRecord(data["request"]) ? data["request"]["unitId"] : undefined);
  // An agency's desk follows its units through the incident's view; steps of single units stay with their seats.
  return unitId === undefined || (sight.orders === "OWN" && unitId === sight.unitId) ? data : null;
}

const isPoliceNote = (type: string, data: Data): boolean => type === "NoteAdded" && isRecord(data["note"]) && data["note"]["visibility"] === "POLICE";

/** One line of the timeline as the viewer may read it, or null. */
export function timelineEntry(event: StoredEvent, sight: Sight, accounts: readonly AccountRow[]): Entry | null {
  const data = isRecord(event.data) ? event.data : {};
  if (!sight.policeNotes && isPoliceNote(event.type, data)) return null;
  const own = ownPart(event.type, data, sight);
  if (own === null) return null;
  const byName = event.actor === SYSTEM_USER ? "系统" : (accounts.find((account) => account.id === event.actor)?.name ?? event.actor);
  return { version: event.version, type: event.type, at: event.at, by: event.actor, byName, data: sight.callback ? own : maskedData(event.type, own) };
}
