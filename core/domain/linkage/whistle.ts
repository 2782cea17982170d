import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Matter, staysWithStation } from "@tocsin/contract/linkage/matter.ts";
import { isCalled, type Whistle, type WhistleCall } from "@tocsin/contract/linkage/whistle.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { type Context, type Decider, type Decision, onIncident, refused, type World } from "../decision.ts";
import { openIncident } from "../guard.ts";
import { type MatterDraft, said } from "./facts.ts";
import { actingAs, matterFacts, onMatter, unknown } from "./matter-facts.ts";
import { addTerm } from "./working-time.ts";

type Whistled = Matter & { readonly whistle: Whistle };

const done = (matterId: string, ...drafts: readonly MatterDraft[]): Decision => ok(onMatter(matterId, drafts));

/** Why a whistle has no ground to stand on: its item is the duty of none that is called, or who is called belongs to another city. */
function baseRefusal(item: string, departments: readonly string[], { city }: Context): Refusal | null {
  const duty = city.responsibility.get(item)?.department ?? "";
  if (!departments.includes(duty)) return refuse("WHISTLE_WITHOUT_DUTY", { item, party: duty, fields: ["/departments"] });
  const abroad = departments.find((code) => city.custodyOf.has(code));
  return abroad === undefined ? null : refuse("MATTER_FOREIGN", { party: abroad, fields: ["/departments"] });
}

/** A station calls departments: it rests on an item of the responsibility list, and on each of them being one that the city has. */
export const draftWhistle: Decider<CommandPayload["linkage.draftWhistle"]> = (world, payload, context) => {
  const { matterId, incidentId, kind, item, departments } = payload;
  if (world.matters.has(matterId)) return refused("STATE_CONFLICT", { status: "CREATED", allowed: [] });
  const station = context.city.orgByPath.get(context.actor.orgPath);
  if (station?.level !== "STATION") return refused("NOT_A_STATION");
  const stranger = departments.find((code) => !context.city.department.has(code));
  const refusal = unknown(context.city, { item }) ?? (stranger === undefined ? baseRefusal(item, departments, context) : refuse("UNKNOWN_PARTY", { party: stranger, fields: ["/departments"] }));
  if (refusal !== null) return fail(refusal);
  const found = incidentId === undefined ? null : openIncident(world, incidentId);
  if (found !== null && !found.ok) return found;
  const incident = found?.value ?? null;
  const urgency = kind === "EMERGENCY" ? "URGENT" : kind === "DIFFICULT" ? "HARD" : "GENERAL";
  const dueAt = matterFacts(context).dueAt("HANDLE", urgency);
  const no = `L${context.nextNo ?? ""}`;
  const opened = said("MatterOpened", {
    no, drill: incident?.drill ?? false, incidentId: incident?.id ?? null, opener: station.id, scope: [...new Set([...(incident?.scope ?? []), station.path])], handleBy: dueAt,
    content: { item, text: payload.text, place: payload.place ?? null, urgency, caller: { notice: "NO_CALLER", withheld: false } }, clock: { kind: "HANDLE", since: context.at, dueAt, level: 0 },
  });
  return ok([...onMatter(matterId, [opened, said("WhistleDrafted", { kind, item, departments })]), ...(incident === null ? [] : [onIncident(incident.id, "MatterLinked", { matterId, no })])]);
};

/** The whistle of a matter, when it is in one of these statuses. */
function whistled(world: World, matterId: string, statuses: readonly Whistle["status"][]): Result<Whistled, Refusal> {
  const matter = world.matters.get(matterId);
  if (matter?.whistle === undefined) return fail(refuse("NOT_FOUND", { matterId }));
  const { status } = matter.whistle;
  return statuses.includes(status) ? ok(matter as Whistled) : fail(refuse("STATE_CONFLICT", { status, allowed: statuses }));
}

/** What the station does with its whistle: only it, not who merely sees the matter. */
function ofStation(world: World, matterId: string, statuses: readonly Whistle["status"][], context: Context): Result<Whistled, Refusal> {
  const found = whistled(world, matterId, statuses);
  if (!found.ok) return found;
  const { opener } = found.value;
  return actingAs(context, opener) === opener ? found : fail(refuse("NOT_OWNER", { owner: opener }));
}

/** The station's chief approves what somebody else drafted, and it is blown: from now on the limits of the departments run. */
export const approveWhistle: Decider<CommandPayload["linkage.approveWhistle"]> = (world, { matterId }, context) => {
  const found = ofStation(world, matterId, ["DRAFT"], context);
  if (!found.ok) return found;
  const { whistle, opener, custody } = found.value;
  if (whistle.draftedBy === context.actor.userId) return refused("WHISTLE_OWN_WORK");
  // Nobody is called to what is over, or has gone to another meanwhile.
  if (custody.owner !== opener) return refused("NOT_OWNER", { owner: custody.owner });
  if (!staysWithStation(found.value)) return refused("STATE_CONFLICT", { status: custody.status, allowed: ["linkage.rejectWhistle"] });
  const { acknowledge, reportIn } = context.city.city.deadlines.linkage.whistle;
  const due = (term: string): number => addTerm(context.city.calendar, context.at, term);
  const { pathsOf } = matterFacts(context);
  const calls = whistle.departments.map((department) => ({ department, ackBy: due(acknowledge), reportBy: due(reportIn[whistle.kind]) }));
  return done(matterId, said("WhistleBlown", { calls, scope: whistle.departments.flatMap((department) => [...pathsOf(department)]) }));
};

export const rejectWhistle: Decider<CommandPayload["linkage.rejectWhistle"]> = (world, { matterId, reason }, context) => {
  const found = ofStation(world, matterId, ["DRAFT"], context);
  return found.ok ? done(matterId, said("WhistleRejected", { reason })) : found;
};

/** A department's own call, whatever has become of it. */
function ownCall(world: World, matterId: string, statuses: readonly Whistle["status"][], { actor }: Context): Result<{ readonly matter: Whistled; readonly call: WhistleCall }, Refusal> {
  const found = whistled(world, matterId, statuses);
  if (!found.ok) return found;
  const call = found.value.whistle.calls.find(({ department }) => department === actor.agency);
  return call === undefined || call.leftAt !== null ? fail(refuse("NOT_CALLED", { party: actor.agency })) : ok({ matter: found.value, call });
}

export const ackWhistle: Decider<CommandPayload["linkage.ackWhistle"]> = (world, { matterId }, context) => {
  const found = ownCall(world, matterId, ["BLOWN"], context);
  if (!found.ok) return found;
  return found.value.call.ackedAt === null ? done(matterId, said("WhistleAcked", { department: context.actor.agency })) : refused("STATE_CONFLICT", { status: "ACKED", allowed: ["linkage.reportIn"] });
};

/** Whoever has come has acknowledged too. */
export const reportIn: Decider<CommandPayload["linkage.reportIn"]> = (world, { matterId, place }, context) => {
  const found = ownCall(world, matterId, ["BLOWN"], context);
  if (!found.ok) return found;
  return found.value.call.reportedAt === null ? done(matterId, said("WhistleReportedIn", { department: context.actor.agency, place })) : refused("STATE_CONFLICT", { status: "REPORTED_IN", allowed: [] });
};

/** 事不完，人不撤: nobody leaves before the station has resolved the matter or released them. */
export const leaveWhistle: Decider<CommandPayload["linkage.leaveWhistle"]> = (world, { matterId }, context) => {
  const found = ownCall(world, matterId, ["BLOWN", "RESOLVED"], context);
  if (!found.ok) return found;
  const { matter, call } = found.value;
  return matter.whistle.status === "BLOWN" && call.releasedAt === null ? refused("NOT_RELEASED") : done(matterId, said("WhistleLeft", { department: context.actor.agency }));
};

export const releaseFromWhistle: Decider<CommandPayload["linkage.releaseFromWhistle"]> = (world, { matterId, party, reason }, context) => {
  const found = ofStation(world, matterId, ["BLOWN"], context);
  if (!found.ok) return found;
  const call = found.value.whistle.calls.find(({ department }) => department === party);
  return call === undefined || !isCalled(call) ? refused("NOT_CALLED", { party }) : done(matterId, said("WhistleReleased", { department: party, reason }));
};

export const resolveWhistle: Decider<CommandPayload["linkage.resolveWhistle"]> = (world, { matterId, text }, context) => {
  const found = ofStation(world, matterId, ["BLOWN"], context);
  return found.ok ? done(matterId, said("WhistleResolved", { text })) : found;
};

/** Those who came sign the result with the station. */
export const cosignWhistle: Decider<CommandPayload["linkage.cosignWhistle"]> = (world, { matterId }, context) => {
  const found = ownCall(world, matterId, ["RESOLVED"], context);
  if (!found.ok) return found;
  return found.value.call.cosignedAt === null ? done(matterId, said("WhistleCosigned", { department: context.actor.agency })) : refused("STATE_CONFLICT", { status: "COSIGNED", allowed: [] });
};

export const rateWhistle: Decider<CommandPayload["linkage.rateWhistle"]> = (world, { matterId, party, score }, context) => {
  const found = ofStation(world, matterId, ["RESOLVED"], context);
  if (!found.ok) return found;
  return found.value.whistle.calls.some(({ department }) => department === party) ? done(matterId, said("WhistleRated", { department: party, score })) : refused("NOT_CALLED", { party });
};

/** A department may say that the whistle was not necessary; also one that has left. */
export const judgeWhistle: Decider<CommandPayload["linkage.judgeWhistle"]> = (world, { matterId, necessary }, context) => {
  const found = whistled(world, matterId, ["BLOWN", "RESOLVED"]);
  if (!found.ok) return found;
  const { agency } = context.actor;
  return found.value.whistle.calls.some(({ department }) => department === agency) ? done(matterId, said("WhistleJudged", { department: agency, necessary })) : refused("NOT_CALLED", { party: agency });
};
