import { DEMO_PARTNER } from "@tocsin/cities/demo/sharing.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { actAs, type ActAs } from "./act-as.ts";
import { machineKey } from "./machine-keys.ts";
import { type Deed, midLastMonth, morning } from "./past-days.ts";
import { pastOfCampaign, pastOfCatalogue, pastOfPool } from "./past-of-joint-work.ts";
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

/** A department's platform reads by its agreement (LNK-07). */
async function ask({ server: { url } }: PastServer, key: string, dataset: string, fields: string): Promise<void> {
  const answer = await fetch(`${url}${ROUTES.shared.replace(":dataset", dataset)}?purpose=FIRE_INSPECTION&fields=${fields}`, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`the demo's partner cannot read ${dataset}: ${answer.status}`);
}

/** What has happened in the demo city before somebody first looks at it. */
export async function pastOf(past: PastServer, now: number): Promise<Deed[]> {
  const { city, home, server } = past;
  const act = actAs(server, city);
  const key = await machineKey({ home, city, url: server.url }, DEMO_PARTNER);
  const calls = [0, 1, 2].map((hours): Deed => ({ at: midLastMonth(now) + hours * HOUR, run: () => ask(past, key, "PREMISE_HAZARD", "premise,hazardZh,reviewBy") }));
  return [
    ...pastOfCatalogue(act, now), ...pastOfCampaign(act, now), ...pastOfPool(act, now, ROOM), ...pastOfAssets(act, city, now), ...pastOfTown(act, now),
    ...calls, { at: midLastMonth(now), run: () => ask(past, key, "PREMISE", "id,nameZh,address") },
  ];
}
