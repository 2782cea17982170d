import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { type Asset, ASSET_LISTS, AssetRegister, type AssetListName } from "@tocsin/contract/governance/asset.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { answers } from "../../http/answer-schemas.ts";
import { sessionOf } from "../../http/request-session.ts";
import { seesAsset } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths } from "../../session.ts";
import { allAssets, type AssetLedger } from "./all-assets.ts";

export interface AssetsDeps {
  readonly ledger: AssetLedger;
  readonly city: ServedCity;
  readonly now: () => number;
}

const Query = Type.Object({ list: Type.Optional(Type.Enum(ASSET_LISTS)) }, { additionalProperties: false });
/** More a page cannot show; the count says how many there are. */
const MOST = 500;

const ON: Readonly<Record<AssetListName, (asset: Asset) => boolean>> = {
  ORPHANS: ({ status }) => status === "ORPHAN",
  OFFERED: ({ offer }) => offer !== null,
  HELD: ({ status }) => status === "HELD",
  RETIRED: ({ status }) => status === "RETIRED",
};
const since = ({ orphanSince, offer, terms, registeredAt }: Asset): number => orphanSince ?? offer?.given.at ?? terms.at(-1)?.from ?? registeredAt;

/** Who answers for what, and what nobody answers for, with its age (GOV-06). */
export function registerAssets(app: FastifyInstance, { ledger, city, now }: AssetsDeps): void {
  app.get<{ Querystring: Static<typeof Query> }>(ROUTES.assets, { schema: { tags: ["safety"], querystring: Query, response: answers(AssetRegister) } }, async (request) => {
    const session = sessionOf(request);
    const seen = (await allAssets(ledger, grantPaths(session))).filter((asset) => seesAsset(session, asset, city.roles, city.index));
    const count = (list: AssetListName): number => seen.filter(ON[list]).length;
    const listed = seen.filter(ON[request.query.list ?? "ORPHANS"]).sort((a, b) => since(a) - since(b) || a.id.localeCompare(b.id, "en"));
    return { at: now(), counts: { ORPHANS: count("ORPHANS"), OFFERED: count("OFFERED"), HELD: count("HELD"), RETIRED: count("RETIRED") }, assets: listed.slice(0, MOST) };
  });
}
