import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Custody } from "@tocsin/contract/linkage/matter.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { fail, ok } from "@tocsin/kernel/result.ts";
import { type Context, type Decider, refused } from "../decision.ts";
import { cityPath } from "../organisation/chain.ts";
import { agreementRefusal } from "./agreement.ts";
import { receive } from "./exchange.ts";
import { toldDrillRefusal } from "./exercise.ts";
import { handedOver } from "./matter-commands.ts";
import { isParty, matterFacts, onMatter } from "./matter-facts.ts";

/** Everybody whom a custody names. */
export const namedIn = ({ owner, offer, returns, ruling, passes }: Custody): string[] => [
  owner, ...(offer === null ? [] : [offer.from, offer.to]), ...returns.map(({ by }) => by), ...(ruling === null ? [] : [ruling.to, ruling.by]), ...passes.flatMap(({ from, to }) => [from, to]),
];

/** Who sees a matter that has come: the desks to which it is offered, and those of its place. */
function scopeFor({ content, to }: { readonly content: CommandPayload["linkage.exchange"]["about"]["content"]; readonly to: string | undefined }, context: Context): string[] {
  const point = content.place?.point ?? null;
  const place = point === null ? null : context.jurisdiction(point);
  const paths = to === undefined ? [] : matterFacts(context).pathsOf(to);
  return [...new Set([...paths, place !== null && place.inside ? place.orgPath : cityPath(context.city)])];
}

/** Another Tocsin tells how a matter stands (LNK-08, JNT-07): who it is follows from its key, never from what it says. */
export const exchangeMatter: Decider<CommandPayload["linkage.exchange"]> = (world, { matterId, about, custody, words, help, erasedAt, calledOff }, context) => {
  const { city, actor, at } = context;
  const platform = city.city.platforms.find(({ custody: speaks }) => speaks !== undefined && actor.userId === `client/${speaks.client}`);
  if (platform === undefined) return refused("FORBIDDEN", { command: "linkage.exchange" });
  const stranger = [about.opener, ...namedIn(custody)].find((party) => !isParty(city, party));
  if (stranger !== undefined) return refused("UNKNOWN_PARTY", { party: stranger });
  const own = world.matters.get(matterId) ?? null;
  // What runs already is finished on whatever day; nothing new is taken outside the agreement.
  const refusal = own === null ? (agreementRefusal(platform.agreement, about.content.place, at, city.city.head.utcOffset * MINUTE) ?? toldDrillRefusal(about, platform, world, city, at)) : null;
  if (refusal !== null) return fail(refusal);
  const content = platform.agreement?.onward === false ? { ...about.content, onward: false as const } : about.content;
  const message = { matterId, from: platform.id, about: { ...about, content, scope: scopeFor({ content, to: custody.offer?.to }, context) }, custody, words, help, erasedAt, calledOff };
  const made = receive(own, message, matterFacts(context));
  if (own === null) return made.ok ? ok(onMatter(matterId, made.value)) : made;
  return handedOver(world, context, own, made);
};
