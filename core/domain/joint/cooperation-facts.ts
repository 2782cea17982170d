import { type Cooperation, type CooperationEvents, ENDED_STATUSES, type JointTask, partners, type Party, takesPart } from "@tocsin/contract/joint/cooperation.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { type Actor, type CityIndex, type Context, type Drafted, onIncident, type World, within } from "../decision.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { sitsAt } from "../organisation/own-organisation.ts";
import { COOPERATION_POSSIBLE } from "./evolve-cooperation.ts";

export const onCooperation = <Type extends keyof CooperationEvents & string>(id: string, type: Type, data: CooperationEvents[Type]): Drafted => ({ kind: "cooperation", id, type, data }) as Drafted;

/** The cooperation, when `event` can follow now. */
export function cooperationFor(world: World, id: string, event: keyof typeof COOPERATION_POSSIBLE): Result<Cooperation, Refusal> {
  const found = world.cooperations.get(id);
  if (found === undefined) return fail(refuse("NOT_FOUND", { cooperationId: id }));
  const allowed = COOPERATION_POSSIBLE[event];
  return allowed.includes(found.status) ? ok(found) : fail(refuse("STATE_CONFLICT", { status: found.status, allowed }));
}

/** As whom the actor takes part: its seat's organisation; a department's desk that stands at another's place as its own department. */
export const ownOrg = (city: CityIndex, actor: Pick<Actor, "orgPath" | "agency">): string => (sitsAt(city, actor, actor.orgPath) ? city.orgByPath.get(actor.orgPath)!.id : actor.agency);

/** A cooperation of this kind, in which the actor's organisation takes part. */
export function partnerIn(world: World, id: string, event: keyof typeof COOPERATION_POSSIBLE, { city, actor }: Context): Result<Cooperation, Refusal> {
  const found = cooperationFor(world, id, event);
  return !found.ok || takesPart(found.value, ownOrg(city, actor)) ? found : fail(refuse("JOINT_NOT_PARTNER", { partners: partners(found.value) }));
}

/** A cooperation that the actor's organisation asked for, which leads it. */
export function ledBy(world: World, id: string, event: keyof typeof COOPERATION_POSSIBLE, { city, actor }: Context): Result<Cooperation, Refusal> {
  const found = cooperationFor(world, id, event);
  return !found.ok || found.value.initiator.orgId === ownOrg(city, actor) ? found : fail(refuse("JOINT_NOT_LEAD", { lead: found.value.initiator.orgId }));
}

/** Only this kind can do it. */
export const ofKind = <Kind extends Cooperation["subject"]["kind"]>(found: Cooperation, ...kinds: readonly Kind[]): Refusal | null =>
  (kinds as readonly string[]).includes(found.subject.kind) ? null : refuse("JOINT_KIND", { kind: found.subject.kind });

/** Whether the actor answers for a party: its own seat, or the level to which its silence went. */
export const answersFor = ({ city, actor }: Context, party: Party): boolean => sitsAt(city, actor, city.org.get(party.orgId)?.path) || (party.escalatedTo !== null && sitsAt(city, actor, party.escalatedTo));

const ORDER = ["CITY", "DISTRICT", "STATION"] as const;
/** Whether an organisation's level is at least this one, and it stands above (or is) the one that asked. */
export function mayApprove({ city, actor }: Context, found: Cooperation): boolean {
  const [own, asked] = [city.orgByPath.get(actor.orgPath), city.org.get(found.initiator.orgId)];
  if (found.approval === null || own === undefined || asked === undefined || !sitsAt(city, actor, own.path)) return false;
  const level = ORDER.findIndex((each) => each === own.level);
  return level >= 0 && level <= ORDER.indexOf(found.approval.level) && within(asked.path, own.path);
}

export const openTask = ({ tasks }: Cooperation, taskId: string): Result<JointTask, Refusal> => {
  const task = tasks.find(({ id }) => id === taskId);
  if (task === undefined) return fail(refuse("NO_SUCH_TASK", { taskId }));
  return task.state === "OPEN" ? ok(task) : fail(refuse("STATE_CONFLICT", { status: task.state, allowed: [] }));
};

/** Who sits in on a matter sees it from now on (JNT-04). */
export function seated(world: World, { id, subject, incidentId, parties }: Pick<Cooperation, "id" | "subject" | "incidentId" | "parties">, city: CityIndex): Drafted[] {
  const incident = incidentId === null ? undefined : world.incidents.get(incidentId);
  const guest = city.org.get(parties[0]?.orgId ?? "");
  return subject.kind !== "EMBEDDING" || incident === undefined || guest === undefined || !isOpen(incident) ? [] : [onIncident(incident.id, "GuestSeated", { cooperationId: id, orgPath: guest.path })];
}

/** The end of a cooperation; who sat in on a matter sees it no longer, except where it is there for another reason: a unit of its own, or a seat in the joint room. */
export function ended(world: World, found: Pick<Cooperation, "id" | "incidentId">, how: CooperationEvents["CooperationEnded"]["how"], reason: string, city: CityIndex): Drafted[] {
  const incident = found.incidentId === null ? undefined : world.incidents.get(found.incidentId);
  const guest = incident?.guests?.find(({ cooperationId, leftAt }) => cooperationId === found.id && leftAt === null);
  const end = onCooperation(found.id, "CooperationEnded", { how, reason });
  if (incident === undefined || guest === undefined) return [end];
  const agency = city.orgByPath.get(guest.orgPath)?.agency;
  const stays = incident.room.some((seat) => seat.agency === agency && seat.leftAt === null && agency !== "POLICE")
    || incident.orders.some(({ assignments }) => assignments.some((a) => isActive(a) && within(city.org.get(city.unit.get(a.unitId)?.org ?? "")?.path ?? "", guest.orgPath)));
  return [end, onIncident(incident.id, "GuestLeft", { cooperationId: found.id, orgPath: guest.orgPath, stays })];
}

export const hasEnded = ({ status }: Pick<Cooperation, "status">): boolean => ENDED_STATUSES.includes(status);
