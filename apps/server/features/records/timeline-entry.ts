import type { Static } from "typebox";
import type { Drawn } from "@tocsin/contract/dispatch/order.ts";
import type { AccountRow } from "@tocsin/contract/organisation/city.ts";
import type { TimelineEntry } from "@tocsin/contract/views.ts";
import type { StoredEvent } from "@tocsin/ledger/types.ts";
import { isSealed } from "@tocsin/ledger/personal/sealed-text.ts";
import { sightedDrawn } from "../../drawn-sight.ts";
import { eventOpenly } from "../../inner-words.ts";
import { maskNumber, type Sight } from "../../masking.ts";
import { SYSTEM_USER } from "../../desk/system-command.ts";

type Entry = Static<typeof TimelineEntry>;
type Data = Record<string, unknown>;

/** Of these nothing is a crew's or a partner's: what is kept for a court, how much else there is, what came of it elsewhere, which desk has read, and answers, which stand in the record of whoever asked (X-05, LNK-08). */
const DESKS_ONLY: ReadonlySet<string> = new Set(["LegalHoldSet", "LegalHoldLifted", "SurgeRaised", "MatterLinked", "CopySeen", "SupportAccepted", "SupportEscalated", "SupportAnswered", "ProposalGone"]);

const isRecord = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);

/** Masks every call-back number in what an event says, however deep; a sealed one for everybody. */
function masked(value: unknown, whole: boolean, field?: string): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(item, whole));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item, whole, key)]));
  return field === "callback" && typeof value === "string" && !(whole && !isSealed(value)) ? maskNumber(value) : value;
}

/** An amendment of the number carries it as `from` and `to`. */
function maskedData(type: string, data: Data, whole: boolean): Data {
  if (type === "FieldAmended" && data["field"] === "callback") return { ...data, from: masked(data["from"], whole, "callback"), to: masked(data["to"], whole, "callback") };
  return masked(data, whole) as Data;
}

/** From and to what a unit was drawn off, as far as the viewer looks at that too. */
const withDraws = (data: Data, { reach }: Sight): Data =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, (key === "drawnFrom" || key === "drawnTo") && isRecord(value) ? sightedDrawn(value as Drawn, reach) : value]));

/** What of an order's history belongs to the viewer's own unit or agency; null = nothing of it. */
function ownPart(type: string, data: Data, sight: Sight): Data | null {
  if (sight.orders === "ALL") return withDraws(data, sight);
  if (DESKS_ONLY.has(type)) return null;
  const mine = (part: Data): boolean => (sight.orders === "OWN" ? part["unitId"] === sight.unitId : part["agency"] === sight.agency);
  if (type === "ReportedUp") return sight.orders === "AGENCY" && data["agency"] === sight.agency ? data : null;
  if (type === "GuidanceRenewed") return sight.orders === "OWN" && sight.unitId !== null ? data : null;
  if (type === "MatchAnswered" && sight.orders === "AGENCY") return null;
  if (type === "OrderIssued") {
    const assignments = (data["assignments"] as Data[]).filter(mine);
    return assignments.length === 0 ? null : { ...data, assignments, copies: [], recommendation: null, drawnFrom: undefined };
  }
  const unitId = data["unitId"] ?? (isRecord(data["feedback"]) ? data["feedback"]["unitId"] : undefined) ?? (isRecord(data["request"]) ? data["request"]["unitId"] : undefined);
  // An agency's desk follows its units through the incident's view; steps of single units stay with their seats.
  return unitId === undefined || (sight.orders === "OWN" && unitId === sight.unitId) ? withDraws(eventOpenly(type, data), sight) : null;
}

const isPoliceNote = (type: string, data: Data): boolean => type === "NoteAdded" && isRecord(data["note"]) && data["note"]["visibility"] === "POLICE";

/** One line of the timeline as the viewer may read it, or null. */
export function timelineEntry(event: StoredEvent, sight: Sight, accounts: readonly AccountRow[]): Entry | null {
  // Who called from a number of their own is shown to nobody, in no event either (GOV-02).
  const { recused: _recused, ...data } = isRecord(event.data) ? event.data : {};
  if (!sight.policeNotes && isPoliceNote(event.type, data)) return null;
  const own = ownPart(event.type, data, sight);
  if (own === null) return null;
  const byName = event.actor === SYSTEM_USER ? "系统" : (accounts.find((account) => account.id === event.actor)?.name ?? event.actor);
  return { version: event.version, type: event.type, at: event.at, by: event.actor, byName, data: maskedData(event.type, own, sight.callback) };
}
