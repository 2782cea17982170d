import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type CityIndex, type Context, type Decider, type Drafted, refused, type World } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { addTerm } from "../linkage/working-time.ts";
import { aimsAtPerson } from "./aims-at-person.ts";
import { onCooperation, ownOrg } from "./cooperation-facts.ts";

type Asked = CommandPayload["joint.initiate"];
type Subject = Asked["subject"];

const invalid = (...fields: readonly string[]): Refusal => refuse("VALIDATION_FAILED", { fields });

/** What is wrong with an operation: its class is the city's, what it needs is in the catalogue, and a campaign says at what it aims, by whom and until when (JNT-01, -05, -11). */
function operationRefusal(subject: Extract<Subject, { kind: "OPERATION" }>, { until }: Asked, { city }: Context): Refusal | null {
  if (!city.city.joint.classes.some((row) => row.class === subject.class)) return refuse("JOINT_CLASS", { class: subject.class, fields: ["/subject/class"] });
  const unknown = subject.capabilities.findIndex((code) => !city.city.capabilities.some((row) => row.code === code));
  if (unknown >= 0) return invalid(`/subject/capabilities/${unknown}`);
  const aimed = subject.mode === "CAMPAIGN" || subject.mode === "WHOLE";
  if (aimed && subject.campaign === undefined) return invalid("/subject/campaign");
  if (aimed && until === undefined) return invalid("/until");
  if ((subject.mode === "ROUTINE") !== (subject.cadenceDays !== undefined)) return invalid("/subject/cadenceDays");
  const { campaign } = subject;
  if (campaign === undefined) return null;
  if (!city.type.has(campaign.problem)) return refuse("UNKNOWN_TYPE", { typeCode: campaign.problem, fields: ["/subject/campaign/problem"] });
  const place = campaign.places.findIndex((id) => !city.org.has(id) && !city.premise.has(id));
  if (place >= 0) return invalid(`/subject/campaign/places/${place}`);
  if (!city.org.has(campaign.owner)) return invalid("/subject/campaign/owner");
  const person = [...campaign.measures.map((text, at) => ({ text, path: `/subject/campaign/measures/${at}` })), ...campaign.indicators.map((text, at) => ({ text, path: `/subject/campaign/indicators/${at}` }))].find(({ text }) => aimsAtPerson(text));
  return person === undefined ? null : refuse("JOINT_PERSON", { fields: [person.path] });
}

/** A channel joins organisations of one level, its council looks at fields that the city has. */
function channelRefusal({ level, fields }: Extract<Subject, { kind: "CHANNEL" }>, sides: readonly OrgUnit[], { city }: Context): Refusal | null {
  const unknown = fields.findIndex((code) => !city.city.joint.fields.some((row) => row.code === code));
  if (unknown >= 0) return invalid(`/subject/fields/${unknown}`);
  const right = { BUREAU: ["CITY", "DISTRICT"], TEAM: ["DISTRICT", "STATION", "POST"], STATION: ["STATION"] }[level];
  const other = sides.find((org) => !right.includes(org.level));
  return other === undefined ? null : refuse("JOINT_LEVEL", { org: other.nameZh, level });
}

/** Who sits in on a matter names it, does not see it already, and comes alone; on demand it is for some hours. */
function embeddingRefusal({ form }: Extract<Subject, { kind: "EMBEDDING" }>, asked: Asked, guests: readonly OrgUnit[], world: World): Refusal | null {
  if ((form === "STANDING") !== (asked.incidentId === undefined)) return invalid("/incidentId");
  if (form === "ON_DEMAND" && asked.until === undefined) return invalid("/until");
  const incident = asked.incidentId === undefined ? undefined : world.incidents.get(asked.incidentId);
  const [guest] = guests;
  if (guest === undefined || guests.length > 1) return invalid("/partnerIds");
  return incident?.scope.some((path) => path === guest.path || path.startsWith(`${guest.path}.`)) ? refuse("JOINT_SEATED", { org: guest.nameZh }) : null;
}

function subjectRefusal(world: World, asked: Asked, own: OrgUnit, partners: readonly OrgUnit[], context: Context): Refusal | null {
  const { subject } = asked;
  switch (subject.kind) {
    case "OPERATION":
      return operationRefusal(subject, asked, context);
    case "CHANNEL":
      return channelRefusal(subject, [own, ...partners], context);
    case "EMBEDDING":
      return embeddingRefusal(subject, asked, partners, world);
    case "POOL":
      return subject.capability === undefined || context.city.city.capabilities.some(({ code }) => code === subject.capability) ? null : invalid("/subject/capability");
  }
}

/** The organisations that are asked; nobody asks itself, and only what goes into the pool asks nobody. */
function partnersOf({ subject, partnerIds }: Asked, own: OrgUnit, city: CityIndex): Result<readonly OrgUnit[], Refusal> {
  const unknown = partnerIds.findIndex((id) => !city.org.has(id) || id === own.id);
  if (unknown >= 0) return fail(invalid(`/partnerIds/${unknown}`));
  return (subject.kind === "POOL") === (partnerIds.length > 0) ? fail(invalid("/partnerIds")) : ok(partnerIds.flatMap((id) => city.org.get(id) ?? []));
}

/** The level of which the approval must be; a campaign of the whole city is the city's. */
function approvalOf(subject: Subject, { city }: CityIndex): "CITY" | "DISTRICT" | "STATION" | null {
  if (subject.kind !== "OPERATION") return null;
  return subject.mode === "WHOLE" ? "CITY" : (city.joint.classes.find((row) => row.class === subject.class)?.approval ?? "CITY");
}

/** What is in the pool is for whoever has a desk: bureaus, lines and stations. */
const everybody = ({ city }: CityIndex): string[] => city.orgs.filter(({ level }) => level === "CITY" || level === "DISTRICT" || level === "STATION").map(({ path }) => path);

/** An organisation asks others (JNT-01, -04, -05, -08) or puts something into the pool (JNT-10). Nothing of it is about a person. */
export const initiate: Decider<CommandPayload["joint.initiate"]> = (world, asked, context) => {
  const { cooperationId, subject, goal, legalBasis, urgency, incidentId, partnerIds } = asked;
  const { city, actor, at } = context;
  if (world.cooperations.has(cooperationId)) return refused("STATE_CONFLICT", { status: "INITIATED", allowed: [] });
  const incident = incidentId === undefined ? null : openIncident(world, incidentId);
  if (incident !== null && !incident.ok) return incident;
  const own = city.org.get(ownOrg(city, actor));
  if (own === undefined) return refused("NOT_FOUND");
  if (aimsAtPerson(goal)) return refused("JOINT_PERSON", { fields: ["/goal"] });
  if (asked.drill !== undefined && incident !== null && asked.drill !== incident.value.drill) return refused("DRILL_AND_REAL");
  const from = asked.from ?? at;
  if (asked.until !== undefined && asked.until <= at) return refused("JOINT_TIME", { fields: ["/until"] });
  if (asked.until !== undefined && asked.until <= from) return refused("JOINT_ORDER", { fields: ["/from", "/until"] });
  const partners = partnersOf(asked, own, city);
  if (!partners.ok) return partners;
  const refusal = subjectRefusal(world, asked, own, partners.value, context);
  if (refusal !== null) return fail(refusal);
  const dueAt = addTerm(city.calendar, at, city.city.joint.respond[urgency]);
  const events: Drafted[] = [onCooperation(cooperationId, "CooperationInitiated", {
    no: context.nextNo ?? cooperationId, subject, goal, legalBasis, urgency, incidentId: incidentId ?? null, drill: asked.drill ?? incident?.value.drill ?? false, from, until: asked.until ?? null,
    initiator: { orgId: own.id, name: actor.name }, parties: partnerIds.map((orgId) => ({ orgId, dueAt })), approval: approvalOf(subject, city), ...(subject.kind === "OPERATION" ? { approveBy: dueAt } : {}), scope: subject.kind === "POOL" ? everybody(city) : [...new Set([own.path, ...partners.value.map(({ path }) => path)])],
  })];
  // What its owner puts into the pool is there.
  return accept(...events, ...(subject.kind === "POOL" ? [onCooperation(cooperationId, "CooperationStarted", { quarterEnd: null, sessionDueAt: null })] : []));
};
