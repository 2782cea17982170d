import type { IncidentEvents } from "@tocsin/contract/intake/events.ts";
import { reportCountOf, reportsShownOf, type Incident } from "@tocsin/contract/intake/incident.ts";
import { type IncidentFolds, type Stamp, ImpossibleEvent, mustFind, replace, withAll } from "../fold.ts";
import { reopened, withProgress, withStatus } from "./life-cycle.ts";

/** The first event of an incident. */
export function receivedIncident(data: IncidentEvents["IncidentReceived"], stamp: Stamp): Incident {
  return {
    id: data.id, no: data.no, status: "RECEIVED", drill: data.drill, ...(data.probe === undefined ? {} : { probe: data.probe }), flags: data.flags,
    receivedAt: stamp.at, occurredAt: data.occurredAt, orgPath: data.orgPath, scope: [data.orgPath],
    typeCode: null, priority: null, matrixVersion: null, needsAll: [], needsAny: [], crewMin: 0, rapid: "NONE",
    leadAgency: data.leadAgency, ...(data.limits === undefined ? {} : { limits: data.limits }), ...(data.layout === undefined ? {} : { layout: data.layout }), ...(data.advisoryId === undefined ? {} : { advisoryId: data.advisoryId }), ...(data.helps === undefined ? {} : { helps: data.helps }), ...(data.reportsShown === undefined ? {} : { reportsShown: data.reportsShown }), ...(data.recused === undefined ? {} : { recused: [...data.recused] }), place: data.place, placeUnknown: data.placeUnknown, text: data.report.text,
    facts: [], reports: [data.report], notes: [], orders: [], clocks: [], feedback: [], support: [], room: [],
    commander: null, handover: null, seat: null, mergedInto: null, absorbed: [], outcome: null, closedAt: null,
  };
}

/** Who has called about it stays away from it, also when that report has gone elsewhere again. */
const withRecused = (state: Incident, recused: readonly string[] | undefined): Incident => (recused === undefined ? state : { ...state, recused: withAll(state.recused ?? [], recused) });

function amended(state: Incident, data: IncidentEvents["FieldAmended"]): Incident {
  switch (data.field) {
    case "text":
      return { ...state, text: String(data.to) };
    case "occurredAt":
      return { ...state, occurredAt: Number(data.to) };
    case "addressText":
      return { ...state, place: { ...(state.place ?? { point: null, datum: "WGS84" as const }), addressText: String(data.to) } };
    case "callback": {
      const [first, ...rest] = state.reports;
      if (first === undefined) throw new ImpossibleEvent("no report");
      return { ...state, reports: [{ ...first, callback: String(data.to), noCallbackReason: null }, ...rest] };
    }
  }
}

/** So many answers to matches are kept in the record; the log has them all. */
/** What is owed of an incident that has ended. */
const owed = ({ reviewId }: { readonly reviewId?: string }): Pick<Incident, "reviewId"> => (reviewId === undefined ? {} : { reviewId });

const ANSWERS_KEPT = 100;

const withoutFlag = (state: Incident, flag: Incident["flags"][number]) => state.flags.filter((f) => f !== flag);

/** The first reports and the newest; a record with fewer has no count beside them. */
function withReports({ reportCount: _, ...state }: Incident, reports: readonly Incident["reports"][number][], count: number): Incident {
  const { first, newest } = reportsShownOf(state);
  const shown = reports.length <= first + newest ? [...reports] : [...reports.slice(0, first), ...reports.slice(-newest)];
  return { ...state, reports: shown, ...(count > shown.length ? { reportCount: count } : {}) };
}

export const intakeFolds: IncidentFolds<
  | "IncidentReceived" | "IncidentClassified" | "PriorityChanged" | "IncidentLocated" | "FieldAmended" | "FactAdded" | "FactRead" | "FactUnread" | "MatchAnswered"
  | "NoteAdded" | "ReportAdded" | "DuplicateMerged" | "MergedInto" | "DuplicateUnmerged" | "MergeUndone" | "IncidentCancelled"
  | "IncidentClosed" | "IncidentReopened" | "MatterLinked" | "IncidentTransferred"
> = {
  IncidentReceived: () => {
    throw new ImpossibleEvent("received twice");
  },
  IncidentClassified: (state, data) => withProgress({ ...state, ...data }),
  PriorityChanged: (state, data) => ({ ...state, priority: data.to }),
  IncidentLocated: (state, data) => ({
    ...state,
    place: data.place,
    placeUnknown: null,
    flags: data.outside ? withAll(withoutFlag(state, "PLACE_UNKNOWN"), ["OUTSIDE_AREA"]) as Incident["flags"] : withoutFlag(state, "PLACE_UNKNOWN"),
    orgPath: data.orgPath,
    ...(data.layout === undefined ? {} : { layout: data.layout }),
    scope: withAll(state.scope, [data.orgPath]),
  }),
  FieldAmended: (state, data) => withRecused(amended(state, data), data.recused),
  FactAdded: (state, data) => ({ ...state, facts: [...state.facts.filter((f) => f.key !== data.fact.key), data.fact] }),
  FactRead: (state, data) => ({
    ...state,
    facts: replace(state.facts, (f) => f.id === data.factId, (f) => ({ ...f, readBy: withAll(f.readBy, [data.unitId]) })),
  }),
  MatchAnswered: (state, data, { at }) => ({ ...state, matches: [...(state.matches ?? []).filter(({ ruleId, subject }) => ruleId !== data.ruleId || subject !== data.subject), { ...data, at }].slice(-ANSWERS_KEPT) }),
  FactUnread: (state, data) => ({
    ...state,
    facts: replace(state.facts, (f) => f.id === data.factId, (f) => ({ ...f, alarmed: withAll(f.alarmed, [data.unitId]) })),
  }),
  NoteAdded: (state, data) => ({ ...state, notes: [...state.notes, data.note] }),
  ReportAdded: (state, data) => withRecused(withReports(state, [...state.reports, data.report], reportCountOf(state) + 1), data.recused),
  DuplicateMerged: (state, data) => ({
    ...withRecused(withReports(state, [...state.reports, ...data.reports], reportCountOf(state) + (data.count ?? data.reports.length)), data.recused),
    absorbed: withAll(state.absorbed, [data.duplicateId]), ...(data.breached === true ? { mergedBreach: true } : {}),
    scope: withAll(state.scope, data.scope),
  }),
  MergedInto: (state, data) => ({ ...withStatus(state, "MERGED"), mergedInto: data.primaryId }),
  DuplicateUnmerged: (state, data) => {
    mustFind(state.absorbed, (id) => id === data.duplicateId, "absorbed incident");
    const left = state.reports.filter((r) => r.fromIncident !== data.duplicateId);
    return {
      ...withReports(state, left, reportCountOf(state) - (data.count ?? state.reports.length - left.length)),
      absorbed: state.absorbed.filter((id) => id !== data.duplicateId),
    };
  },
  MergeUndone: (state) => ({ ...reopened(state), mergedInto: null }),
  IncidentCancelled: (state, data, stamp) => ({ ...withStatus(state, "CANCELLED"), ...owed(data), closedAt: stamp.at }),
  MatterLinked: (state, { matterId, no }) => ({ ...state, matters: [...(state.matters ?? []), { id: matterId, no }] }),
  IncidentTransferred: (state, data, stamp) => ({ ...withStatus(state, "TRANSFERRED"), ...owed(data), closedAt: stamp.at }),
  IncidentClosed: (state, data, stamp) => ({
    ...withStatus(state, "CLOSED"),
    ...owed(data),
    outcome: { ...data.outcome, at: stamp.at, by: stamp.by },
    closedAt: stamp.at,
  }),
  IncidentReopened: (state) => ({ ...reopened(state), outcome: null, closedAt: null, ...(state.emergency === undefined ? {} : { emergency: { ...state.emergency, finalAt: null } }) }),
};
