import { faultText } from "@tocsin/city/fault.ts";
import { loadCity } from "@tocsin/city/load-city.ts";
import { needed } from "./arguments.ts";
import { STANDARD_DIR } from "@tocsin/cities/standard-folder.ts";
import { Complaint } from "./complaint.ts";

/** Lists every fault of a city's files, or what it has. */
export async function checkCity(args: readonly string[]): Promise<void> {
  const dir = needed("DIR", args[0]);
  const loaded = loadCity(dir, { standardDir: STANDARD_DIR });
  if (!loaded.ok) throw new Complaint([...loaded.faults.map((fault) => faultText(fault, "zh")), `${loaded.faults.length} 处错误 / faults`].join("\n"));
  const { head, orgs, units, types, premises } = loaded.city;
  console.log(`${head.nameZh}: ${orgs.length} 个组织, ${units.length} 个单元, ${types.length} 类警情, ${premises.length} 处场所`);
}
