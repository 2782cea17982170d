import { DATASETS, type SharingRow } from "@tocsin/contract/linkage/sharing.ts";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { checkAll, checkUnique, type Known } from "./check-references.ts";
import type { FileFaults, Located } from "./fault.ts";

/** An agreement is with a machine that is known and may ask, of fields that the dataset has, in an area that exists, and ends after it begins (LNK-07). */
export function checkSharing(rows: readonly Located<SharingRow>[], clients: readonly Located<ClientRow>[], known: Pick<Known, "orgs">, faults: FileFaults): void {
  checkUnique(rows, "id", ({ id }) => id, faults);
  const routesOf = new Map(clients.map(({ value }) => [value.id, value.routes]));
  for (const { line, value } of rows) {
    const routes = routesOf.get(value.client);
    if (routes === undefined) faults.add(line, "client", "REFERENCE_UNKNOWN", `clients.yaml 中没有 ${value.client}`, `clients.yaml has no ${value.client}`);
    else if (!routes.includes("shared")) faults.add(line, "client", "REFERENCE_UNKNOWN", `${value.client} 的 routes 中没有 shared，读不到`, `${value.client} has no route shared, so that it could not read it`);
    const named: readonly string[] = DATASETS[value.dataset];
    for (const field of value.fields) if (!named.includes(field)) faults.add(line, "fields", "REFERENCE_UNKNOWN", `${value.dataset} 没有字段 ${field}`, `${value.dataset} has no field ${field}`);
    if (value.area !== undefined) checkAll([value.area], known.orgs, "org", line, "area", faults);
    if (value.until < value.from) faults.add(line, "until", "FIELD_RANGE", "结束早于开始", "it ends before it begins");
  }
}
