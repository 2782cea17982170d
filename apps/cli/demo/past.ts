import { DEMO_PARTNER, PLANNING_PARTNER } from "@tocsin/cities/demo/sharing.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { actAs, type ActAs } from "./act-as.ts";
import { machineKey } from "./machine-keys.ts";
import { type Deed, midLastMonth, morning } from "./past-days.ts";
import { pastOfCampaign, pastOfCatalogue, pastOfPool } from "./past-of-joint-work.ts";
import { pastOfWeek } from "./past-of-week.ts";
import type { PastServer } from "./past-server.ts";

/** The room of the station that the demo's seats are at. */
const ROOM = "zhihuishi";

/** A station hands a place that it answers for to a department, which has not signed yet; a new trade has nobody (GOV-06). */
function pastOfAssets(act: ActAs, city: City, now: number): Deed[] {
  const station = city.accounts.find(({ id }) => id === ROOM)?.grants[0]?.org;
  const own = city.assetHolders.filter(({ party }) => party === station);
  const handed = own.find(({ asset }) => asset.startsWith("PLACE-")) ?? own[0];
  return [
    { at: morning(now, 20), run: () => act("zhihuizhang", "safety.register", { assetId: newUlid(), kind: "SECTOR", name: "低空物流配送", proposed: "TRANSPORT" }) },
    ...(handed === undefined ? [] : [{ at: morning(now, 2), run: () => act(ROOM, "safety.offer", { assetId: handed.asset, to: "MARKET", reason: "特种设备和食品安全由市场监管部门牵头" }) }]),
  ];
}

/** A town hears of something from the station and works on it: its liaison sees that and no incident (ORG-13). */
function pastOfTown(act: ActAs, now: number): Deed[] {
  const matterId = newUlid();
  return [
    { at: morning(now, 2) + HOUR, run: () => act(ROOM, "linkage.open", { matterId, danger: false, text: "背街路灯连片不亮，夜间通行不便，请协调修复", urgency: "GENERAL", caller: { notice: "NO_CALLER", withheld: false }, to: "TOWNSHIP" }) },
    { at: morning(now, 2) + 3 * HOUR, run: () => act("zhenlian", "linkage.sign", { matterId }) },
    { at: morning(now, 1), run: () => act("zhenlian", "linkage.progress", { matterId, text: "已到现场查看，约供电所明日更换" }) },
  ];
}

/** Platforms of departments read by their agreements in the month before, all but one (LNK-07). */
async function pastOfSharing({ city, home, server: { url } }: PastServer, now: number): Promise<Deed[]> {
  const keyOf = (client: string): Promise<string> => machineKey({ home, city, url }, client);
  const keys = { [DEMO_PARTNER]: await keyOf(DEMO_PARTNER), [PLANNING_PARTNER]: await keyOf(PLANNING_PARTNER) };
  const call = (hours: number, client: keyof typeof keys, dataset: string, query: string): Deed => ({
    at: midLastMonth(now) + hours * HOUR,
    async run() {
      const answer = await fetch(`${url}${ROUTES.shared.replace(":dataset", dataset)}?${query}`, { headers: { authorization: `Bearer ${keys[client]!}` } });
      if (!answer.ok) throw new Error(`the demo's partner ${client} cannot read ${dataset}: ${answer.status}`);
    },
  });
  return [
    ...[0, 2, 4].map((hours) => call(hours, DEMO_PARTNER, "PREMISE_HAZARD", "purpose=FIRE_INSPECTION&fields=premise,hazardZh,reviewBy")),
    call(1, DEMO_PARTNER, "PREMISE", "purpose=FIRE_INSPECTION&fields=id,nameZh,address"), call(3, PLANNING_PARTNER, "PREMISE_HAZARD", "purpose=EMERGENCY_PLAN&fields=premise,hazardZh"),
  ];
}

/** What has happened in the demo city before somebody first looks at it. */
export async function pastOf(past: PastServer, now: number): Promise<Deed[]> {
  const act = actAs(past.server, past.city);
  return [...pastOfCatalogue(act, now), ...pastOfCampaign(act, now), ...pastOfPool(act, now, ROOM), ...pastOfAssets(act, past.city, now), ...pastOfTown(act, now), ...pastOfWeek(act, past.city, now), ...(await pastOfSharing(past, now))];
}
