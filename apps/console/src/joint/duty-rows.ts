import { type Contact, type Cooperation, takesPart } from "@tocsin/contract/joint/cooperation.ts";
import type { DepartmentRow } from "@tocsin/contract/organisation/city.ts";
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

/** Of several channels the entry counts for which its organisation spoke last. */
const spokenAt = ({ contact }: DutyRow): number => contact?.verifiedAt ?? 0;

/**
 * The joint duty catalogue as a seat may read it: whoever takes part in a channel that runs, each organisation once, in the city's
 * order; then every department of the city's file that has no organisation among them, with its public line (LNK-09).
 */
export function dutyRows(all: Iterable<Cooperation>, orgs: Iterable<OrgWithPath>, departments: readonly DepartmentRow[]): readonly DutyRow[] {
  const lines = new Map(departments.map(({ code, hotline }) => [code, /\d/.test(hotline) ? hotline : ""]));
  const channels = [...all].filter(({ subject, status }) => subject.kind === "CHANNEL" && status === "EXECUTING");
  const agencies = new Set<string>();
  const named = [...orgs].flatMap(({ id, agency }): DutyRow[] => {
    const entries = channels.filter((each) => takesPart(each, id)).map((channel) => ({ party: id, contact: channel.contacts.find(({ orgId }) => orgId === id) ?? null, channel, hotline: lines.get(agency) ?? "" }));
    if (entries.length > 0) agencies.add(agency);
    return entries.sort((a, b) => spokenAt(b) - spokenAt(a)).slice(0, 1);
  });
  return [...named, ...departments.filter(({ code }) => !agencies.has(code)).map(({ code }) => ({ party: code, contact: null, channel: null, hotline: lines.get(code) ?? "" }))];
}
