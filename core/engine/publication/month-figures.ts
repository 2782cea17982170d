import type { FigureTable, FigureTableId } from "@tocsin/contract/governance/publication.ts";
import { type Incident, isOpen } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { type CityIndex, within } from "@tocsin/domain/decision.ts";
import { slotOf, TURN_OUT, turnOutSeconds, type TimedOrder } from "../speed/speed-figures.ts";
import { toldTable, type CountedRow, type CountedTable } from "./told-table.ts";

/** One unit's part of an order, and where the unit belongs. */
export type PlacedOrder = TimedOrder & { readonly orgPath: string };
export type CountedMatter = Pick<Matter, "drill" | "custody" | "reply" | "rating">;
export type CountedIncident = Pick<Incident, "drill" | "probe" | "status" | "typeCode" | "orgPath">;

/** What happened in one month; of orders, matters and incidents those that were issued, opened and received in it. */
export interface MonthCounts {
  readonly orders: readonly PlacedOrder[];
  readonly matters: readonly CountedMatter[];
  readonly incidents: readonly CountedIncident[];
}

/** Columns of each table: every thing that is counted stands in exactly one of them. */
export const FIGURE_COLUMNS: Readonly<Record<FigureTableId, readonly string[]>> = {
  RESPONSE: TURN_OUT.labels,
  MATTERS: ["OPEN", "ANSWERED", "RATED_4_5", "RATED_1_3"],
  COMPLAINTS: ["OPEN", "CLOSED"],
};
/** The category of incident types that are complaints about the police (`incident_types.csv`). */
const COMPLAINT = "complaint";
const HIGH_RATING = 4;

type Named = Pick<CountedRow, "id" | "nameZh" | "nameEn">;
interface Seen {
  /** Of which row; null: of none that is published. */
  readonly row: string | null;
  readonly column: number;
  readonly seconds: number | null;
}

function counted(id: FigureTableId, rows: readonly Named[], seen: readonly Seen[]): CountedTable {
  const columns = FIGURE_COLUMNS[id];
  return {
    id, columns,
    rows: rows.map(({ id: row, nameZh, nameEn }) => {
      const own = seen.filter((one) => one.row === row);
      return { id: row, nameZh, nameEn, counts: columns.map((_, column) => own.filter((one) => one.column === column).length), seconds: own.flatMap(({ seconds }) => seconds ?? []) };
    }),
  };
}

/** Districts of the police, and the city itself for what belongs to none of them. */
function areasOf({ city }: CityIndex): { readonly rows: readonly Named[]; readonly of: (orgPath: string) => string | null } {
  const areas = city.orgs.filter(({ level, agency }) => agency === "POLICE" && (level === "DISTRICT" || level === "CITY"));
  const deepest = [...areas].sort((a, b) => b.path.length - a.path.length);
  return { rows: areas.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn })), of: (orgPath) => deepest.find(({ path }) => within(orgPath, path))?.id ?? null };
}

/** Whether an order stands among those that are measured: one of the police, of no site group, that was not called off. */
function isMeasured(city: CityIndex, { excluded, orgPath }: PlacedOrder): boolean {
  const org = city.orgByPath.get(orgPath);
  return !excluded && org?.level !== "MRU" && (org?.agency ?? "POLICE") === "POLICE";
}

function matterColumn({ reply, rating }: CountedMatter): number {
  if (rating !== null) return rating.score >= HIGH_RATING ? 2 : 3;
  return reply === null ? 0 : 1;
}

/**
 * The three tables that are published of a month (GOV-03). Drills and synthetic incidents are in none of them, nor is what was
 * called off, merged or cancelled; site groups are volunteers and not measured. `former`: what was published of the month before.
 */
export function monthFigures(city: CityIndex, { orders, matters, incidents }: MonthCounts, former: readonly FigureTable[] = []): FigureTable[] {
  const areas = areasOf(city);
  const measured = orders.filter((order) => isMeasured(city, order));
  const complaints = incidents.filter(({ drill, probe, status, typeCode }) => !drill && probe === undefined && status !== "CANCELLED" && status !== "MERGED" && typeCode !== null && city.type.get(typeCode)?.category === COMPLAINT);
  const departments = city.city.departments.map(({ code, nameZh, nameEn }) => ({ id: code, nameZh, nameEn }));
  const tables = [
    counted("RESPONSE", areas.rows, measured.map((order) => ({ row: areas.of(order.orgPath), column: slotOf(TURN_OUT, turnOutSeconds(order)), seconds: turnOutSeconds(order) }))),
    counted("MATTERS", departments, matters.filter(({ drill }) => !drill).map((matter) => ({ row: matter.custody.owner, column: matterColumn(matter), seconds: null }))),
    counted("COMPLAINTS", areas.rows, complaints.map((incident) => ({ row: areas.of(incident.orgPath), column: isOpen(incident) ? 0 : 1, seconds: null }))),
  ];
  return tables.map((table) => toldTable(table, former.find(({ id }) => id === table.id)));
}
