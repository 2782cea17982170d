import { HERE, type Matter } from "@tocsin/contract/linkage/matter.ts";
import type { Term } from "@tocsin/contract/linkage/calendar.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { MINUTE, SECOND, type Instant } from "@tocsin/kernel/instant.ts";
import { type Actor, type CityIndex, type Context, type Drafted, type World, within } from "../decision.ts";
import type { LimitKind, MatterDraft, MatterFacts } from "./facts.ts";
import { agreementRefusal } from "./agreement.ts";
import { addTerm } from "./working-time.ts";

/** The police of the whole city, whose desks receive for 110. */
export const POLICE = "POLICE";

export const isParty = (city: CityIndex, party: string): boolean => party === POLICE || city.department.has(party) || city.org.has(party);

/** Org paths of a party's desks: an organisation's own, else those of every district-level organisation of the agency. */
export function pathsOf(city: CityIndex, party: string): string[] {
  const own = city.org.get(party);
  if (own !== undefined) return [own.path];
  return party === POLICE ? [] : city.city.orgs.filter(({ agency, level }) => agency === party && level === "DISTRICT").map(({ path }) => path);
}

function termOf(city: CityIndex, limit: LimitKind, urgency: Matter["content"]["urgency"]): Term {
  const { sign, handle, returnWindow, adjudicate, verify, close, escalate, reopen } = city.city.deadlines.linkage;
  const pace = urgency === "URGENT" ? "URGENT" : "OTHER";
  const terms: Readonly<Record<LimitKind, Term>> = {
    SIGN: sign[pace], HANDLE: handle[urgency], RETURN: returnWindow, ADJUDICATE: adjudicate, VERIFY: verify, CLOSE: close, ESCALATE: escalate[pace], REOPEN: reopen,
  };
  return terms[limit];
}

/** The limits of the city on its working calendar. Parties are of this platform, save those of another Tocsin; those behind GeoReport too, since the wire writes for them (0029). */
export function matterFacts({ city, at }: { readonly city: CityIndex; readonly at: Instant }, world?: Pick<World, "matters">): MatterFacts {
  return {
    at, ...(world === undefined ? {} : { matter: (id: string) => world.matters.get(id) }), here: HERE, platformOf: (party) => city.custodyOf.get(party) ?? HERE, named: (platform, party) => city.city.platforms.find(({ id }) => id === platform)?.custody?.names[party] !== undefined, wiredTo: (party) => city.platformOf.get(party) ?? null,
    answersWithin: (platform) => { const seconds = city.city.platforms.find(({ id }) => id === platform)?.agreement?.answerSeconds; return seconds === undefined ? null : seconds * SECOND; },
    agreed: (platform, place) => agreementRefusal(city.city.platforms.find(({ id }) => id === platform)?.agreement, place, at, city.city.head.utcOffset * MINUTE), pathsOf: (party) => pathsOf(city, party),
    dueAt: (limit, urgency) => addTerm(city.calendar, at, termOf(city, limit, urgency)), passes: city.city.deadlines.linkage.passes, escalateTo: city.city.deadlines.linkage.whistle.escalateTo,
  };
}

/** Whether somebody speaks for a party: for the own agency, and at the police for every organisation below one's own. */
export function speaksFor(actor: Pick<Actor, "orgPath" | "agency">, city: CityIndex, party: string): boolean {
  const org = city.org.get(party);
  if (org === undefined) return actor.agency === party;
  return actor.agency === org.agency && within(org.path, actor.orgPath);
}

/** As whom somebody acts on a matter: as the party whose turn it is, where one speaks for it; else as the own agency, which the rules then judge. */
export const actingAs = ({ actor, city }: Pick<Context, "actor" | "city">, party: string | undefined): string => (party !== undefined && speaksFor(actor, city, party) ? party : actor.agency);

/** A party or an item of the list that the city does not have; null = all are known. */
export function unknown(city: CityIndex, { to, party, item, clause }: { readonly to?: string | undefined; readonly party?: string | undefined; readonly item?: string | undefined; readonly clause?: string | undefined }): Refusal | null {
  for (const [field, named] of [["/to", to], ["/party", party]] as const) if (named !== undefined && !isParty(city, named)) return refuse("UNKNOWN_PARTY", { party: named, fields: [field] });
  for (const [field, named] of [["/item", item], ["/clause", clause]] as const) if (named !== undefined && !city.responsibility.has(named)) return refuse("UNKNOWN_ITEM", { item: named, fields: [field] });
  return null;
}

export const onMatter = (id: string, drafts: readonly MatterDraft[]): Drafted[] => drafts.map(({ type, data }) => ({ kind: "matter", id, type, data }) as Drafted);
