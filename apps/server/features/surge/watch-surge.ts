import { surgeSteps } from "@tocsin/domain/command/surge.ts";
import type { Desk } from "../../desk/desk.ts";
import type { CityPresent } from "../present/city-present.ts";

export interface SurgeDeps {
  readonly desk: Pick<Desk, "executeSystem">;
  readonly present: Pick<CityPresent, "openIncidents" | "subscribe">;
  /** Open P1 incidents in one area from which on it is a surge. */
  readonly limit: number;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Keeps the surge flags true, by commands of the platform (CMD-11): they stand in the log, come back after a restart and
 * reach every screen by the stream. Of several servers that see the same, one does it. Answers how to stop.
 */
export function watchSurge({ desk, present, limit, now, onFailure }: SurgeDeps): () => Promise<void> {
  let stopped = false;
  let seen = true;
  let running: Promise<void> = Promise.resolve();
  let busy = false;

  async function settle(): Promise<void> {
    busy = true;
    while (seen && !stopped) {
      seen = false;
      for (const step of surgeSteps(present.openIncidents.values(), limit)) {
        if (stopped) break;
        await desk.executeSystem({ name: "system.surge", payload: step, commandId: `surge/${step.incidentId}/${step.count === null ? "end" : "raise"}/${now()}` }).catch(onFailure);
      }
    }
    busy = false;
  }
  const look = (): void => {
    seen = true;
    if (!busy) running = settle();
  };
  const stop = present.subscribe(({ incidentIds }) => {
    if (incidentIds.size > 0) look();
  });
  look();
  return async () => {
    stopped = true;
    stop();
    await running;
  };
}
