import type { Publication, PublicVersion } from "@tocsin/contract/governance/publication.ts";
import type { CsvCell } from "@tocsin/kernel/csv.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";

/** Twenty years of months. */
const MOST = 240;

/** A month as everybody may read it, oldest version first. */
export interface PublicMonth {
  readonly month: string;
  readonly versions: readonly PublicVersion[];
}

const publicOf = ({ id, published }: Publication): PublicMonth => ({ month: id, versions: published.map(({ no, publishedAt, tables, method, reason }) => ({ no, publishedAt, tables, method, reason })) });

/** Months of which figures are public, the newest first; a draft is none of them. */
export async function publicMonths(ledger: Pick<Ledger, "list">): Promise<PublicMonth[]> {
  const found = await ledger.list("publication", undefined, { limit: MOST });
  return found.map(({ state }) => publicOf(state as Publication)).filter(({ versions }) => versions.length > 0).sort((a, b) => (a.month < b.month ? 1 : -1));
}

/** One version as a table, a line for every cell; what is not told is empty. */
export function figureRows(month: string, { no, tables }: PublicVersion): CsvCell[][] {
  const head = ["month", "version", "table", "area", "nameZh", "nameEn", "column", "count"];
  const line = (table: string, area: string, nameZh: string, nameEn: string, column: string, count: number | null): CsvCell[] => [month, no, table, area, nameZh, nameEn, column, count];
  const rows = tables.flatMap(({ id, columns, rows: areas, city }) =>
    [...areas, { id: "ALL", nameZh: "合计", nameEn: "Total", ...city }].flatMap((row) => [
      ...columns.map((column, index) => line(id, row.id, row.nameZh, row.nameEn, column, row.cells[index] ?? null)),
      line(id, row.id, row.nameZh, row.nameEn, "total", row.total),
      ...(id === "RESPONSE" ? [line(id, row.id, row.nameZh, row.nameEn, "medianMinutes", row.medianMin)] : []),
    ]));
  return [head, ...rows];
}
