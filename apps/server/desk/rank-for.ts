import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import { needsRanking } from "@tocsin/runtime/prefetch.ts";
import type { AnyCommand } from "@tocsin/runtime/any-command.ts";
import type { ServedCity } from "../served-city.ts";
import type { DeskDeps } from "./desk-deps.ts";
import type { LoadedWorld } from "./loaded-world.ts";
import type { RankOptions, RankSubject } from "./ranker.ts";

/** The incident that a site's alarm is about to open, as far as a ranking asks. */
function alarmSubject(city: ServedCity, payload: CommandPayload["dispatch.mruAlarm"]): RankSubject | null {
  const org = city.index.org.get(payload.orgId);
  const type = city.index.type.get("MR-01");
  if (org === undefined) return null;
  return {
    id: payload.incidentId, orgPath: org.path, leadAgency: type?.lead ?? "POLICE",
    place: { addressText: org.nameZh, point: { lon: org.lon, lat: org.lat }, datum: "WGS84" },
    typeCode: type?.code ?? null, priority: type?.priority ?? "P1", needsAll: type?.needsAll ?? [], needsAny: type?.needsAny ?? [], crewMin: type?.crewMin ?? 0, drill: payload.drill ?? false,
  };
}

/** The incident for which a command wants units, or null. A unit that is moved to another incident has a travel time too. */
export function rankSubject(command: AnyCommand, world: LoadedWorld, city: ServedCity): RankSubject | null {
  if (!needsRanking(command) && command.name !== "dispatch.reassign") return null;
  if (command.name === "dispatch.mruAlarm") return alarmSubject(city, command.payload);
  if (command.name === "system.deadline") return world.incidents.get(command.payload.id) ?? null;
  return world.incidents.get((command.payload as { incidentId: string }).incidentId) ?? null;
}

/** A ranking as things stand; null when none can be had, which stops no order. `shownId` names one that the dispatcher was shown. */
export async function rankFor(deps: Pick<DeskDeps, "ranker" | "report">, subject: RankSubject | null, options: RankOptions, shownId?: unknown): Promise<Recommendation | null> {
  if (subject === null) return null;
  try {
    const shown = typeof shownId === "string" ? await deps.ranker.find(shownId) : null;
    if (shown !== null && shown.incidentId === subject.id) return shown;
    return await deps.ranker.rank(subject, options);
  } catch (error) {
    deps.report("ranking", error);
    return null;
  }
}
