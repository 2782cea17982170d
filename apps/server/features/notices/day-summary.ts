import type { AreaSummary } from "@tocsin/contract/linkage/views.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { type CityIndex, within } from "@tocsin/domain/decision.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import { areaSummary } from "@tocsin/engine/linkage/area-summary.ts";
import { civil, dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import type { Desk } from "../../desk/desk.ts";

const MOST = 5_000;
const LEVELS: ReadonlySet<string> = new Set(["DISTRICT", "STATION"]);

/** What an organisation is told of its own area, a department of the whole city: counts of the police's areas, none below five (LNK-03). */
export async function summaryFor(ledger: Pick<Ledger, "list">, city: CityIndex, party: string): Promise<AreaSummary[]> {
  const own = city.org.get(party)?.path ?? cityPath(city);
  const areas = city.city.orgs.filter(({ level, path, agency }) => LEVELS.has(level) && agency === "POLICE" && within(path, own)).map(({ path }) => path);
  const [incidents, matters] = await Promise.all((["incident", "matter"] as const).map((kind) => ledger.list(kind, [own], { open: true, limit: MOST })));
  return areaSummary(areas, incidents!.map(({ state }) => state as Incident), matters!.map(({ state }) => state as Matter));
}

/** Lets the counts of today go to whom their hour has come; answers nothing twice on a day, on however many servers. */
export function summariesOfToday(desk: Pick<Desk, "executeSystem">, { city }: CityIndex, now: () => number): () => Promise<void> {
  const asked = new Set<string>();
  return async () => {
    const offset = city.head.utcOffset * MINUTE;
    const at = now();
    const [day, { hour, minute }] = [dayText(at, offset), civil(at, offset)];
    for (const { party, summary } of city.partyMails) {
      const commandId = `summary/${party}/${day}`;
      if (summary === null || asked.has(commandId) || Number(summary.slice(0, 2)) * 60 + Number(summary.slice(3)) > hour * 60 + minute) continue;
      await desk.executeSystem({ name: "system.tellSummary", payload: { party, day }, commandId });
      asked.add(commandId);
    }
  };
}
