import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { StreamKind } from "@tocsin/contract/events.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Accepted } from "@tocsin/contract/views.ts";
import { KINDS } from "@tocsin/runtime/kinds.ts";
import { maskIncident, receiptOf, seesUnit, sightOf } from "../masking.ts";
import { shareAnswer } from "../written-answers.ts";
import type { ServedCity } from "../served-city.ts";
import type { Session } from "../session.ts";
import { shownRecords } from "../shown-record.ts";

export interface Answered {
  readonly cursor: string;
  readonly records: readonly { readonly kind: StreamKind; readonly state: unknown }[];
  readonly repeated: boolean;
  /** The incident whose number the caller must learn, also when it lies outside the caller's scope (INC-01). */
  readonly receiptFor: string | null;
}

function shown(session: Session, city: ServedCity, kind: StreamKind, state: unknown, receiptFor: string | null): unknown {
  if (kind === "incident") {
    const incident = state as Incident;
    const sight = sightOf(session, incident, city.roles, city.index);
    if (sight !== null) return maskIncident(incident, sight);
    return incident.id === receiptFor ? receiptOf(session, incident) : null;
  }
  if (kind === "unit") return seesUnit(session, state as Unit, city.roles) ? state : null;
  return shownRecords(session, kind, [state as never], city)[0] ?? null;
}

/** The same answer for all who see the same of some incidents, so that it is masked, and later written for the wire, once for them all (R24). */
export function answersAlike(city: ServedCity, cursor: string, incidents: readonly Incident[]): (session: Session) => Accepted {
  const made = new Map<string, Accepted>();
  return (session) => {
    const sight = incidents.map((incident) => sightOf(session, incident, city.roles, city.index)?.key ?? "").join();
    const accepted = made.get(sight) ?? shareAnswer(acceptedFor(session, city, { cursor, records: incidents.map((state) => ({ kind: "incident", state })), repeated: false, receiptFor: null }));
    made.set(sight, accepted);
    return accepted;
  };
}

/** The records after a command, masked for the caller; what the caller may not see is left out. */
export function acceptedFor(session: Session, city: ServedCity, { cursor, records, repeated, receiptFor }: Answered): Accepted {
  const lists: Record<string, unknown[]> = { incidents: [], units: [] };
  for (const { kind, state } of records) {
    const view = shown(session, city, kind, state, receiptFor);
    if (view !== null) (lists[KINDS[kind].list] ??= []).push(view);
  }
  return { ok: true, cursor, ...lists, repeated } as Accepted;
}
