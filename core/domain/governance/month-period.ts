import { MINUTE, startOfDay } from "@tocsin/kernel/instant.ts";

/** The first instant of a calendar month `YYYY-MM` and of the one after it, at an offset from UTC in minutes. */
export function monthPeriod(month: string, utcOffset: number): { readonly from: number; readonly to: number } {
  const [year = 0, no = 1] = month.split("-").map(Number);
  const next = no === 12 ? `${year + 1}-01` : `${year}-${String(no + 1).padStart(2, "0")}`;
  return { from: startOfDay(`${month}-01`, utcOffset * MINUTE), to: startOfDay(`${next}-01`, utcOffset * MINUTE) };
}
