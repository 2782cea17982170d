import { civil, startOfDay, type Instant } from "@tocsin/kernel/instant.ts";

/** The quarter of an instant by the city's clock, as it is written: `2026-Q1`. @param offset from UTC in ms. */
export function quarterOf(at: Instant, offset: number): string {
  const { year, month } = civil(at, offset);
  return `${year}-Q${Math.ceil(month / 3)}`;
}

/** The first instant after the quarter of an instant. */
export function quarterEndAfter(at: Instant, offset: number): Instant {
  const { year, month } = civil(at, offset);
  const next = Math.ceil(month / 3) * 3 + 1;
  return startOfDay(next > 12 ? `${year + 1}-01-01` : `${year}-${String(next).padStart(2, "0")}-01`, offset);
}
