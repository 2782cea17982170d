import type { SharingReport, SharingRow } from "@tocsin/contract/linkage/sharing.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { type CityIndex, within } from "../decision.ts";
import { cityPath } from "../organisation/chain.ts";

/** What a call asks for. */
export interface Asked {
  readonly purpose: string;
  readonly fields: readonly string[];
}

/**
 * The agreement that carries a call, or why none does, by the one that comes nearest: whose purpose it is, and that holds today (LNK-07).
 * @param agreements those of the caller on the dataset; `today` by the city's days
 */
export function agreementFor(agreements: readonly SharingRow[], { purpose, fields }: Asked, today: string): Result<SharingRow, Refusal> {
  const [first] = agreements;
  if (first === undefined) return fail(refuse("SHARING_NONE"));
  const ofPurpose = agreements.filter((row) => row.purpose === purpose);
  if (ofPurpose.length === 0) return fail(refuse("SHARING_PURPOSE", { agreement: first.id, purpose }));
  const holding = ofPurpose.filter(({ from, until }) => from <= today && today <= until);
  if (holding.length === 0) return fail(refuse("SHARING_OVER", { agreement: ofPurpose[0]!.id, from: ofPurpose[0]!.from, until: ofPurpose[0]!.until }));
  const carrying = holding.find((row) => fields.every((field) => row.fields.includes(field)));
  if (carrying !== undefined) return ok(carrying);
  const nearest = holding[0]!;
  return fail(refuse("SHARING_FIELD", { agreement: nearest.id, field: fields.find((field) => !nearest.fields.includes(field)) }));
}

/** The place of an agreement's machine, and the area that it reads: that place, or the one that the agreement itself names, which may be wider (LNK-07, X-05). */
export function reachOf({ client, area }: Pick<SharingRow, "client" | "area">, city: CityIndex): { readonly area: string; readonly path: string; readonly own: string; readonly wider: boolean } {
  const { org } = city.city.clients.find(({ id }) => id === client)!;
  const [own, path] = [org, area ?? org].map((id) => city.org.get(id)?.path ?? cityPath(city)) as [string, string];
  return { area: area ?? org, path, own, wider: !within(path, own) };
}

/** Agreements of a month with their calls, and which of them are to be removed. @param month `2026-02`; an agreement that began within it has not had its month yet */
export function sharingReport(agreements: readonly SharingRow[], city: CityIndex, calls: ReadonlyMap<string, number>, month: string): SharingReport {
  const removal = ({ id, from, until }: SharingRow): "UNUSED" | "OVER" | null => {
    if (until.slice(0, 7) <= month) return "OVER";
    return from <= `${month}-01` && (calls.get(id) ?? 0) === 0 ? "UNUSED" : null;
  };
  const areaOf = (row: SharingRow) => {
    const { area, wider } = reachOf(row, city);
    return { area, wider };
  };
  return { month, agreements: agreements.map((row) => ({ ...row, ...areaOf(row), fields: [...row.fields], calls: calls.get(row.id) ?? 0, remove: removal(row) })) };
}
