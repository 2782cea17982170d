import type { LayoutFault } from "@tocsin/contract/layouts/layout.ts";
import { ACCESS_M } from "@tocsin/contract/organisation/rapid-point.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { firstLayout, serviceArea } from "@tocsin/domain/layouts/first-layout.ts";
import { layoutFaults } from "@tocsin/places/layout-faults.ts";
import { accessFaults } from "@tocsin/city/check-rapid-points.ts";
import { faultText, type Fault } from "@tocsin/city/fault.ts";
import { loadCity } from "@tocsin/city/load-city.ts";
import { needed } from "./arguments.ts";
import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { graphOf, hasRoads } from "./city-folder.ts";
import { Complaint } from "./complaint.ts";

const WORDS: Readonly<Record<LayoutFault["kind"], string>> = {
  OVERLAP: "辖区重叠 / areas overlap", GAP: "上级辖区内有空白 / gap in the area above", OUTSIDE_PARENT: "超出上级辖区 / beyond the area above", POINT_OUTSIDE: "必到点不在辖区内 / point to visit outside",
  PARENT_UNKNOWN: "没有上级辖区 / no area above", PARENT_TIER: "上级辖区层级不符 / wrong tier above", ORG_OUTSIDE_PARENT: "机构不属上级辖区的机构 / outside the chain of command", EMPTY: "没有第一层辖区 / no area of the first tier",
};

/** What would keep the city's areas from being published as a layout (DSP-07). The city starts all the same: no emergency is without an owner. */
function areaWarnings(city: City): string[] {
  const path = new Map(city.orgs.map((org) => [org.id, org.path]));
  const faults = [...layoutFaults(firstLayout(city), { serviceArea: serviceArea(city), orgPath: (org) => path.get(org) })].flat();
  return faults.map(({ kind, areas, areaM2, share }) => ["areas.geojson", areas.join(" + "), WORDS[kind], ...(areaM2 === null ? [] : [`${(areaM2 / 1e6).toFixed(3)} km²`, `${((share ?? 0) * 100).toFixed(1)} %`])].join(" · "));
}

/** Points to which no road leads; a city without roads has none to judge by. */
function accessless(dir: string): Fault[] {
  if (!hasRoads(dir)) return [];
  const graph = graphOf(dir);
  return accessFaults(dir, (point) => snap(graph, point, { maxDistanceM: ACCESS_M }) !== null);
}

/** Lists every fault of a city's files, or what it has. */
export async function checkCity(args: readonly string[]): Promise<void> {
  const dir = needed("DIR", args[0]);
  const loaded = loadCity(dir, { standardDir: STANDARD_DIR });
  const faults = loaded.ok ? accessless(dir) : loaded.faults;
  if (!loaded.ok || faults.length > 0) throw new Complaint([...faults.map((fault) => faultText(fault, "zh")), `${faults.length} 处错误 / faults`].join("\n"));
  const { head, orgs, units, types, premises, rapidPoints } = loaded.city;
  for (const line of areaWarnings(loaded.city)) console.log(line);
  console.log(`${head.nameZh}: ${orgs.length} 个组织, ${units.length} 个单元, ${types.length} 类警情, ${premises.length} 处场所, ${rapidPoints.length} 个快反点`);
}
