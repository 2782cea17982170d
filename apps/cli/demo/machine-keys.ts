import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@tocsin/client/client.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { DAY } from "@tocsin/kernel/instant.ts";

const LASTS_DAYS = 365;
/** One that ends so soon is made anew. */
const ENDS_SOON = DAY;

interface Kept {
  readonly key: string;
  readonly expiresAt: number;
}

/** Who approves access in the city also makes the keys by which machines get it. */
const APPROVER = "DUTY_COMMANDER";

/**
 * The key of a machine of the demo. A server shows a key once, so the demo keeps it beside its city; where it has none, its
 * duty commander makes one, as in a real city.
 */
export async function machineKey({ home, city, url }: { readonly home: string; readonly city: City; readonly url: string }, client: string): Promise<string> {
  const path = join(home, "machine-keys.json");
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Record<string, Kept>) : {};
  const known = kept[client];
  if (known !== undefined && known.expiresAt - Date.now() > ENDS_SOON) return known.key;
  const top = city.orgs.find(({ level }) => level === "CITY")?.id;
  const approver = city.accounts.find(({ grants }) => grants.some(({ role, org }) => role === APPROVER && org === top));
  const seat = createClient({ base: url });
  await seat.signIn(approver?.id ?? "", approver?.demoPassword ?? "");
  const { key, expiresAt } = await seat.makeKey(client, LASTS_DAYS);
  writeFileSync(path, `${JSON.stringify({ ...kept, [client]: { key, expiresAt } }, null, 2)}\n`, { mode: 0o600 });
  await seat.signOut();
  return key;
}
