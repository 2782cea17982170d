import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { isActive, type Assignment, type Order } from "@tocsin/contract/dispatch/order.ts";
import type { MatchRuleId } from "@tocsin/contract/guidance/match.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { type Matter, partiesOf } from "@tocsin/contract/linkage/matter.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Drawing } from "@tocsin/contract/command/drawing.ts";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Review } from "@tocsin/contract/command/review.ts";
import { isLetter, type Notice } from "@tocsin/contract/command/notice.ts";
import { type Asset, holderOf } from "@tocsin/contract/governance/asset.ts";
import type { Publication } from "@tocsin/contract/governance/publication.ts";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import type { Room } from "@tocsin/contract/command/room.ts";
import type { OrgUnit } from "@tocsin/contract/organisation/city.ts";
import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { signsFor } from "@tocsin/domain/governance/assets.ts";
import { fills } from "@tocsin/domain/command/posts/post-facts.ts";
import { circleOf, circleOfForce, isIn, partyKey } from "@tocsin/domain/command/rooms/room-circle.ts";
import { speaksFor } from "@tocsin/domain/linkage/matter-facts.ts";
import { chainOf } from "@tocsin/domain/organisation/chain.ts";
import { within, type CityIndex } from "@tocsin/domain/decision.ts";
import { isSealed } from "@tocsin/ledger/personal/sealed-text.ts";
import { NOWHERE, type Reach, sightedDraws } from "./drawn-sight.ts";
import { withoutInnerWords } from "./inner-words.ts";
import { isAtPlace, isItsParty, isPolicePlatform } from "./police-platform.ts";
import { covers, opensView, type Roles, seatsOf, type Session } from "./session.ts";

/** How much of a record a viewer gets. Viewers with the same `key` get the same bytes, so that a fan-out makes them once. */
export interface Sight {
  readonly key: string;
  /** May ask for callers' numbers. */
  readonly callback: boolean;
  readonly policeNotes: boolean;
  /** OWN: orders and feedback of the own unit; AGENCY: those of the own agency (INC-04). Of others only that they come. */
  readonly orders: "ALL" | "OWN" | "AGENCY";
  readonly unitId: string | null;
  readonly agency: string;
  /** Where it looks at incidents itself; of others that stand in the record only that they are is told. */
  readonly reach: Reach;
}

/** How a sealed number shows to everyone: what it is takes a reveal with a purpose. */
export const HIDDEN = "***";

/** A call-back number as views show it. Numbers of before they were sealed (decision 0018) keep their ends: `138****5678`. */
export function maskNumber(number: string): string {
  if (isSealed(number)) return HIDDEN;
  const digits = number.replaceAll(/[^0-9+]/g, "");
  if (digits.length < 7) return "*".repeat(Math.max(3, digits.length));
  return `${digits.slice(0, 3)}${"*".repeat(digits.length - 7)}${digits.slice(-4)}`;
}

const holdsOrder = (incident: Incident, unitId: string): boolean => incident.orders.some((order) => order.assignments.some((a) => a.unitId === unitId));

/** Units off shift appear to nobody but themselves (CMD-02). */
export const appears = (session: Session, unit: Pick<Unit, "id" | "status">): boolean => unit.status !== "OFF_DUTY" || unit.id === session.unitId;

/** A partner sees an incident while its agency sits in the room, leads, or has been let in and has not left. */
function sharedWith(incident: Incident, session: Session, city: CityIndex): boolean {
  if (isPolicePlatform(session)) return isAtPlace(session, incident.scope);
  const seat = incident.room.find((candidate) => candidate.agency === session.agency);
  if (seat !== undefined) return seat.leftAt === null;
  return incident.leadAgency === session.agency || incident.scope.some((path) => city.orgByPath.get(path)?.agency === session.agency);
}

/** A seat for its own orders: the unit's, or, without a unit, those of the site group in whose name it sits (DSP-10). */
function ownIncident(incident: Incident, session: Session, roles: Roles, city: CityIndex): boolean {
  if (session.unitId !== null && holdsOrder(incident, session.unitId)) return true;
  return session.grants.some((grant) => roles.maySee(grant.role, "OWN_ORDERS") && city.orgByPath.get(grant.orgPath)?.level === "MRU" && covers(grant, incident.scope));
}

/** Whoever called about an incident from a number of their own does not work on it (GOV-02). */
export const isRecused = (session: Session, { recused }: Pick<Incident, "recused">): boolean => recused?.includes(session.userId) === true;

const reachOf = ({ grants, recusedFrom }: Session, roles: Roles): Reach => ({ paths: grants.filter(({ role }) => roles.maySee(role, "INCIDENT") || roles.maySee(role, "BOARD")).map(({ orgPath }) => orgPath), away: recusedFrom });

/** What of an incident the session may see; null = it does not exist for this session. */
export function sightOf(session: Session, incident: Incident, roles: Roles, city: CityIndex): Sight | null {
  if (isRecused(session, incident)) return null;
  const opens = (view: Parameters<typeof opensView>[2]): boolean => opensView(roles, session, view, incident.scope);
  const sight = (orders: Sight["orders"], callback: boolean, policeNotes: boolean): Sight => {
    const reach: Reach = { ALL: reachOf(session, roles), OWN: { ...NOWHERE, away: session.recusedFrom, own: true as const }, AGENCY: NOWHERE }[orders];
    const whose = { ALL: "", OWN: session.unitId, AGENCY: session.agency }[orders];
    // All that the record is shown by: one answer goes to everybody of the same key.
    return { key: [orders, whose, reach.paths.join(), [...(reach.away ?? [])].join(), callback, policeNotes].join("/"), callback, policeNotes, orders, unitId: session.unitId, agency: session.agency, reach };
  };
  if (opens("INCIDENT") || opens("BOARD")) return sight("ALL", opens("CALLBACK_NUMBER"), opens("POLICE_NOTES"));
  if (opens("OWN_ORDERS") && ownIncident(incident, session, roles, city)) return sight("OWN", opens("CALLBACK_NUMBER"), opens("POLICE_NOTES"));
  if (opens("SHARED_INCIDENT") && sharedWith(incident, session, city)) return sight("AGENCY", opens("CALLBACK_NUMBER"), false);
  return null;
}

/** The station, district or city whose desk works on what belongs to a path. */
export const deskOf = (city: CityIndex, path: string): OrgUnit => chainOf(city, path).findLast(({ level }) => level === "STATION" || level === "DISTRICT" || level === "CITY")!;

/**
 * What of an incident beside another is told to whoever reads that other (SCN-04, X-05). NAMED: number, type and time, where it exists for the
 * session, and to a crew at work whose own incident is of the same desk. ELSEWHERE: that the other desk has one. A partner, a site's group and
 * whoever stays away from it learn nothing of what does not exist for them.
 */
export function besideSight(session: Session, here: { readonly incident: Incident; readonly sight: Sight }, other: Incident, roles: Roles, city: CityIndex): "NAMED" | "ELSEWHERE" | null {
  if (isRecused(session, other)) return null;
  if (sightOf(session, other, roles, city) !== null) return "NAMED";
  const { incident, sight } = here;
  if (sight.orders === "ALL") return "ELSEWHERE";
  const crew = sight.unitId !== null && sight.orders === "OWN" && city.unit.get(sight.unitId)?.kind !== "MRU_TEAM";
  if (!crew || readsUntil(incident, sight) !== null) return null;
  return deskOf(city, other.orgPath).id === deskOf(city, incident.orgPath).id ? "NAMED" : "ELSEWHERE";
}

const RECEIPT: Sight = { key: "RECEIPT", callback: false, policeNotes: false, orders: "OWN", unitId: null, agency: "", reach: NOWHERE };

/**
 * What whoever brought an incident in learns of it where it may look at none: number, place, text, how it stands and its own reports, no more;
 * also when it asks again later (INC-01). Null for whoever did not: a line's id, which others may guess, opens nothing.
 */
export function receiptOf({ userId }: Pick<Session, "userId">, incident: Incident): Incident | null {
  if (!incident.reports.some(({ by }) => by === userId)) return null;
  const { id, no, status, drill, flags, receivedAt, occurredAt, orgPath, scope, typeCode, priority, matrixVersion, limits, needsAll, needsAny, crewMin, rapid, leadAgency, place, placeUnknown, text, reports, mergedInto, closedAt, probe } = maskIncident(incident, RECEIPT);
  return {
    id, no, status, drill, flags, receivedAt, occurredAt, orgPath, scope, typeCode, priority, matrixVersion, needsAll, needsAny, crewMin, rapid, leadAgency, place, placeUnknown, text, mergedInto, closedAt,
    ...(limits === undefined ? {} : { limits }), ...(probe === undefined ? {} : { probe }), reports: reports.filter(({ by }) => by === userId),
    facts: [], notes: [], orders: [], clocks: [], feedback: [], support: [], room: [], commander: null, handover: null, seat: null, absorbed: [], outcome: null,
  };
}

/** From what else a unit was drawn off is nobody's matter but the desks'. */
function undrawn(whole: Order): Order {
  const { drawnFrom: _from, ...order } = whole;
  return order;
}

/** An order to the viewer: nothing of how it was chosen, and of companions on it only that they come. */
function ownOrder(order: Order, mine: (a: Assignment) => boolean, viewer: string | null): Order {
  return { ...undrawn(order), copies: [], recommendation: null, assignments: order.assignments.map((a) => (mine(a) ? a : companion(a, viewer))) };
}

/** An order to somebody else on the same incident: that they come, not what they were told. */
function othersOrder(order: Order, viewer: string | null): Order {
  const { typeCode, version, issuedAt } = order.guidance;
  const guidance: Order["guidance"] = { typeCode, version, issuedAt, isDefault: true, riskHints: [], premiseHazards: [], handlingPoints: [], kit: [], legal: [], crewMin: 0 };
  return { ...undrawn(order), note: "", copies: [], recommendation: null, overrideReason: null, suspended: null, guidance, assignments: order.assignments.map((a) => companion(a, viewer)) };
}

/**
 * Who else comes, and how far they are: whoever works a scene together must know it. Why they were chosen or left stays out;
 * an offer of responsibility is shown to the unit that must answer it (DSP-02).
 */
const companion = (whole: Assignment, viewer: string | null): Assignment => {
  const { drawnTo: _to, release: _release, handover, ...a } = whole;
  const toViewer = handover !== undefined && viewer !== null && handover.toUnitId === viewer;
  return { ...a, ...(toViewer ? { handover } : {}), rank: null, endReason: null, escalatedAt: null, guidanceReadAt: null };
};

/** What callers and desks said of an incident up to a moment. */
const upTo = (incident: Incident, until: number): Incident => ({
  ...incident,
  facts: incident.facts.filter(({ at }) => at <= until),
  notes: incident.notes.filter(({ at }) => at <= until),
  reports: incident.reports.filter(({ at }) => at <= until),
});

/**
 * Until when a crew reads of its incident: once all that it was ordered to do there has ended, what becomes known goes to
 * the room, not to the crew (SCN-05). Null = it reads on.
 */
export function readsUntil(incident: Incident, sight: Sight): number | null {
  if (sight.orders !== "OWN" || sight.unitId === null) return null;
  const own = incident.orders.flatMap((order) => order.assignments.filter((a) => a.unitId === sight.unitId));
  if (own.length === 0 || own.some(isActive)) return null;
  return Math.max(...own.map((a) => a.endedAt ?? a.issuedAt));
}

/** What was reported upward is for the desks and for whom it went to; that it was reported, and how grave it is, everybody on it knows (LNK-06). */
const upward = ({ emergency }: Incident, { orders, agency }: Sight): Pick<Incident, "emergency"> =>
  emergency === undefined || (orders === "AGENCY" && emergency.agency === agency) ? {} : { emergency: { ...emergency, lines: [] } };

const BESIDE: ReadonlySet<string> = new Set<MatchRuleId>(["OPEN_DUPLICATE", "SAME_PREMISE_12M"]);
/** What was said of incidents beside it names them: a partner, to whom they do not exist, reads none of it. */
const answeredBeside = ({ matches }: Incident, { orders }: Sight): Pick<Incident, "matches"> => (matches === undefined || orders !== "AGENCY" ? {} : { matches: matches.filter(({ ruleId }) => !BESIDE.has(ruleId)) });

export function maskIncident({ recused: _, ...whole }: Incident, sight: Sight): Incident {
  const until = readsUntil(whole, sight);
  const incident = until === null ? whole : upTo(whole, until);
  const shown = (callback: string): string => (sight.callback && !isSealed(callback) ? callback : maskNumber(callback));
  const reports = incident.reports.map((report) => (report.callback === null ? report : { ...report, callback: shown(report.callback) }));
  const notes = sight.policeNotes ? incident.notes : incident.notes.filter((note) => note.visibility === "ALL");
  if (sight.orders === "ALL") return { ...incident, reports, notes, orders: sightedDraws(incident, sight.reach) };
  // What is kept for a court is the desks' matter, and so are other matters that came of it (LNK-08).
  const { hold: _hold, matters: _matters, pastProposals: _past, ...open } = withoutInnerWords(incident);
  const mine = (a: Pick<Assignment, "unitId" | "agency">): boolean => (sight.orders === "OWN" ? a.unitId === sight.unitId : a.agency === sight.agency);
  const viewer = sight.orders === "OWN" ? sight.unitId : null;
  const withoutOrders = sight.orders === "OWN" && sight.unitId === null;
  const orders = (withoutOrders ? [] : sightedDraws(incident, sight.reach)).map((order) => (order.assignments.some(mine) ? ownOrder(order, mine, viewer) : othersOrder(order, viewer)));
  const units = new Set(orders.flatMap((order) => order.assignments.filter(mine).map((a) => a.unitId)));
  return {
    ...open, reports, notes, orders, ...upward(incident, sight), ...answeredBeside(incident, sight),
    feedback: incident.feedback.filter((item) => units.has(item.unitId)),
    support: incident.support.filter((item) => units.has(item.unitId)),
  };
}

/** Road closures: those of one's area, and all of them for who drives, since a way leads across borders. */
export const seesClosure = (session: Session, closure: Pick<RoadClosure, "scope">): boolean =>
  session.unitId !== null || session.grants.some((grant) => covers(grant, closure.scope) || closure.scope.some((path) => within(grant.orgPath, path)));

/** Advisories: those of one's area, for who looks at it and for who brings them in. */
export const seesAdvisory = (session: Session, { scope }: Pick<Advisory, "scope">, roles: Roles): boolean => opensView(roles, session, "BOARD", scope) || session.grants.some((grant) => roles.mayCommand(grant.role, "command.raiseAdvisory") && covers(grant, scope));

/** Drawings: those of one's area for who looks at it, those of where it works for a unit, and what is shared with either (CMD-02). */
export const seesDrawing = (session: Session, { scope }: Pick<Drawing, "scope">, roles: Roles): boolean =>
  opensView(roles, session, "BOARD", scope) || (session.unitId !== null && session.grants.some((grant) => covers(grant, scope) || scope.some((path) => within(grant.orgPath, path))));

/** With whom a drawing was shared sees what is drawn, and not of which incident, unless it looks at where that is; a unit finds its own by its orders. */
export const shownDrawing = (session: Session, drawing: Drawing, roles: Roles): Drawing => {
  const { incidentId, scope, sharedWith = [] } = drawing;
  const own = scope.filter((path) => !sharedWith.includes(path));
  return incidentId === null || (["BOARD", "INCIDENT"] as const).some((view) => opensView(roles, session, view, own)) ? drawing : { ...drawing, incidentId: null };
};

/** Whether a session works with a post: it looks at the area, or sits in an organisation that fills one of its roles. */
export const worksWithPost = (session: Session, { scope, holders }: CommandPost, roles: Roles, city: CityIndex): boolean =>
  opensView(roles, session, "BOARD", scope) ||
  holders.some((holder) => seatsOf(session).some((seat) => fills(seat, holder, city)));

/** Command posts: those of one's area or in which one has a role, and for a unit the one in whose task force it is or was. */
export const seesPost = (session: Session, post: CommandPost, roles: Roles, city: CityIndex): boolean =>
  worksWithPost(session, post, roles, city) || (session.unitId !== null && post.units.includes(session.unitId));

/** Who only has a role in a post reads all but its legal hold; a unit its own task force with its objective and tasks, not what is written there. */
export function shownPost(session: Session, post: CommandPost, roles: Roles, city: CityIndex): CommandPost {
  if (opensView(roles, session, "BOARD", post.scope)) return post;
  // What is kept for a court is the desks' matter.
  const { hold: _hold, ...open } = post;
  if (worksWithPost(session, post, roles, city)) return open;
  const forces = post.status === "OPEN" ? post.forces.filter(({ unitIds }) => session.unitId !== null && unitIds.includes(session.unitId)) : [];
  const tasks = post.tasks.filter(({ owner }) => "force" in owner && forces.some(({ id }) => id === owner.force));
  const objectives = post.objectives.filter(({ id }) => forces.some(({ objectiveId }) => objectiveId === id));
  // A unit sees no other units on its board; those with which it works it calls by their signs.
  const callSigns = Object.fromEntries(forces.flatMap(({ unitIds }) => unitIds.map((id) => [id, city.unit.get(id)?.callSign ?? id])));
  const left = post.left?.filter(({ unitId }) => unitId === session.unitId) ?? [];
  return { ...open, holders: [], forces, objectives, tasks, callSigns, left, report: null, hands: [], units: session.unitId === null ? [] : [session.unitId], standDownReason: null, review: null, shift: null };
}

/** Layouts that hold, held or will hold are the ground on which everybody stands; what is still a draft concerns those who work on layouts there. */
export const seesLayout = (session: Session, { status, scope, publishedAt }: Pick<Layout, "status" | "scope" | "publishedAt">, roles: Roles): boolean =>
  (status !== "DISCARDED" && publishedAt !== null) || session.grants.some((grant) => covers(grant, scope) && (roles.mayCommand(grant.role, "layouts.edit") || roles.mayCommand(grant.role, "layouts.publish")));

/**
 * Matters (LNK-08): those of one's area for who coordinates or commands there; a desk of a department sees those in which it has
 * or had a part, and no other.
 */
export const seesMatter = (session: Session, matter: Matter, roles: Roles, city: CityIndex): boolean =>
  opensView(roles, session, "MATTERS", matter.scope) ||
  (opensView(roles, session, "OWN_MATTERS", matter.scope) && (isSender(session, matter) || isParty(session, [...partiesOf(matter)], city)));

/** A platform reads on what it has sent itself. */
const isSender = ({ userId }: Session, { sender }: Matter): boolean => sender === userId;

/** Whether a session speaks for one of these parties. */
const isParty = (session: Session, parties: readonly string[], city: CityIndex): boolean => (isPolicePlatform(session) ? isItsParty(session, parties, city) : speaksForOne(session, parties, city));
const speaksForOne = (session: Session, parties: readonly string[], city: CityIndex): boolean => parties.some((party) => party === session.agency || seatsOf(session).some((seat) => speaksFor(seat, city, party)));

/**
 * What organisations do together: whoever looks at incidents or matters of one that takes part or was asked, and a partner's desk where
 * its own agency is one of them. What is in the pool, every desk sees.
 */
export const seesCooperation = (session: Session, found: Pick<Cooperation, "scope" | "subject" | "initiator" | "parties">, roles: Roles, city: CityIndex): boolean =>
  DESKS.some((view) => opensView(roles, session, view, found.scope)) ||
  (PARTNERS.some((view) => opensView(roles, session, view, found.scope)) && (found.subject.kind === "POOL" || takesPart(session, [found.initiator.orgId, ...found.parties.map(({ orgId }) => orgId)], city)));
const takesPart = (session: Session, orgIds: readonly string[], city: CityIndex): boolean => (isPolicePlatform(session) ? isItsParty(session, orgIds, city) : orgIds.some((id) => city.org.get(id)?.agency === session.agency));
/** What somebody answers for: the desks of its area, and a partner's desk where its party answers for it or is asked to (GOV-06). */
export const seesAsset = (session: Session, asset: Pick<Asset, "scope" | "terms" | "offer">, roles: Roles, city: CityIndex): boolean => {
  const parties = [holderOf(asset), asset.offer?.from, asset.offer?.to].filter((party) => typeof party === "string");
  return DESKS.some((view) => opensView(roles, session, view, asset.scope)) ||
    (PARTNERS.some((view) => opensView(roles, session, view, asset.scope)) && parties.some((party) => seatsOf(session).some((seat) => signsFor(seat, city, party))));
};
/** Figures that wait to be published, and former ones: the desks of the place whose figures they are. */
export const seesPublication = (session: Session, { scope }: Pick<Publication, "scope">, roles: Roles): boolean => DESKS.some((view) => opensView(roles, session, view, scope));
/** Reviews: the desks of the area that answers and of those that took part, and who has a task of one (CMD-12). */
export const readsReview = (session: Session, { readers }: Pick<Review, "readers">, roles: Roles): boolean => (["BOARD", "INCIDENT"] as const).some((view) => opensView(roles, session, view, readers));
/** Tasks of a review that are the session's: of an organisation within its own, in its own agency. */
const ownTasks = (session: Session, { tasks }: Pick<Review, "tasks">, roles: Roles, city: CityIndex): Review["tasks"] =>
  tasks.filter(({ orgId, orgPath }) => (city.org.get(orgId)?.agency ?? session.agency) === session.agency && session.grants.some((grant) => within(orgPath, grant.orgPath) && roles.mayCommand(grant.role, "command.finishReviewTask")));
export const seesReview = (session: Session, review: Review, roles: Roles, city: CityIndex): boolean => readsReview(session, review, roles) || ownTasks(session, review, roles, city).length > 0;
/** Who only has a task of it reads that, and neither what was found of others nor which incident it was, which does not exist for it. */
export function shownReview(session: Session, review: Review, roles: Roles, city: CityIndex): Review {
  if (readsReview(session, review, roles)) return review;
  return { ...review, incidentId: null, commandPostId: null, advisoryId: null, title: "—", typeCode: null, priority: null, tasks: ownTasks(session, review, roles, city), signed: review.signed && { ...review.signed, text: "—", findings: [] }, readers: [] };
}
/** What lists carry of a review, on every board of its area: what is to be done and what it came of. The rest of what was signed is read with the review itself (CMD-12). */
export const listedReview = (review: Review): Review =>
  review.signed === null ? review : { ...review, signed: { ...review.signed, text: "—", findings: review.signed.findings.filter(({ end, text }) => end === "TASK" && review.tasks.some((task) => task.done === null && task.text === text)) } };
const DESKS = ["BOARD", "INCIDENT", "MATTERS"] as const;
const PARTNERS = ["SHARED_INCIDENT", "OWN_MATTERS"] as const;


/** Plans that hold or held are for everybody who stands in their area, partners too; guidance, which comes with the order, and what is still worked on concern those who write and approve plans there. */
export const seesPlan = (session: Session, { what, scope, publishedAt }: Pick<PlanVersion, "what" | "scope" | "publishedAt">, roles: Roles): boolean =>
  session.grants.some((grant) =>
    publishedAt !== null && what !== "GUIDANCE"
      ? covers(grant, scope) || scope.some((path) => within(grant.orgPath, path))
      : covers(grant, scope) && (roles.mayCommand(grant.role, "plans.edit") || roles.mayCommand(grant.role, "plans.approve")));

/** A draft of guidance that an order missed says of which incident only to who looks at incidents there; its author learns that and when (SCN-02, X-05). */
export const shownPlan = (session: Session, plan: PlanVersion, roles: Roles): PlanVersion =>
  plan.wanted === undefined || (["BOARD", "INCIDENT"] as const).some((view) => plan.scope.every((path) => opensView(roles, session, view, [path]))) ? plan : { ...plan, wanted: { ...plan.wanted, incidentNo: "—" } };

/** Notices of orders: the unit's own, and those of one's area for the desks that must reach it. Letters: those of one's area, of whoever sent and whoever gets them. */
export function seesNotice(session: Session, notice: Notice, roles: Roles, city: CityIndex): boolean {
  const { scope } = notice;
  if (opensView(roles, session, "INCIDENT", scope) || opensView(roles, session, "BOARD", scope)) return true;
  if (!isLetter(notice)) return session.unitId !== null && session.unitId === notice.unitId;
  // Whoever handed something over learns whether the other side was told.
  const { from, to } = notice.letter;
  return opensView(roles, session, "MATTERS", scope) || (opensView(roles, session, "OWN_MATTERS") && isParty(session, [from, to], city));
}

/**
 * A room, as those see it who are in while it moves. Of an incident: desks of its area, units with a running part, agencies that have not
 * left (CMD-03). Of a task force: who works with the post, and the units of the force (CMD-05).
 */
export const seesRoom = (session: Session, { scope, circle, force }: Pick<Room, "scope" | "circle" | "force">, roles: Roles, city: CityIndex): boolean =>
  force !== undefined ? opensView(roles, session, "BOARD", scope) || seatsOf(session).some((seat) => isIn(circle, seat, city)) :
  opensView(roles, session, "INCIDENT", scope) || opensView(roles, session, "BOARD", scope) ||
  (session.unitId !== null && circle.units.includes(session.unitId) && opensView(roles, session, "OWN_ORDERS", scope)) ||
  (opensView(roles, session, "SHARED_INCIDENT", scope) && !isPolicePlatform(session) && circle.agencies.includes(session.agency));

/** The party for which a session speaks in a room; null where it may only read. */
function ownParty(session: Session, { scope, circle }: Pick<Room, "scope" | "circle">, roles: Roles, city: CityIndex): string | null {
  const seat = seatsOf(session).find((held) => roles.mayCommand(held.role, "rooms.mark") && covers(held, scope) && isIn(circle, held, city));
  return seat === undefined ? null : partyKey(seat.unitId, seat.role, seat.orgPath);
}

/** A room with the party for which the viewer speaks in it. */
export const ownedRoom = (session: Session, room: Room, roles: Roles, city: CityIndex): Room => ({ ...room, own: ownParty(session, room, roles, city) });

/**
 * The room as its incident says at this moment who is in, also where nobody has spoken since; null when it does not exist for the
 * session. A crew whose part is over reads what was said until then.
 */
export function roomOf(session: Session, whole: Room, incident: Incident, roles: Roles, city: CityIndex): Room | null {
  const sight = sightOf(session, incident, roles, city);
  const room = { ...whole, circle: circleOf(incident, city), scope: incident.scope };
  if (sight === null || seesRoom(session, room, roles, city)) return sight === null ? null : ownedRoom(session, room, roles, city);
  const until = city.unit.get(sight.unitId ?? "")?.kind === "MRU_TEAM" ? null : readsUntil(incident, sight);
  return until === null ? null : { ...room, messages: room.messages.filter(({ at }) => at <= until), floor: null, own: null };
}

/**
 * The room of a task force as its post says at this moment who is in; null when it does not exist for the session, which sees the post or
 * has no business here. A unit that has left the force reads what was said until then; after stand-down everybody reads and nobody speaks.
 */
export function forceRoomOf(session: Session, whole: Room, post: CommandPost, roles: Roles, city: CityIndex): Room | null {
  const { force } = whole;
  if (force === undefined) return null;
  const { forceId } = force;
  const standing = post.forces.find(({ id }) => id === forceId);
  const room = { ...whole, force: { ...force, name: standing?.name ?? force.name }, circle: circleOfForce(post, forceId, city), scope: post.scope };
  const stands = post.status === "OPEN" && standing !== undefined;
  if (seesRoom(session, room, roles, city)) return stands ? ownedRoom(session, room, roles, city) : { ...room, floor: null, own: null };
  const until = post.left?.find((one) => one.unitId === session.unitId && one.forceId === forceId)?.at;
  return until === undefined ? null : { ...room, messages: room.messages.filter(({ at }) => at <= until), floor: null, own: null };
}

/** Whether a session sees a unit: its own, or those of its area when it may look at that area. */
export function seesUnit(session: Session, unit: Pick<Unit, "id" | "scope">, roles: Roles): boolean {
  return unit.id === session.unitId || opensView(roles, session, "BOARD", unit.scope) || opensView(roles, session, "INCIDENT", unit.scope);
}
