import type { CityIndex } from "@tocsin/domain/decision.ts";
import { lineUnanswered } from "@tocsin/domain/command/line-reports.ts";
import type { MissingParts } from "../../missing-parts.ts";
import type { CityPresent } from "../present/city-present.ts";

/** Name of the missing part while a reported line fault has no answer. */
export const LINE_PART = "line-reported";

/** An alarm on every seat from the report of a broken line until a person has answered it (R39). Answers how to stop. */
export function watchLineReports(present: Pick<CityPresent, "openIncidents" | "subscribe">, types: CityIndex["type"], missing: Pick<MissingParts, "down" | "up">): () => void {
  const waiting = new Set<string>();
  const look = (ids: Iterable<string>): void => {
    for (const id of ids) {
      const incident = present.openIncidents.get(id);
      if (incident !== undefined && lineUnanswered(incident, types)) waiting.add(id);
      else waiting.delete(id);
    }
    if (waiting.size > 0) missing.down(LINE_PART);
    else missing.up(LINE_PART);
  };
  look(present.openIncidents.keys());
  return present.subscribe(({ incidentIds }) => {
    if (incidentIds.size > 0) look(incidentIds);
  });
}
