import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import type { Desk } from "../../desk/desk.ts";
import type { ServedCity } from "../../served-city.ts";

/** More than a registry ever holds. */
const MOST = 1_000;

/** Enters the mechanisms of the city's folder into the registry: at the first start all, later new SUPPORT ones and other words; on several servers, once (ORG-05). */
export async function registerCityMechanisms(ledger: Pick<Ledger, "list">, desk: Pick<Desk, "executeSystem">, { index }: ServedCity): Promise<void> {
  const held = await ledger.list("mechanism", undefined, { open: true, limit: MOST });
  const rows = index.city.mechanisms.mechanisms;
  const codes = [...new Set([...held.map(({ id }) => id), ...rows.map(({ code }) => code)])].sort();
  const answer = await desk.executeSystem({ name: "system.registerMechanisms", payload: { codes }, commandId: `register-mechanisms:${hashOf([rows, held.map(({ id, version }) => [id, version])])}` });
  if (!answer.ok) throw new Error(`the city's mechanisms cannot be registered: ${answer.refusal.code} ${JSON.stringify(answer.refusal.params)}`);
}
