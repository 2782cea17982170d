import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { isCallOut, readinessOf, readyMs, reserveOf } from "@tocsin/domain/command/reserve.ts";
import { isUnverified } from "@tocsin/domain/organisation/contact.ts";
import { slotsFor } from "@tocsin/engine/recommend/card-slots.ts";
import type { Candidate, DeclineCode, IncidentNeed } from "@tocsin/engine/recommend/recommend-input.ts";
import type { RecommendPolicy } from "@tocsin/engine/recommend/recommend-policy.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import type { RoadsAt } from "@tocsin/roads/hourly-roads.ts";
import type { RankSubject } from "../../desk/ranker.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { CityPresent } from "../present/city-present.ts";
import { arrivalsAt, type Arrivals } from "./arrival-times.ts";
import type { CoverWatch, CoveringUnit } from "./cover-watch.ts";
import { LOAD_MS, offRoad } from "./ranking-policy.ts";
import type { UnitPlace, UnitPlaces } from "./unit-places.ts";

export interface CandidateSources {
  readonly present: CityPresent;
  readonly positions: Pick<PositionBook, "of">;
  readonly places: UnitPlaces;
  readonly roadsAt: RoadsAt;
  /** Null in a city without roads. */
  readonly cover: CoverWatch | null;
  readonly policy: RecommendPolicy;
  readonly staleMs: number;
  /** Seconds after which a site group's contact check has lapsed (DSP-10). */
  readonly contactCheckS: number;
  /** Capabilities of a unit for which too few of its crew hold a certificate that is valid (JNT-11). */
  readonly lapsedOf: (unitId: string, at: number) => readonly string[];
  readonly onFailure: (error: unknown) => void;
}

interface Placed {
  readonly unit: Unit;
  readonly kind: string;
  readonly place: UnitPlace;
}

/** For so many of the nearest free units the cover they leave is found exactly, whatever it costs. */
const COVER_EXACT = 12;

export function needOf(subject: RankSubject, { cards, deadlines }: Pick<City, "cards" | "deadlines">): IncidentNeed {
  const point = subject.place?.point ?? null;
  return {
    id: subject.id, typeCode: subject.typeCode, priority: subject.priority, needsAll: subject.needsAll, needsAny: subject.needsAny, crewMin: subject.crewMin,
    point: point === null ? null : [point.lon, point.lat], agencyLead: subject.leadAgency, orgPath: subject.orgPath,
    slots: slotsFor(cards, deadlines.echelon, subject.typeCode, subject.priority),
    ...(subject.drill === true ? { drill: true as const } : {}),
  };
}

/** Units whose last word on an incident was that they decline, with their codes (CMD-04). */
export function declinedBy(subject: RankSubject): ReadonlyMap<string, DeclineCode> {
  const last = new Map((subject.orders ?? []).flatMap(({ assignments }) => assignments).map((a) => [a.unitId, a]));
  return new Map([...last.values()].flatMap((a) => (a.status === "DECLINED" && a.endReason !== null ? [[a.unitId, a.endReason as DeclineCode] as const] : [])));
}

/** A site's own group helps where it stands and next door; from across the city it is no answer to a call. */
const SITE_GROUP_M = 1_500;
const tooFarOnFoot = (unit: Unit, target: LonLat | null): boolean => unit.kind === "MRU_TEAM" && (target === null || distanceM([unit.home.lon, unit.home.lat], target) > SITE_GROUP_M);

const isFree = ({ unit }: Placed): boolean => unit.status === "AVAILABLE" || unit.status === "PATROL";

function coverGroup({ agencyGroups }: RecommendPolicy, agency: string): string {
  return agencyGroups.find((group) => group.includes(agency))?.[0] ?? agency;
}

/** What the ranking of this incident asks of a unit of a reserve (CMD-10); nothing of others. */
export function reserveFacts(reserves: City["reserves"], unit: Unit, priority: RankSubject["priority"], at: number): Pick<Candidate, "reserve"> {
  const row = reserveOf(reserves, unit.id);
  return row === null ? {} : { reserve: { readyMs: readyMs(readinessOf(unit, row, at)), heldFor: isCallOut(priority, row) ? null : row.callOut } };
}

export const lentBy = (lender: string | null): { readonly lender?: string } => (lender === null ? {} : { lender });

/** Share of demand that each free, driving unit would leave uncovered. */
function coverLosses({ cover, policy }: Pick<CandidateSources, "cover" | "policy">, placed: readonly Placed[], arrivals: Arrivals | null): ReadonlyMap<string, number> {
  const free = placed.flatMap((item, index) => (isFree(item) && item.place.snap !== null && !offRoad(item.kind) ? [{ item, snap: item.place.snap, etaMs: arrivals?.reach[index]?.travelMs ?? null }] : []));
  if (cover === null || arrivals === null) return new Map();
  const nearest = new Set([...free].sort((a, b) => (a.etaMs ?? Infinity) - (b.etaMs ?? Infinity)).slice(0, COVER_EXACT).map(({ item }) => item.unit.id));
  return cover.losses(free.map(({ item: { unit }, snap }): CoveringUnit => ({ unitId: unit.id, snap, group: coverGroup(policy, unit.agency), exact: nearest.has(unit.id) })));
}

/**
 * Everything that a ranking is given about the units on shift, wherever their boundaries lie (DSP-01); those off shift
 * do not appear at all (CMD-02), nor site groups too far to walk. In order of their codes, so that the same moment gives the same bytes.
 */
export function candidatesFor(sources: CandidateSources, target: LonLat | null, at: number, offered: (unit: Unit) => boolean, declined: ReadonlyMap<string, DeclineCode> = new Map(), more: (unit: Unit) => Pick<Candidate, "lender" | "reserve"> = () => ({})): { readonly candidates: Candidate[]; readonly graphVersion: string } {
  const units = [...sources.present.units.values()].filter((unit) => unit.status !== "OFF_DUTY" && offered(unit) && !tooFarOnFoot(unit, target)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const placed = units.map((unit): Placed => ({ unit, kind: unit.kind, place: sources.places.placeOf(unit, sources.positions.of(unit.id)) }));
  const arrivals = target === null ? null : arrivalsAt(sources.roadsAt(at), target, placed, sources.onFailure);
  const losses = coverLosses(sources, placed, arrivals);
  const candidates = placed.map(({ unit, place }, index): Candidate => ({
    unitId: unit.id, callSign: unit.callSign, kind: unit.kind, agency: unit.agency, orgId: unit.orgId, orgPath: unit.orgPath,
    capabilities: unit.capabilities, expiredCapabilities: sources.lapsedOf(unit.id, at), crew: unit.crew, echelon: unit.echelon, status: unit.status,
    positionAt: place.at, positionSource: place.source, stale: place.at !== null && at - place.at > sources.staleMs,
    travelMs: arrivals?.reach[index]?.travelMs ?? null, straightM: arrivals?.reach[index]?.straightM ?? null,
    load: unit.recentOrders.filter((orderedAt) => orderedAt > at - LOAD_MS).length, coverLoss: losses.get(unit.id) ?? 0,
    assignment: unit.assignment === null ? null : { incidentId: unit.assignment.incidentId, priority: sources.present.openIncidents.get(unit.assignment.incidentId)?.priority ?? null },
    ...(isUnverified(unit, at, sources.contactCheckS) ? { unverified: true } : {}),
    ...more(unit),
    ...(declined.has(unit.id) ? { declined: declined.get(unit.id)! } : {}),
  }));
  return { candidates, graphVersion: arrivals?.graphVersion ?? "" };
}
