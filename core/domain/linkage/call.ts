import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { CALLER, type LineState } from "@tocsin/contract/linkage/call.ts";
import { type Matter, openCallOf } from "@tocsin/contract/linkage/matter.ts";
import { ok } from "@tocsin/kernel/result.ts";
import { type Context, type Decider, type Decision, refused, type World } from "../decision.ts";
import { endedWithout } from "./call-end.ts";
import { said } from "./facts.ts";
import { actingAs, isParty, matterFacts, onMatter } from "./matter-facts.ts";
import { transfer } from "./transfer.ts";

/** The owner of a matter, or whoever was offered it, asks others to a call: whose it is is unclear (LNK-01). One call goes on at a time. */
export const openCall: Decider<CommandPayload["linkage.openCall"]> = (world, { matterId, conferenceId, parties, caller }, context) => {
  const matter = world.matters.get(matterId);
  if (matter === undefined) return refused("NOT_FOUND", { matterId });
  const stranger = parties.find((party) => !isParty(context.city, party));
  if (stranger !== undefined) return refused("UNKNOWN_PARTY", { party: stranger, fields: ["/parties"] });
  const { owner, offer, status } = matter.custody;
  if (status === "CLOSED") return refused("STATE_CONFLICT", { status, allowed: ["linkage.reopen"] });
  if (openCallOf(matter) !== undefined || matter.conferences.some(({ id }) => id === conferenceId)) return refused("STATE_CONFLICT", { status: "CALL_OPEN", allowed: ["linkage.joinCall", "linkage.confer"] });
  const by = [owner, offer?.to].find((party) => party !== undefined && actingAs(context, party) === party);
  if (by === undefined) return refused("NOT_OWNER", { owner });
  const asked = [...new Set([owner, ...parties])].filter((party) => party !== by);
  if (asked.length === 0) return refused("SAME_PARTY", { party: by, fields: ["/parties"] });
  const facts = matterFacts(context);
  const lines = [...(caller ? [{ who: CALLER, state: "JOINED" as const }] : []), { who: by, state: "JOINED" as const }, ...asked.map((who) => ({ who, state: "ASKED" as const }))];
  return ok(onMatter(matterId, [said("CallOpened", { id: conferenceId, parties: [by, ...asked], lines, scope: asked.flatMap((party) => [...facts.pathsOf(party)]) })]));
};

const FROM: Readonly<Record<Exclude<LineState, "ASKED">, readonly LineState[]>> = { JOINED: ["ASKED", "LEFT"], LEFT: ["ASKED", "JOINED"] };

/** Who comes and who goes. When no organisation is left on the line, the call is over without agreement. */
function moved(world: World, { matterId, conferenceId, who }: CommandPayload["linkage.joinCall"], to: Exclude<LineState, "ASKED">, context: Context): Decision {
  const matter = world.matters.get(matterId);
  if (matter === undefined) return refused("NOT_FOUND", { matterId });
  const open = openCallOf(matter);
  if (open?.id !== conferenceId) return refused("STATE_CONFLICT", { status: "CALL_OVER", allowed: ["linkage.openCall"] });
  const line = open.call.lines.find((each) => each.who === who);
  const orgs = open.call.lines.filter((each) => each.who !== CALLER);
  const speaks = (party: string): boolean => party !== CALLER && actingAs(context, party) === party;
  if (line === undefined || !(speaks(who) || orgs.some(({ who: party, state }) => state === "JOINED" && speaks(party)))) return refused("NOT_ON_CALL", { who, fields: ["/who"] });
  if (!FROM[to].includes(line.state)) return refused("STATE_CONFLICT", { status: line.state, allowed: FROM[to] });
  const emptied = to === "LEFT" && orgs.every(({ who: party, state }) => party === who || state !== "JOINED");
  return ok(onMatter(matterId, [said("CallLineMoved", { id: conferenceId, who, state: to }), ...(emptied ? endedWithout(matter) : [])]));
}

export const joinCall: Decider<CommandPayload["linkage.joinCall"]> = (world, payload, context) => moved(world, payload, "JOINED", context);
export const leaveCall: Decider<CommandPayload["linkage.leaveCall"]> = (world, payload, context) => moved(world, payload, "LEFT", context);

/** Whose it is by what was agreed: already theirs or on its way to them, or to be offered. */
const isSettled = ({ custody }: Matter, agreed: string | undefined): boolean => agreed === undefined || agreed === custody.owner || agreed === custody.offer?.to;
/** A call that goes on may always end as if it had never been. */
const endsOnly = (matter: Matter, conferenceId: string, agreed: string | undefined): boolean => openCallOf(matter)?.id === conferenceId && agreed === undefined;

/** What came of a call of three is logged; what was agreed is offered at once, and without agreement whoever has the matter keeps it (LNK-01). */
export const confer: Decider<CommandPayload["linkage.confer"]> = (world, { matterId, conferenceId, parties, agreed, text }, context) => {
  const matter = world.matters.get(matterId);
  if (matter === undefined) return refused("NOT_FOUND", { matterId });
  const stranger = [...parties, ...(agreed === undefined ? [] : [agreed])].find((party) => !isParty(context.city, party));
  if (stranger !== undefined) return refused("UNKNOWN_PARTY", { party: stranger, fields: ["/parties"] });
  const { owner, status } = matter.custody;
  const ends = endsOnly(matter, conferenceId, agreed);
  if (status === "CLOSED" && !ends) return refused("STATE_CONFLICT", { status, allowed: ["linkage.reopen"] });
  if (matter.conferences.some(({ id, call }) => id === conferenceId && call?.endedAt !== null)) return refused("STATE_CONFLICT", { status: "CALL_OVER", allowed: ["linkage.openCall"] });
  if (!ends && !parties.includes(owner)) return refused("PARTY_MISSING", { owner, fields: ["/parties"] });
  const held = said("ConferenceHeld", { id: conferenceId, parties, agreed: agreed ?? null, text: text ?? "" });
  if (isSettled(matter, agreed)) return ok(onMatter(matterId, [held]));
  const offer = transfer(matter, { by: actingAs(context, owner), to: agreed!, clause: matter.content.item, reason: text ?? "" }, matterFacts(context));
  return offer.ok ? ok(onMatter(matterId, [held, ...offer.value])) : offer;
};
