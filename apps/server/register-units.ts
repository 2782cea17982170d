import type { Desk } from "./desk/desk.ts";
import type { ServedCity } from "./served-city.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";

/** Enters every unit of the city into the register that is not yet there; on several servers, once. */
export async function registerUnits(ledger: Pick<Ledger, "load">, desk: Pick<Desk, "executeSystem">, city: ServedCity): Promise<number> {
  const ids = city.index.city.units.map((unit) => unit.id);
  const known = new Set((await ledger.load(ids.map((id) => ({ kind: "unit", id })))).map((state) => state.id));
  const missing = ids.filter((id) => !known.has(id));
  const TOGETHER = 8;
  for (let i = 0; i < missing.length; i += TOGETHER) {
    await Promise.all(
      missing.slice(i, i + TOGETHER).map(async (unitId) => {
        const answer = await desk.executeSystem({ name: "system.registerUnit", payload: { unitId }, commandId: `register:${unitId}` });
        // Another server may have entered it a moment ago.
        if (!answer.ok && answer.refusal.code !== "STATE_CONFLICT") throw new Error(`unit ${unitId} cannot be registered: ${answer.refusal.code}`);
      }),
    );
  }
  return missing.length;
}
