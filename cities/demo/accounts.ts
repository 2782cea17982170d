import type { AccountRow, OrgUnitRow, UnitRow } from "@tocsin/contract/organisation/city.ts";

/** The demo's sign-ins: one or more seats for every role. The passwords are printed at start; a real city has none in its files. */
export function drawAccounts(orgs: readonly OrgUnitRow[], units: readonly UnitRow[]): AccountRow[] {
  const accounts: AccountRow[] = [];
  const add = (id: string, name: string, role: string, org: string, more: { readonly unit?: string; readonly agency?: string; readonly term?: { readonly from: string; readonly until: string } } = {}): void => {
    const { term, ...own } = more;
    accounts.push({ id, name, grants: [{ role, org, ...term }], ...own, demoPassword: `tocsin-demo-${accounts.length + 1}` });
  };
  // A station that has street posts: brigades of the special police stand at the same level and have none.
  const withPosts = new Set(orgs.flatMap(({ kind, parent }) => (kind === "STREET_POST" ? [parent] : [])));
  const station = orgs.find(({ id, level }) => level === "STATION" && withPosts.has(id));
  const posts = orgs.filter(({ parent, kind }) => parent === station?.id && kind === "STREET_POST");
  const group = orgs.find(({ level, parent }) => level === "MRU" && posts.some(({ id }) => id === parent)) ?? orgs.find(({ level }) => level === "MRU");
  add("jiejing1", "接警员一席", "CALL_TAKER", "CITY");
  add("jiejing2", "接警员二席", "CALL_TAKER", "CITY");
  add("diaodu1", "调度员一席", "DISPATCHER", "CITY");
  add("diaodu2", "调度员二席", "DISPATCHER", "CITY");
  add("zhihuizhang", "值班长", "DUTY_COMMANDER", "CITY");
  add("qinglu", "青麓分局调度员", "DISPATCHER", "D04");
  add("zhihuishi", `${station?.nameZh ?? ""}综合指挥室`, "STATION_ROOM", station?.id ?? "CITY");
  add("suozhang", `${station?.nameZh ?? ""}所长`, "STATION_CHIEF", station?.id ?? "CITY");
  add("zhanzhang", `${posts[0]?.nameZh ?? ""}站长`, "POST_LEADER", posts[0]?.id ?? "CITY");
  const cars = units.filter(({ kind, org }) => kind === "PATROL_CAR" && posts.some(({ id }) => id === org));
  const others = (["MOTORCYCLE", "TRAFFIC_UNIT", "FIRE_ENGINE", "AMBULANCE", "SPECIAL_POLICE"] as const).flatMap((kind) => units.find((unit) => unit.kind === kind) ?? []);
  for (const [i, unit] of [...cars, ...others].slice(0, 6).entries()) {
    add(`danyuan${i + 1}`, `${unit.callSign} 单元`, "UNIT", unit.org, { unit: unit.id, ...(unit.agency === "POLICE" ? {} : { agency: unit.agency }) });
  }
  const team = units.find(({ org }) => org === group?.id);
  add("yingji", group?.nameZh ?? "应急单元", "MRU_CONTACT", group?.id ?? "CITY", { agency: "SITE_OPERATOR", ...(team ? { unit: team.id } : {}) });
  add("jiaojing", "交警勤务指挥室", "DISPATCHER", "TRAF", { agency: "TRAFFIC_POLICE" });
  add("xiaofang", "消防席位", "PARTNER_DESK", "FIRE", { agency: "FIRE" });
  add("jijiu", "急救席位", "PARTNER_DESK", "EMS", { agency: "EMS" });
  add("ducha", "督察席位", "SUPERVISION", "CITY");
  add("shenji", "审计员", "AUDITOR", "CITY");
  add("guanli", "系统管理员", "SYS_ADMIN", "CITY");
  add("yanshi", "演示世界", "SIMULATION", "CITY");
  add("rexian", "12345 热线席位", "PARTNER_DESK", "CITY", { agency: "HOTLINE" });
  add("chengguan", "城管联络员", "DEPT_LIAISON", "CITY", { agency: "URBAN_MGMT" });
  add("shichang", "市场监管联络员", "DEPT_LIAISON", "CITY", { agency: "MARKET" });
  add("sifa", "司法所席位", "DEPT_LIAISON", "CITY", { agency: "JUSTICE" });
  add("xinfang", "信访席位", "DEPT_LIAISON", "CITY", { agency: "PETITION" });
  add("zongzhi", "综治中心席位", "DEPT_LIAISON", "CITY", { agency: "GOV_CENTRE" });
  add("xietiao", "联动协调员", "LINK_COORDINATOR", "CITY", { agency: "GOV_CENTRE" });
  add("yuanbian", "预案编制岗", "PLAN_AUTHOR", "CITY");
  add("yuanshen", "预案审批岗", "PLAN_APPROVER", "CITY");
  // The chief sits in the town's leadership for a time, and sees there what is shared with the town alone (ORG-13).
  add("zhenlian", "镇街联络员（所长兼）", "DEPT_LIAISON", station?.id ?? "CITY", { agency: "TOWNSHIP", term: { from: "2026-01-01", until: "2028-12-31" } });
  return accounts;
}
