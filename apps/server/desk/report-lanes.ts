import type { DoorRequest } from "./door.ts";

/**
 * One further report at a time for each incident (R24). When thousands speak of one event, their commits would collide on its
 * record and be decided over and over; in a row each is decided once. They wait before the admission, so that such a crowd
 * holds one place of it, and whatever else concerns the incident, an order above all, goes past them.
 */
export interface ReportLanes {
  run<Result>(request: Pick<DoorRequest, "name" | "payload">, work: () => Promise<Result>): Promise<Result>;
}

export function openReportLanes(): ReportLanes {
  const last = new Map<string, Promise<unknown>>();
  return {
    async run({ name, payload }, work) {
      const id = name === "intake.addReport" ? (payload as { incidentId?: unknown } | null)?.incidentId : undefined;
      if (typeof id !== "string") return work();
      const before = last.get(id) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(id, mine);
      try {
        return await mine;
      } finally {
        if (last.get(id) === mine) last.delete(id);
      }
    },
  };
}
