import type { Contact, Cooperation, CooperationEvents } from "@tocsin/contract/joint/cooperation.ts";
import type { CooperationEvent } from "@tocsin/contract/events.ts";
import { mustFind, replace } from "../fold.ts";

type Unversioned = Pick<CooperationEvent, "type" | "data" | "at">;
type Data<Type extends keyof CooperationEvents> = CooperationEvents[Type];

function withContact(state: Cooperation, orgId: string, change: (contact: Contact) => Contact): Pick<Cooperation, "contacts"> {
  mustFind(state.contacts, (contact) => contact.orgId === orgId, `contact of ${orgId}`);
  return { contacts: replace(state.contacts, (contact) => contact.orgId === orgId, change) };
}

/** Folds what happens to the contacts of a channel; null for other events (LNK-09). */
export function evolveContacts(state: Cooperation, { type, data, at }: Unversioned): Partial<Cooperation> | null {
  switch (type) {
    case "ContactSet": {
      const contact: Contact = { ...(data as Data<"ContactSet">), verifiedAt: at, overdueAt: null };
      return { contacts: [...state.contacts.filter(({ orgId }) => orgId !== contact.orgId), contact] };
    }
    case "ContactDue": {
      const { orgId, until } = data as Data<"ContactDue">;
      return withContact(state, orgId, (contact) => (until === undefined ? { ...contact, overdueAt: at } : { ...contact, askedAt: at, dueAt: until }));
    }
    case "ContactConfirmed": {
      const { orgId, dueAt } = data as Data<"ContactConfirmed">;
      return withContact(state, orgId, ({ askedAt: _asked, ...contact }) => ({ ...contact, verifiedAt: at, dueAt, overdueAt: null }));
    }
    case "ContactUnverified":
      return withContact(state, (data as Data<"ContactUnverified">).orgId, (contact) => ({ ...contact, overdueAt: at }));
    case "ContactProposed": {
      const { orgId, ...proposed } = data as Data<"ContactProposed">;
      return withContact(state, orgId, (contact) => ({ ...contact, proposed: { ...proposed, at } }));
    }
    case "ContactProposalDeclined":
      return withContact(state, (data as Data<"ContactProposalDeclined">).orgId, ({ proposed: _declined, ...contact }) => contact);
    default:
      return null;
  }
}
