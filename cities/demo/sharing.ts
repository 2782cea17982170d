import type { SharingRow } from "@tocsin/contract/linkage/sharing.ts";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { DAY, dayText, startOfDay } from "@tocsin/kernel/instant.ts";

/** The machine whose key the start of the demo prints, for trying out. */
export const DEMO_PARTNER = "fire-inspection";

export const PLANNING_PARTNER = "emergency-plans";

const partner = (id: string, name: string, purpose: string, agency: string): ClientRow => ({ id, name, purpose, role: "LINK_PLATFORM", org: "CITY", agency, routes: ["shared"], perMinute: 60 });

/** Platforms of departments that read of places by agreement, and nothing else. */
export const DEMO_CLIENTS: readonly ClientRow[] = [
  partner(DEMO_PARTNER, "消防监督检查平台", "按数据共享协议查询场所隐患", "FIRE"),
  partner(PLANNING_PARTNER, "应急管理预案平台", "按数据共享协议查询场所隐患", "EMERGENCY"),
  partner("housing-safety", "房屋安全管理平台", "按数据共享协议查询场所位置", "HOUSING"),
];

/** The first of a month so many months before a day. */
export const monthBack = (today: string, months: number): string => {
  const [year, month] = today.split("-").map(Number) as [number, number];
  const at = year * 12 + month - 1 - months;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
};
/** So many days after a day. */
export const ahead = (today: string, days: number): string => dayText(startOfDay(today, 0) + days * DAY, 0);

const INSPECTION = { purposeZh: "消防监督检查", purposeEn: "Fire safety inspection" } as const;

/** Agreements as they stand on a day: two that are used, one about to end, and one that nobody uses any more (LNK-07). */
export const demoSharing = (today: string): SharingRow[] => [
  { id: "AG-FIRE-1", client: DEMO_PARTNER, dataset: "PREMISE_HAZARD", purpose: "FIRE_INSPECTION", ...INSPECTION, fields: ["premise", "hazardZh", "source", "reviewBy"], legalBasis: "《消防法》第五十三条", from: monthBack(today, 8), until: ahead(today, 240) },
  { id: "AG-FIRE-2", client: DEMO_PARTNER, dataset: "PREMISE", purpose: "FIRE_INSPECTION", ...INSPECTION, fields: ["id", "kind", "nameZh", "address", "lon", "lat"], legalBasis: "《消防法》第五十三条", from: monthBack(today, 8), until: ahead(today, 240) },
  { id: "AG-EMERG-1", client: PLANNING_PARTNER, dataset: "PREMISE_HAZARD", purpose: "EMERGENCY_PLAN", purposeZh: "编制应急预案", purposeEn: "Writing emergency plans", fields: ["premise", "hazardZh", "verifiedAt"], legalBasis: "《突发事件应对法》第二十九条", from: monthBack(today, 11), until: ahead(today, 9) },
  { id: "AG-HOUSE-1", client: "housing-safety", dataset: "PREMISE", purpose: "BUILDING_SAFETY", purposeZh: "房屋安全排查", purposeEn: "Safety checks of buildings", fields: ["id", "nameZh", "lon", "lat"], legalBasis: "《城市房屋安全管理规定》第八条", from: monthBack(today, 5), until: ahead(today, 120) },
];
