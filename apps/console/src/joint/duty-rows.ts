import type { Contact, Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import type { DepartmentRow } from "@tocsin/contract/organisation/city.ts";
import { dutyEntries } from "@tocsin/domain/joint/duty-catalogue.ts";
import type { OrgWithPath } from "../city/city-index.ts";

/** One line of the joint duty catalogue: whom to call at `party`, an organisation or a department; without a contact only its public line is known. */
export interface DutyRow {
  readonly party: string;
  readonly contact: Contact | null;
  /** The channel in which it stands. */
  readonly channel: Cooperation | null;
  /** Its public line; empty where the city's file has none that can be dialled. */
  readonly hotline: string;
}

/**
 * The joint duty catalogue as a seat may read it: whoever takes part in a channel that runs, each organisation once, in the city's
 * order; then every department of the city's file that has no organisation among them, with its public line (LNK-09).
 */
export function dutyRows(all: Iterable<Cooperation>, orgs: Iterable<OrgWithPath>, departments: readonly DepartmentRow[]): readonly DutyRow[] {
  const lines = new Map(departments.map(({ code, hotline }) => [code, /\d/.test(hotline) ? hotline : ""]));
  const entries = dutyEntries(all);
  const agencies = new Set<string>();
  const named = [...orgs].flatMap(({ id, agency }): DutyRow[] => {
    const entry = entries.get(id);
    if (entry === undefined) return [];
    agencies.add(agency);
    return [{ party: id, ...entry, hotline: lines.get(agency) ?? "" }];
  });
  return [...named, ...departments.filter(({ code }) => !agencies.has(code)).map(({ code }) => ({ party: code, contact: null, channel: null, hotline: lines.get(code) ?? "" }))];
}
