import { type Asset, type AssetEvents, holderOf } from "@tocsin/contract/governance/asset.ts";
import type { AssetHolderRow } from "@tocsin/contract/governance/asset-holder.ts";
import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { accept, type Actor, type CityIndex, type Context, type Decider, type Drafted, refused, within, type World } from "../decision.ts";
import { aimsAtPerson } from "../joint/aims-at-person.ts";
import { isParty, pathsOf, POLICE } from "../linkage/matter-facts.ts";
import { sitsAt } from "../organisation/own-organisation.ts";
import { ASSET_POSSIBLE } from "./evolve-asset.ts";
import { areaOf, knownAssets, likelyParty } from "./known-assets.ts";

const onAsset = <Type extends keyof AssetEvents & string>(id: string, type: Type, data: AssetEvents[Type]): Drafted => ({ kind: "asset", id, type, data }) as Drafted;

/** An organisation of the chain or a department; the police as a whole are too many to answer for one thing. */
export const answersForAssets = (city: CityIndex, party: string): boolean => party !== POLICE && isParty(city, party);

/** Whether the seat speaks for a party itself: from exactly its place, or from a desk of the department. Whoever stands above signs for nobody. */
export function signsFor(actor: Pick<Actor, "orgPath" | "agency">, city: CityIndex, party: string): boolean {
  const org = city.org.get(party);
  return org === undefined ? actor.agency === party : sitsAt(city, actor, org.path);
}

/** Whether the seat looks after the register where this lies: it stands at or above the area, in the same agency. */
const coordinates = ({ actor, city }: Context, area: string): boolean => within(area, actor.orgPath) && (city.orgByPath.get(area)?.agency ?? city.orgByPath.get(actor.orgPath)?.agency) === actor.agency;

/** The asset, when `event` can follow now. */
function assetFor(world: World, id: string, event: keyof typeof ASSET_POSSIBLE): Result<Asset, Refusal> {
  const found = world.assets.get(id);
  if (found === undefined) return fail(refuse("NOT_FOUND", { assetId: id }));
  return ASSET_POSSIBLE[event].includes(found.status) ? ok(found) : fail(refuse("STATE_CONFLICT", { status: found.status, allowed: [] }));
}

const personIn = (text: string, field: string): Refusal | null => (aimsAtPerson(text) ? refuse("ASSET_PERSON", { fields: [field] }) : null);

/** Enters what no file has; it lies where its point is, else at the place of whoever enters it (GOV-06). */
export const registerAsset: Decider<CommandPayload["safety.register"]> = (world, { assetId, kind, name, point, proposed }, context) => {
  const { actor, city } = context;
  if (world.assets.has(assetId)) return refused("STATE_CONFLICT", { status: "ORPHAN", allowed: [] });
  const person = personIn(name, "/name");
  if (person !== null) return fail(person);
  if (proposed !== undefined && !answersForAssets(city, proposed)) return refused("UNKNOWN_PARTY", { party: proposed, fields: ["/proposed"] });
  const area = point === undefined ? actor.orgPath : areaOf({ org: null, point }, context);
  if (!coordinates(context, area)) return refused("ASSET_NOT_COORDINATED", { area, ...(point === undefined ? {} : { fields: ["/point"] }) });
  return accept(onAsset(assetId, "AssetRegistered", { kind, nameZh: name, nameEn: name, point: point ?? null, area, proposed: proposed ?? likelyParty(area, city) }));
};

/** One side signs. Whoever answers for it keeps it until the other side has signed as well. */
export const offerAsset: Decider<CommandPayload["safety.offer"]> = (world, { assetId, to, reason }, context) => {
  const { actor, city } = context;
  const found = assetFor(world, assetId, "AssetOffered");
  if (!found.ok) return found;
  const { status, offer, area } = found.value;
  if (offer !== null) return refused("ASSET_OFFERED", { party: offer.to });
  if (!answersForAssets(city, to)) return refused("UNKNOWN_PARTY", { party: to, fields: ["/to"] });
  // What has an organisation is given by it alone; what has none, or one that is gone, by whoever looks after the register there.
  const from = status === "HELD" ? holderOf(found.value) : null;
  if (from === to) return refused("SAME_PARTY", { party: to });
  if (from !== null && !signsFor(actor, city, from)) return refused("ASSET_NOT_HOLDER", { holder: from });
  if (from === null && !coordinates(context, area)) return refused("ASSET_NOT_COORDINATED", { area });
  const person = personIn(reason, "/reason");
  return person === null ? accept(onAsset(assetId, "AssetOffered", { from, to, reason, paths: pathsOf(city, to), name: actor.name })) : fail(person);
};

/** The asset with the offer that the seat was asked to answer; one that was made anew meanwhile is another. */
function offeredTo(world: World, assetId: string, offerNo: number, { actor, city }: Context): Result<Asset, Refusal> {
  const found = assetFor(world, assetId, "AssetOfferEnded");
  if (!found.ok) return found;
  const { offer, version } = found.value;
  if (offer?.no !== offerNo) return fail(refuse("VERSION_CONFLICT", { version }));
  return signsFor(actor, city, offer.to) ? found : fail(refuse("ASSET_NOT_OFFERED", { party: offer.to }));
}

/** The other side signs, and another person than the one who gave: from this moment on it answers, and the one before does not. */
export const acceptAsset: Decider<CommandPayload["safety.accept"]> = (world, { assetId, offerNo }, context) => {
  const found = offeredTo(world, assetId, offerNo, context);
  if (!found.ok) return found;
  const { offer, terms } = found.value;
  if (offer?.given.by === context.actor.userId) return refused("ASSET_OWN_OFFER");
  // Clocks of two servers may differ: no term begins before the one that it follows.
  return accept(onAsset(assetId, "AssetTaken", { from: Math.max(context.at, terms.at(-1)?.from ?? 0), name: context.actor.name }));
};

export const declineAsset: Decider<CommandPayload["safety.decline"]> = (world, { assetId, offerNo, reason }, context) => {
  const found = offeredTo(world, assetId, offerNo, context);
  return found.ok ? accept(onAsset(assetId, "AssetOfferEnded", { how: "DECLINED", reason })) : found;
};

/** Whoever gave takes it back, as long as nobody has signed. */
export const withdrawAsset: Decider<CommandPayload["safety.withdraw"]> = (world, { assetId, reason }, context) => {
  const found = assetFor(world, assetId, "AssetOfferEnded");
  if (!found.ok) return found;
  const { offer, status, area } = found.value;
  if (offer === null) return refused("STATE_CONFLICT", { status, allowed: [] });
  // The organisation that gave it may be gone by now.
  const may = offer.from === null || status === "ORPHAN" ? coordinates(context, area) : signsFor(context.actor, context.city, offer.from);
  return may ? accept(onAsset(assetId, "AssetOfferEnded", { how: "WITHDRAWN", reason })) : refused("ASSET_NOT_HOLDER", { holder: offer.from ?? area });
};

/** There is nothing to answer for any more. Who answers does not say so itself, or it could put its duty down alone. */
export const retireAsset: Decider<CommandPayload["safety.retire"]> = (world, { assetId, reason }, context) => {
  const found = assetFor(world, assetId, "AssetRetired");
  if (!found.ok) return found;
  const { area, terms } = found.value;
  if (!coordinates(context, area)) return refused("ASSET_NOT_COORDINATED", { area });
  const holder = holderOf(found.value);
  if (holder !== null && signsFor(context.actor, context.city, holder)) return refused("ASSET_OWN_RETIREMENT");
  return accept(onAsset(assetId, "AssetRetired", { until: Math.max(context.at, terms.at(-1)?.from ?? 0), name: context.actor.name, reason }));
};

/** Whether the register has nothing of its own to say about who answers for it: nobody has signed, and nobody is asked to. */
export const isUntouched = ({ status, terms, offer }: Pick<Asset, "status" | "terms" | "offer">): boolean => status === "ORPHAN" && terms.length === 0 && offer === null;

/** Who answers by the city's file (`asset_holders.csv`), while the city has it. */
export const onPaper = (city: CityIndex): ReadonlyMap<string, AssetHolderRow> => new Map(city.city.assetHolders.flatMap((row) => (answersForAssets(city, row.party) ? [[row.asset, row] as const] : [])));

/**
 * What the city's files know enters the register, with whoever answers for it by a paper signed before; who answers and is none of the
 * city's any more makes an orphan, with its age from now. The paper counts once: from then on the register alone says who answers.
 */
export const reviewAssets: Decider<SystemPayload["system.reviewAssets"]> = (world, { assetIds }, context) => {
  const { city } = context;
  const known = new Map(knownAssets(city).map((asset) => [asset.id, asset]));
  const papers = onPaper(city);
  const assigned = (id: string): Drafted[] => {
    const paper = papers.get(id);
    return paper === undefined ? [] : [onAsset(id, "AssetAssigned", { party: paper.party, paths: pathsOf(city, paper.party), signed: paper.signed })];
  };
  return accept(...assetIds.flatMap((id): Drafted[] => {
    const found = world.assets.get(id);
    const row = known.get(id);
    if (found === undefined) {
      if (row === undefined) return [];
      const area = areaOf(row, context);
      return [onAsset(id, "AssetRegistered", { kind: row.kind, nameZh: row.nameZh, nameEn: row.nameEn, point: row.point, area, proposed: likelyParty(area, city) }), ...assigned(id)];
    }
    if (isUntouched(found)) return assigned(id);
    const holder = holderOf(found);
    if (holder === null) return [];
    const here = answersForAssets(city, holder);
    return here === (found.status === "HELD") ? [] : [onAsset(id, here ? "AssetHolderBack" : "AssetHolderLost", {})];
  }));
};
