import type { Client } from "@tocsin/client/client.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { CallRecord } from "./records.ts";

/** Every incident as a client gets it, by the number of its call. */
export async function incidentsByCall(client: Client): Promise<ReadonlyMap<string, readonly Incident[]>> {
  const all: Incident[] = [];
  for (let before: string | undefined; ; ) {
    const { incidents } = await client.incidents({ limit: 500, ...(before === undefined ? {} : { before }) });
    all.push(...incidents);
    const last = incidents.at(-1);
    if (last === undefined || incidents.length < 500) break;
    before = last.id;
  }
  return Map.groupBy(all, (incident) => incident.reports[0]?.providerCallId ?? "");
}

/** Calls without exactly one closed incident, and why. */
export function lostCalls(calls: readonly CallRecord[], incidents: ReadonlyMap<string, readonly Incident[]>): string[] {
  return calls.flatMap(({ callNumber }) => {
    const found = incidents.get(callNumber) ?? [];
    if (found.length !== 1) return [`${callNumber}: ${found.length} incidents`];
    return found[0]!.status === "CLOSED" ? [] : [`${callNumber}: ${found[0]!.status}`];
  });
}
