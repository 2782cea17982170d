import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { type Cooperation, partners, standsOnBoard, unappraised } from "@tocsin/contract/joint/cooperation.ts";
import { type Context, accept, type Decider, type Drafted, refused, type World } from "../decision.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { addTerm } from "../linkage/working-time.ts";
import { sitsAt } from "../organisation/own-organisation.ts";
import { cooperationFor, ended, onCooperation, ownOrg, partnerIn } from "./cooperation-facts.ts";

/** So long it stands on the boards of both sides that a word was missing at the end. */
const SHOWN = 7 * DAY;

interface Due {
  readonly id: string;
  readonly dueAt: number;
  readonly purpose: string;
}

const isLapsed = ({ lateAppraisals = [] }: Cooperation, side: string): boolean => lateAppraisals.some(({ orgId, dueAt }) => orgId === side && dueAt === null);

/** Until when the sides say how it went; who is late, until when the level above says it for them (JNT-01). */
export function appraisalsDue(found: Cooperation): Due[] {
  const { status, appraiseBy, lateAppraisals, ended: end } = found;
  if (end !== null) return standsOnBoard(found) ? [{ id: "file", dueAt: end.at + SHOWN, purpose: "end without an appraisal" }] : [];
  if (status !== "REPORTED" || appraiseBy === null) return [];
  if (lateAppraisals === undefined) return [{ id: "late/APPRAISAL", dueAt: appraiseBy, purpose: "joint operation not appraised" }];
  const open = unappraised(found);
  return lateAppraisals.flatMap(({ orgId, dueAt }) => (dueAt === null || !open.includes(orgId) ? [] : [{ id: `appraisal/${orgId}`, dueAt, purpose: "silent on an appraisal" }]));
}

/** The nearest level above a path that has no part in it: who takes part does not speak for another side. */
function levelAbove(found: Cooperation, path: string, { city }: Context): string | null {
  const sides = partners(found).map((id) => city.org.get(id)?.path);
  for (let above = path; above.includes("."); ) {
    above = above.slice(0, above.lastIndexOf("."));
    if (city.orgByPath.has(above) && !sides.includes(above)) return above;
  }
  return null;
}

/** It ends with the last word: closed where every side has spoken, else as not appraised, which names whose word is missing. */
const withLastWord = (world: World, found: Cooperation, silent: readonly string[], lapsed: readonly string[], { city }: Context): Drafted[] =>
  silent.some((side) => !lapsed.includes(side)) ? [] : ended(world, found, silent.length === 0 ? "CLOSED" : "UNAPPRAISED", silent.map((side) => city.org.get(side)?.nameZh ?? side).join("、"), city);

/** Silence on an appraisal: the level above hears of it and has the same time, where there is none the side itself once more; after that it counts as none. */
function gone(world: World, found: Cooperation, sides: readonly { readonly orgId: string; readonly path: string; readonly first: boolean }[], context: Context): Drafted[] {
  const { city, at } = context;
  const dueAt = addTerm(city.calendar, at, city.city.joint.appraise);
  const moved = sides.map(({ orgId, path, first }) => {
    const to = levelAbove(found, path, context);
    return { orgId, to, over: to === null && !first };
  });
  const open = unappraised(found);
  const lapsed = open.filter((side) => isLapsed(found, side) || moved.some(({ orgId, over }) => orgId === side && over));
  return [
    ...moved.map(({ orgId, to, over }) => (over ? onCooperation(found.id, "AppraisalLapsed", { orgId }) : onCooperation(found.id, "AppraisalEscalated", { orgId, to, dueAt }))),
    ...withLastWord(world, found, open, lapsed, context),
  ];
}

/** The time of the sides is over. */
export const silentSides = (world: World, found: Cooperation, context: Context): Drafted[] =>
  gone(world, found, unappraised(found).map((orgId) => ({ orgId, path: context.city.org.get(orgId)?.path ?? "", first: true })), context);

/** The second time is over as well. */
export const silentAgain = (world: World, found: Cooperation, orgId: string, context: Context): Drafted[] =>
  gone(world, found, (found.lateAppraisals ?? []).flatMap((late) => (late.orgId === orgId ? [{ orgId, path: late.escalatedTo ?? "", first: false }] : [])), context);

/** Each side says how it went, also late; in place of a silent one the level that was asked. With the last word it is closed (JNT-01). */
export const appraiseJoint: Decider<CommandPayload["joint.appraise"]> = (world, { cooperationId, partnerId, score, text }, context) => {
  const own = ownOrg(context.city, context.actor);
  const side = partnerId ?? own;
  const found = side === own ? partnerIn(world, cooperationId, "CooperationAppraised", context) : cooperationFor(world, cooperationId, "CooperationAppraised");
  if (!found.ok) return found;
  const late = found.value.lateAppraisals?.find(({ orgId }) => orgId === side);
  if (side !== own && (late?.dueAt == null || late.escalatedTo === null || !sitsAt(context.city, context.actor, late.escalatedTo))) return refused("JOINT_NOT_ASKED", { party: side, fields: ["/partnerId"] });
  const open = unappraised(found.value);
  if (!open.includes(side)) return refused("STATE_CONFLICT", { status: "APPRAISED", allowed: [] });
  const silent = open.filter((each) => each !== side);
  return accept(
    onCooperation(cooperationId, "CooperationAppraised", { orgId: side, score, text, ...(side === own ? {} : { inPlaceBy: own }) }),
    ...withLastWord(world, found.value, silent, silent.filter((each) => isLapsed(found.value, each)), context),
  );
};
