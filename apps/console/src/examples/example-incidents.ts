import type { Assignment, Order } from "@tocsin/contract/dispatch/order.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";

/** Records for tests of the pure parts. */
export const AT = 1_772_323_200_000;
const idOf = (n: number): string => `01KJ${String(n).padStart(22, "0")}`;

export function exampleIncident(n: number, patch: Partial<Incident> = {}): Incident {
  return {
    id: idOf(n), no: `20260301-${String(n).padStart(5, "0")}`, status: "CLASSIFIED", drill: false, flags: [], receivedAt: AT + n, occurredAt: null, orgPath: "CITY.D01.S0101", scope: ["CITY.D01.S0101"],
    typeCode: "FR-06", priority: "P2", matrixVersion: 1, needsAll: [], needsAny: [], crewMin: 1, rapid: "NONE", leadAgency: "POLICE",
    place: { addressText: `长江路${n}号`, point: { lon: 114.3, lat: 30.6 }, datum: "WGS84" }, placeUnknown: null, text: "", facts: [], reports: [], notes: [], orders: [], clocks: [], feedback: [], support: [],
    room: [], commander: null, handover: null, seat: null, mergedInto: null, absorbed: [], outcome: null, closedAt: null, ...patch,
  };
}

export function exampleAssignment(unitId: string, patch: Partial<Assignment> = {}): Assignment {
  return {
    unitId, callSign: unitId, kind: "PATROL_CAR", agency: "POLICE", orgPath: "CITY.D01.S0101", echelon: 1, status: "ISSUED", etaMs: null, rank: 1, issuedAt: AT, acknowledgedAt: null, enRouteAt: null,
    arrivalProposedAt: null, arrivedAt: null, arrivedAuto: false, handlingAt: null, feedbackAt: null, endedAt: null, endReason: null, escalatedAt: null, guidanceReadAt: null, ...patch,
  };
}

export function exampleOrder(assignments: Assignment[]): Order {
  const guidance = { typeCode: null, version: 1, isDefault: true, riskHints: [], premiseHazards: [], handlingPoints: [], kit: [], legal: [], crewMin: 0, issuedAt: AT };
  return { id: idOf(9_999), issuedAt: AT, issuedBy: "u1", issuedByPath: "CITY", preDispatch: false, note: "", guidance, copies: [], assignments, recommendation: null, overrideReason: null, suspended: null };
}

export function exampleUnit(id: string, callSign: string, patch: Partial<Unit> = {}): Unit {
  return {
    id, callSign, kind: "PATROL_CAR", agency: "POLICE", orgId: "P1", orgPath: "CITY.D01.S0101.P1", scope: [], capabilities: ["PATROL"], crew: 2, echelon: 1, home: { lon: 114.3, lat: 30.6 }, status: "AVAILABLE",
    statusSince: AT, unavailableReason: null, assignment: null, patrol: null, duress: null, handoverTo: null, recentOrders: [], ...patch,
  };
}

const type = (number: number, code: string, nameZh: string, nameEn: string, keys: readonly string[]): { type: IncidentTypeRow; keys: string[] } => ({
  type: { code, number, nameZh, nameEn, category: "x", priority: "P2", priorityNoteZh: "", lead: "POLICE", needsAll: [], needsAny: [], crewMin: 1, partners: [], rapid: "NONE", facts: [], aliases: [] },
  keys: [...keys],
});

export const EXAMPLE_TYPES = [
  type(1, "CR-01", "暴力伤害(正在发生)", "Violent attack in progress", ["blsh", "baolishanghai"]),
  type(9, "PO-01", "打架斗殴", "Fight in progress", ["djdo", "dajiadouou"]),
  type(12, "PO-04", "损毁财物", "Property damage", ["shcw"]),
  type(32, "FR-06", "电梯困人", "Elevator entrapment", ["dtkr", "diantikunren"]),
];
