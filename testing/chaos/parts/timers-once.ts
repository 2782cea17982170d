import type { Seated } from "../../harness.ts";

/** What a timer did to an incident, as its timeline tells. */
interface TimerEffect {
  readonly clockId?: string;
  readonly orderId?: string;
  readonly unitId?: string;
  readonly level?: string;
}

/** Everything that timers did was done once. @throws Error naming what was done twice */
export async function timersOnce(seat: Seated, incidentIds: Iterable<string>): Promise<number> {
  const seen = new Set<string>();
  for (const id of incidentIds) {
    const { entries } = await seat.timeline(id).catch((error: unknown) => {
      if ((error as { status?: number }).status === 404) return { entries: [] };
      throw error;
    });
    for (const { type, data } of entries) {
      const { clockId, orderId, unitId, level } = data as TimerEffect;
      const key = type === "ClockBreached" ? `${id}/${clockId}` : type === "OrderEscalated" ? `${id}/${orderId}/${unitId}/${level}` : null;
      if (key === null) continue;
      if (seen.has(key)) throw new Error(`a timer fired twice: ${type} ${key}`);
      seen.add(key);
    }
  }
  return seen.size;
}
