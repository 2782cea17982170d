import { type Asset, holderOf } from "@tocsin/contract/governance/asset.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { mayDo } from "../live/session.ts";

export interface AssetAct {
  readonly id: "accept" | "decline" | "offer" | "withdraw" | "retire";
  readonly name: Extract<CommandName, `safety.${string}`>;
  readonly fields: readonly ("to" | "reason")[];
}

const act = (id: AssetAct["id"], ...fields: AssetAct["fields"]): AssetAct => ({ id, name: `safety.${id}`, fields });

type Who = Pick<Seat, "grants" | "agency">;

/** Whether the seat itself signs for a party: from exactly its place, or from a desk of the department. The server says so too. */
export function signsFor({ grants, agency }: Who, orgs: ReadonlyMap<string, OrgWithPath>, party: string): boolean {
  const org = orgs.get(party);
  return org === undefined ? agency === party : org.agency === agency && grants.some(({ orgPath }) => orgPath === org.path);
}

/** Whether the seat looks after the register where this lies. */
function coordinates({ grants, agency }: Who, orgs: ReadonlyMap<string, OrgWithPath>, area: string): boolean {
  const own = [...orgs.values()].find(({ path }) => path === area)?.agency;
  return (own === undefined || own === agency) && grants.some(({ orgPath }) => area === orgPath || area.startsWith(`${orgPath}.`));
}

/** What the seat may do with it now, what waits for its signature first. */
export function assetActs(asset: Asset, seat: Seat, orgs: ReadonlyMap<string, OrgWithPath>): readonly AssetAct[] {
  const { offer, status, area } = asset;
  const holder = holderOf(asset);
  const held = status === "HELD" && holder !== null;
  const [cares, holds] = [coordinates(seat, orgs, area), holder !== null && signsFor(seat, orgs, holder)];
  const asked = offer !== null && signsFor(seat, orgs, offer.to);
  const gives = held ? holds : cares;
  const acts: readonly AssetAct[] = status === "RETIRED" ? [] : [
    ...(asked && offer.given.by !== seat.userId ? [act("accept")] : []),
    ...(asked ? [act("decline", "reason")] : []),
    ...(offer === null && gives ? [act("offer", "to", "reason")] : []),
    ...(offer !== null && (offer.from === null || !held ? cares : holds) ? [act("withdraw", "reason")] : []),
    ...(cares && !holds ? [act("retire", "reason")] : []),
  ];
  return acts.filter(({ name }) => mayDo(seat, name));
}
