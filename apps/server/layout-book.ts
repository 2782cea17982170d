import type { Layout, LayoutArea } from "@tocsin/contract/layouts/layout.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import type { Jurisdiction } from "@tocsin/domain/decision.ts";
import { firstLayout } from "@tocsin/domain/layouts/first-layout.ts";
import { type AreaLookup, jurisdictionOf } from "./jurisdiction.ts";

/** Patrol areas as they hold at a moment. */
export interface LayoutTerms {
  /** Null before the city's first layout is registered: then its file counts. */
  readonly id: string | null;
  readonly areas: readonly LayoutArea[];
  readonly jurisdiction: (point: { readonly lon: number; readonly lat: number }) => Jurisdiction;
}

/** Which patrol areas hold when: a projection of the layouts in the log, as they were published (DSP-07). */
export interface LayoutBook {
  /** By time alone: the switch needs no timer to have fired. Before the first layout the first counts. */
  at(at: number): LayoutTerms;
  /** Replaces all layouts that it knows. */
  hold(layouts: Iterable<Layout>): void;
}

interface Entry {
  readonly layout: Layout;
  readonly from: number;
  terms: LayoutTerms | null;
}

export function openLayoutBook(city: City): LayoutBook {
  const lookup = (areas: readonly LayoutArea[]): AreaLookup => jurisdictionOf(city, areas);
  const fileAreas = firstLayout(city);
  const fromFile = lookup(fileAreas);
  const file: LayoutTerms = { id: null, areas: fileAreas, jurisdiction: (point) => withoutLayout(fromFile(point)) };
  let entries: Entry[] = [];
  const termsOf = ({ layout: { id, no, areas } }: Entry): LayoutTerms => {
    const find = lookup(areas);
    const jurisdiction = (point: { readonly lon: number; readonly lat: number }): Jurisdiction => {
      const { orgPath, inside, area } = find(point);
      return { orgPath, inside, layout: { id, no: no ?? 1, area } };
    };
    return { id, areas, jurisdiction };
  };
  return {
    at(at) {
      const entry = entries.findLast(({ from }) => from <= at) ?? entries[0];
      // Its areas are indexed once, not for every point that is asked for.
      return entry === undefined ? file : (entry.terms ??= termsOf(entry));
    },
    hold(layouts) {
      const known = new Map(entries.map((entry) => [entry.layout.id, entry]));
      entries = [...layouts]
        .flatMap((layout) => (layout.publishedAt === null || layout.effectiveFrom === null || layout.status === "DISCARDED" ? [] : [{ layout, from: layout.effectiveFrom, terms: known.get(layout.id)?.terms ?? null }]))
        .sort((a, b) => a.from - b.from);
    },
  };
}

const withoutLayout = ({ orgPath, inside }: ReturnType<AreaLookup>): Jurisdiction => ({ orgPath, inside });
