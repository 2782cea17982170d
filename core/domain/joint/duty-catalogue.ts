import { type Contact, type Cooperation, partners } from "@tocsin/contract/joint/cooperation.ts";
import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import type { CityIndex } from "../decision.ts";

/** What the joint duty catalogue has of an organisation: the channel in which it stands, and whom to call; no contact as long as it has named nobody. */
export interface DutyEntry {
  readonly channel: Cooperation;
  readonly contact: Contact | null;
}

const spokenAt = ({ contact }: DutyEntry): number => contact?.verifiedAt ?? 0;

/** A channel that runs: what it says of whom to call holds. */
export const isOpenChannel = ({ subject, status }: Pick<Cooperation, "subject" | "status">): boolean => subject.kind === "CHANNEL" && status === "EXECUTING";

/** The joint duty catalogue: every organisation that takes part in a channel that runs; of several channels the entry counts for which it spoke last (LNK-09). */
export function dutyEntries(all: Iterable<Cooperation>): ReadonlyMap<string, DutyEntry> {
  const found = new Map<string, DutyEntry>();
  for (const channel of all) {
    if (!isOpenChannel(channel)) continue;
    for (const orgId of partners(channel)) {
      const entry = { channel, contact: channel.contacts.find((contact) => contact.orgId === orgId) ?? null };
      const known = found.get(orgId);
      if (known === undefined || spokenAt(entry) > spokenAt(known)) found.set(orgId, entry);
    }
  }
  return found;
}

/** Whether a partner can be called by the catalogue: VERIFIED; UNVERIFIED, where a desk of it has not confirmed in time; UNLISTED, where none has an entry. Named after whom it concerns. */
export interface AgencyDuty {
  readonly state: "VERIFIED" | "UNVERIFIED" | "UNLISTED";
  readonly nameZh: string;
  readonly nameEn: string;
}

type Names = Pick<AgencyDuty, "nameZh" | "nameEn">;
const together = (names: readonly Names[]): Names => ({ nameZh: names.map(({ nameZh }) => nameZh).join("、"), nameEn: names.map(({ nameEn }) => nameEn).join(", ") });

/** The desks by which an agency is called: its organisations that stand below none of its own. */
const desksOf = (agency: string, { city, org }: Pick<CityIndex, "city" | "org">): OrgUnit[] => city.orgs.filter((each) => each.agency === agency && org.get(each.parent ?? "")?.agency !== agency);

/** Answers for an agency what the catalogue says of it (CMD-09, LNK-09); null of the police and of site groups, which call no desk of a partner: contacts of site groups are checked by DSP-10. */
export function agencyDuties(entries: ReadonlyMap<string, DutyEntry>, city: Pick<CityIndex, "city" | "org">): (agency: string) => AgencyDuty | null {
  return (agency) => {
    const desks = desksOf(agency, city);
    if (agency === "POLICE" || (desks.length > 0 && desks.every(({ level }) => level === "MRU"))) return null;
    const listed = desks.filter(({ id }) => entries.get(id)?.contact != null);
    const late = listed.filter(({ id }) => entries.get(id)?.contact?.overdueAt != null);
    const named = city.city.departments.find(({ code }) => code === agency) ?? { nameZh: agency, nameEn: agency };
    if (listed.length === 0) return { state: "UNLISTED", nameZh: named.nameZh, nameEn: named.nameEn };
    return late.length === 0 ? { state: "VERIFIED", ...together(listed) } : { state: "UNVERIFIED", ...together(late) };
  };
}
